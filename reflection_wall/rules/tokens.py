"""Tokens: from a text to the words in it that may tell something, in any language that puts spaces between words.

Apostrophes of all kinds are one; what French and English join with them is taken apart (l’accueil, school’s). In other
languages they belong to the word, and the letter ʼ (U+02BC) always does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from reflection_wall.rules import lexicon

_STOP = lexicon.words("stop-en", "stop-fr")
# In capitals it is artificial intelligence, in French minuscules the verb of “j’ai”.
_ABBREVIATIONS = frozenset({"AI"})
_JOINING = ("en", "fr")

# Marks that no letter has absorbed stay with their letter: ı̨ in Tłı̨chǫ, vowel signs of Punjabi.
MARKS = "".join(chr(code) for code in range(0x300, 0x3100) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
_WORD = re.compile(rf"[^\W\d_][\w{MARKS}]*(?:['’\u2010\u2011-][\w{MARKS}]+)*")
_PLAIN = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-"})
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
_OWNED = re.compile(r"'s?$")
_CONTRACTED = re.compile(r"(?:n't|'(?:ll|ve|re|m|d|t))$")
_INVERTED = re.compile(r"(?<!rendez)-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là)$")
_SPACES = re.compile("[ \u00a0\u202f]+")
_ENDS = re.compile(r"[.!?…:\n•]")


class Token(NamedTuple):
    """One word that may tell something: as it is counted, and where it stands in the text."""

    word: str
    start: int
    end: int
    # Right after another such word, with nothing but a space between: the two are a phrase.
    follows: bool
    # At the beginning of a sentence, where a capital says nothing.
    opens: bool


def tokens(text: str, lang: str | None = None) -> list[Token]:
    """The words of a text without stop words and numbers. `lang` is a tag such as fr-CA, None when nobody said."""
    joining = lang is None or lang.partition("-")[0].lower() in _JOINING
    found: list[Token] = []
    reached, adjacent = 0, False
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[reached:start]
        opens = reached == 0 or (gap != " " and _ENDS.search(gap) is not None)
        adjacent = adjacent and (gap == " " or _SPACES.fullmatch(gap) is not None)
        reached = end
        written = match[0]
        word = written if written in _ABBREVIATIONS else written.lower()
        if not word.isalpha():
            word = word.translate(_PLAIN)
            if joining:
                word, cut, adjacent = _apart(word, adjacent)
                start += cut
                end = min(end, start + len(word))
        if (len(word) < 2 and word.isascii()) or word in _STOP:
            adjacent = False
            continue
        found.append(Token(word, start, end, adjacent, opens))
        adjacent = True
    return found


def _apart(word: str, adjacent: bool) -> tuple[str, int, bool]:
    """The word without what is joined to it, how much was cut off before it, and whether it still follows."""
    if word in _STOP or _CONTRACTED.search(word):
        return "", 0, False
    elided = _ELIDED.match(word)
    cut = elided.end() if elided else 0
    return _INVERTED.sub("", _OWNED.sub("", word[cut:])), cut, adjacent and not elided


def folding(words: Iterable[str]) -> dict[str, str]:
    """Which plural is counted with which singular: only where somebody has said the singular too."""
    known = set(words)
    return {word: one for word in known if (one := _singular(word, known)) is not None}


def _singular(word: str, known: set[str]) -> str | None:
    if len(word) < 4 or word.endswith("ss"):
        return None
    tries = []
    if word.endswith("s"):
        tries.append(word[:-1])
    if word.endswith("ies"):
        tries.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        tries.append(word[:-2])
    if word.endswith("aux"):
        tries += [word[:-1], word[:-3] + "al"]
    return next((one for one in tries if one in known), None)
