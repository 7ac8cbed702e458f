"""Days: which ones a conference can be held or purged on. A mistyped year is noticed, and calendars have ends."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


def within_reach(day: date) -> bool:
    """Whether somebody can mean this day, and add some months to it."""
    return FIRST <= day <= LAST
