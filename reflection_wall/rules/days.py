"""Days: which ones a conference can be held or purged on. A mistyped year is noticed, and calendars have ends."""

from __future__ import annotations

from datetime import date

from reflection_wall.rules.refusals import Message, later
from reflection_wall.rules.written import Faults

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)

BAD_DATE = later("This is not a date. It looks like 2026-11-05.")
FAR_DATE = later("Please choose a day between %(first)s and %(last)s.")


def within_reach(day: date) -> bool:
    """Whether somebody can mean this day, and add some months to it."""
    return FIRST <= day <= LAST


def read(faults: Faults, field: str, raw: str) -> date | None:
    """The day that was typed; None for none."""
    if not raw.strip():
        return None
    try:
        found = date.fromisoformat(raw.strip())
    except ValueError:
        faults.note(field, Message(BAD_DATE))
        return None
    if not within_reach(found):
        faults.note(field, Message(FAR_DATE, {"first": FIRST.year, "last": LAST.year}))
    return found
