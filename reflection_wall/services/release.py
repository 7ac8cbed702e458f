"""Release: shows what a running clock has made due. The clock is the process's own and never goes backwards or jumps.

A reflection in delay is held with `show_at`. What this service first sees while it runs gets one full delay from then,
by a monotonic clock, so that a jump of the machine's time releases nothing early. What is overdue when it starts gets
one more full delay. Many processes may do this at once: whoever comes second finds nothing left to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from sqlalchemy import select

from reflection_wall.models import Conference, Reflection, Revision
from reflection_wall.rules import visibility
from reflection_wall.rules.moderation import Standing, released
from reflection_wall.store import Store, Writing

Clock = tuple[int, datetime]  # reflection id, show_at: what its group chooses meanwhile leaves the clock alone


@dataclass(frozen=True)
class _Running:
    clock: Clock
    delay: int

    def left(self, now: datetime) -> float:
        """Seconds until `show_at`, by the machine's time; never more than one full delay."""
        return min((self.clock[1] - now).total_seconds(), self.delay)


class Releaser:
    """Watches every running clock of the database. Call `tick` after each bell and whenever it said it would be due."""

    def __init__(self, store: Store, now: Callable[[], float] = monotonic) -> None:
        self._store, self._now = store, now
        self._due: dict[Clock, float] | None = None

    def tick(self) -> float | None:
        """Release what is due; returns the seconds until the next is, or None when no clock runs."""
        if self._due is None:
            self._due = self._taken_up()
        known = self._due
        self._due = {each.clock: known.get(each.clock, self._now() + each.delay) for each in self._running()}
        for clock in [clock for clock, due in self._due.items() if due <= self._now()]:
            self._store.write(partial(_release, clock=clock))
            del self._due[clock]
        return max(0.0, min(self._due.values()) - self._now()) if self._due else None

    def _taken_up(self) -> dict[Clock, float]:
        """The clocks found at the start: nobody could press hide meanwhile, so what is overdue starts anew, for all
        to see; the others go on."""
        now = self._store.clock()
        overdue = [each for each in self._running() if each.left(now) <= 0]
        if overdue:
            self._store.write(partial(_rewind, overdue=overdue))
        return {each.clock: self._now() + each.left(now) for each in self._running()}

    def _running(self) -> list[_Running]:
        with self._store.reading() as session:
            rows = session.execute(
                select(Reflection.id, Reflection.show_at, Conference.delay)
                .join(Conference, Conference.id == Reflection.conference_id)
                .where(Reflection.show_at.is_not(None))
            ).all()
        return [_Running((key, show_at), delay) for key, show_at, delay in rows if show_at]


def _rewind(writing: Writing, overdue: list[_Running]) -> None:
    for each in overdue:
        row = writing.session.get_one(Reflection, each.clock[0])
        if row.show_at is not None:
            row.show_at = writing.now + timedelta(seconds=each.delay)
            writing.changed(row)


def _release(writing: Writing, clock: Clock) -> None:
    key, show_at = clock
    row = writing.session.get_one(Reflection, key, with_for_update=True)
    if row.show_at != show_at or row.flags:
        return
    standing = released(Standing("held", row.shown_revision, clock=True), row.revision)
    if row.shown_revision is None:
        row.shown_at = writing.now
    row.state, row.shown_revision, row.show_at = standing.state, standing.shown, None
    row.on_wall = writing.session.get_one(Revision, (key, row.revision)).on_wall
    visibility.remember(row)
    writing.changed(row)
