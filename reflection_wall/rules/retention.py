"""Retention: how long words are kept, when people are told, and what stops a purge.

The conference's own date decides, with two warnings before it (security-privacy.md, section 12). Nobody has to confirm
a purge: a promise to the tables that depends on somebody's remembering is not kept. But none comes unannounced either:
a warning of this very date must have stood for three days while a server ran, so that neither a clock that jumps nor a
laptop that lay in a cupboard takes anything away before somebody could read why.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from reflection_wall.rules.refusals import later

TOO_SOON = later("The day of the purge has to be still to come, and after the conference.")
FIRST_WARNING = timedelta(days=14)
LAST_WARNING = timedelta(days=3)
WARNED_FOR = timedelta(days=3)

Stage = Literal["endless", "records", "later", "soon", "near", "due", "purged"]


class Kept(Protocol):
    """What is asked of a conference."""

    @property
    def purge_on(self) -> date | None: ...
    @property
    def kept_for_records(self) -> bool: ...
    @property
    def purged_at(self) -> datetime | None: ...
    @property
    def purge_warned_of(self) -> date | None: ...
    @property
    def purge_warned_at(self) -> datetime | None: ...


def may_be_set(purge_on: date, held_on: date | None, today: date) -> bool:
    """Whether the words of a conference that is held on a day may be kept up to the end of this other one."""
    return purge_on > max(today, held_on or today)


def stage(conference: Kept, today: date) -> Stage:
    """Where a conference stands on its way: `soon` from the first warning, `near` from the last, `due` once the day
    that is named is over, by UTC."""
    if conference.purged_at is not None:
        return "purged"
    if conference.kept_for_records:
        return "records"
    if conference.purge_on is None:
        return "endless"
    left = conference.purge_on - today
    if left < timedelta(0):
        return "due"
    return "near" if left <= LAST_WARNING else "soon" if left <= FIRST_WARNING else "later"


def to_warn(conference: Kept, today: date) -> bool:
    """Whether a warning has to begin now: there is none of this date yet."""
    return stage(conference, today) in ("soon", "near", "due") and conference.purge_warned_of != conference.purge_on


def may_purge(conference: Kept, now: datetime) -> bool:
    """Whether the words may go by themselves: due, and the warning has stood long enough."""
    if stage(conference, now.date()) != "due" or to_warn(conference, now.date()):
        return False
    return conference.purge_warned_at is not None and now - conference.purge_warned_at >= WARNED_FOR
