"""Labels: from what somebody calls tables (“14”, “1-24”) to the label of each, and whether a name can be one at all."""

from __future__ import annotations

import re

from reflection_wall.rules.cleaning import clean_line, is_blank, length
from reflection_wall.rules.refusals import Invalid, Message, later

LONGEST_LABEL = 20
MOST_AT_ONCE = 500

_RANGE = re.compile(r"(.{0,12}?)(\d{1,4})\s*(?:[-–—]|to|à)\s*(\d{1,4})")
# What names a file on some system: the label is part of addresses and of names of files.
_PATH = re.compile(r"[\\]|^[/~]|(^|/)\.{1,2}(/|$)|^[A-Za-z]:[/\\]|[<>|\"*?#%]")
_FORMULA = re.compile(r"[=@＝＠]|[+\-＋－].*[(!]")

BAD_LABEL = later("A label has between 1 and %(most)s characters.")
PATH = later("“%(name)s” looks like the name of a file; please call it something plainer.")
FORMULA = later("“%(name)s” begins like a formula; please type what it should say.")
TOO_MANY = later("That is more than %(most)s tables at once.")
DOWN = later("“%(name)s” counts down; please write the smaller number first.")


def strange(name: str) -> Message | None:
    """What is wrong with a cleaned name of a table or community, if it is a path or a formula."""
    shown = {"name": name[:40]}
    if _FORMULA.match(name):
        return Message(FORMULA, shown)
    return Message(PATH, shown) if _PATH.search(name) else None


def label(raw: str) -> str:
    """A label as it is kept. Raises Invalid."""
    found = clean_line(raw)
    if is_blank(found) or length(found) > LONGEST_LABEL:
        raise Invalid({"label": Message(BAD_LABEL, {"most": LONGEST_LABEL})})
    if wrong := strange(found):
        raise Invalid({"label": wrong})
    return found


def labels(raw: str) -> list[str]:
    """Every label of a list such as “1-12, 14, A1-A3”, each once, in order. Raises Invalid."""
    found: dict[str, None] = {}
    for part in re.split(r"[,;\n]", raw):
        if not is_blank(clean_line(part)):
            found |= dict.fromkeys(counted(clean_line(part)))
        if len(found) > MOST_AT_ONCE:
            raise Invalid({"label": Message(TOO_MANY, {"most": MOST_AT_ONCE})})
    if not found:
        raise Invalid({"label": Message(BAD_LABEL, {"most": LONGEST_LABEL})})
    return list(found)


def counted(said: str) -> list[str]:
    """“1-3” as 1, 2, 3, “A1-3” as A1, A2, A3; anything else as itself. Raises Invalid."""
    found = _RANGE.fullmatch(re.sub(r"([-–—]\s*)[A-Za-z]+(?=\d)", r"\1", said))
    if found is None:
        return [label(said)]
    stem, first, last = found[1], int(found[2]), int(found[3])
    if first > last:
        raise Invalid({"label": Message(DOWN, {"name": said})})
    if last - first >= MOST_AT_ONCE:
        raise Invalid({"label": Message(TOO_MANY, {"most": MOST_AT_ONCE})})
    return [label(f"{stem}{number}") for number in range(first, last + 1)]
