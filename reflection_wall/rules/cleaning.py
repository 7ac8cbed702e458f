"""Cleaning: from what a person typed or pasted to the plain text that is kept. Words stay, traps go.

The limits are those of security-privacy section "Content": NFC, no control characters but the line break,
no direction overrides, at most four combining marks on a letter (Dene stacks two or three).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 1500
LONGEST_HEADLINE = 140
MOST_MARKS = 4

_LINE_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_DROPPED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line break
    "\u202a-\u202e\u2066-\u2069"  # direction embeddings, overrides and isolates
    "\ud800-\udfff"  # halves of a character
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "]"
)
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_BLANK_LINES = re.compile(r"\n[ \u00a0]*(?:\n[ \u00a0]*){2,}")
_JOINERS = "\u200c\u200d"
_LOOKS_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def clean(raw: str) -> str:
    """Plain text to keep and to show: NFC, `\\n` between lines, no more than one empty line in a row."""
    text = _LINE_BREAKS.sub("\n", raw).replace("\t", " ")
    text = _DROPPED.sub("", text)
    text = _TAGS.sub(lambda found: found[1] or "", text)
    text = _without_towers(unicodedata.normalize("NFC", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_line(raw: str) -> str:
    """The same for a text of one line, such as a headline."""
    return " ".join(clean(raw).split())


def length(text: str) -> int:
    """How long a cleaned text is, in code points: the count that phone and server share."""
    return len(text)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return not any(_is_seen(char) for char in text)


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] not in "ZCM" and char not in _LOOKS_BLANK


def _without_towers(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        if char not in _JOINERS:
            marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)
