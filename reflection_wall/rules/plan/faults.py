"""Faults: from what is wrong with a plan to one sentence with the line and the field, in words for who wrote it."""

from __future__ import annotations

import re

from reflection_wall.rules.plan.lines import Path, line_of
from reflection_wall.rules.plan.shape import CHOICES, LONGEST_DELAY
from reflection_wall.rules.refusals import Message, Refused, later

UNKNOWN = later("there is no such field")
MISSING = later("this field is missing")
ONE_OF = later("this is one of %(choices)s")
TEXT = later("this is a text between quotation marks")
TEXTS = later("this is a text between quotation marks, or one for each language")
TRUTH = later("this is true or false")
NUMBER = later("this is a whole number from 1 to %(most)s")
DAY = later("this is a day such as 2025-11-05")
LIST = later("this is a list between square brackets")
SECTION = later("this is a section with fields of its own")

_AT_FIELD = re.compile(r"\$((?:\.\w+|\[[^\]]*\])+)")
_UNKNOWN = re.compile(r"unknown field `(.*?)`")
_MISSING = re.compile(r"missing required field `(\w+)`")
# What msgspec's reports begin with, the more particular first.
_PLAINLY = (
    ("Expected `str | object", TEXTS),
    ("Expected `str", TEXT),
    ("Expected `bool", TRUTH),
    ("Expected `int", NUMBER),
    ("Expected `date", DAY),
    ("Invalid RFC3339", DAY),
    ("Expected `array", LIST),
    ("Expected `object", SECTION),
)


class BadPlan(Refused):
    """The file cannot be used; the message names line and field."""


class Faulty(Exception):
    """A field of the plan cannot be used: where it is, and why, as a part of a sentence or as one of its own."""

    def __init__(self, path: Path, reason: str | Message) -> None:
        super().__init__(str(reason))
        self.path, self.reason = path, reason

    def told(self, source: str) -> BadPlan:
        """The refusal of the whole file for it."""
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path)
        whole = str(self.reason).endswith(".")
        text = later("Line %(line)s, %(field)s: %(reason)s.")
        text = later("Line %(line)s, %(field)s: %(reason)s") if whole else text
        return BadPlan(
            Message(text, {"line": line_of(source, self.path), "field": field or "file", "reason": self.reason})
        )


def of_shape(report: str) -> Faulty:
    """What msgspec says of a value that has not the shape of a plan."""
    path = _path(report)
    unknown, missing = _UNKNOWN.search(report), _MISSING.search(report)
    if unknown:
        return Faulty((*path, unknown[1]), UNKNOWN)
    if missing:
        return Faulty((*path, missing[1]), MISSING)
    last = next((part for part in reversed(path) if isinstance(part, str)), "")
    if report.startswith("Invalid enum") and last in CHOICES:
        return Faulty(path, Message(ONE_OF, {"choices": ", ".join(CHOICES[last])}))
    plain = next((said for begins, said in _PLAINLY if report.startswith(begins)), None)
    if plain == NUMBER:
        return Faulty(path, Message(NUMBER, {"most": LONGEST_DELAY}))
    return Faulty(path, plain or report.split(" - at ")[0].replace("`", "").lower())


def _path(report: str) -> Path:
    found = _AT_FIELD.search(report)
    parts = re.findall(r"\.(\w+)|\[(\d+)\]", found[1]) if found else []
    return tuple(name or int(index) for name, index in parts)
