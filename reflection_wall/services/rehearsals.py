"""Rehearsals: from the store to how far a rehearsal is, and to those that are to be cleared by themselves.

A rehearsal ends by itself in two ways. On the next day, because what was practised in the evening must not greet the
room in the morning. And with the first real reflection once the samples have been quiet for ten minutes, because on the
day itself that is the room beginning. It does not end with any real reflection at once: whoever rehearses scans a tent
with their own phone, and would wipe the wall that they came to look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from reflection_wall.models import Conference, Reflection, Table

QUIET = timedelta(minutes=10)


@dataclass(frozen=True)
class Practice:
    """How far the rehearsal of a conference is: its samples, the last of them, and what is there besides."""

    samples: int
    last: datetime | None
    real: int


@dataclass(frozen=True)
class Place:
    """A table that samples can come from."""

    id: int
    label: str
    locale: str


_SAMPLE = (Reflection.source == "rehearsal") & (Reflection.state != "erased")


def practice(session: Session, conference_id: int) -> Practice:
    """The rehearsal of a conference as it stands."""
    here = Reflection.conference_id == conference_id
    samples, last = session.execute(select(func.count(), func.max(Reflection.received_at)).where(here, _SAMPLE)).one()
    real = session.scalar(
        select(func.count()).where(
            here, Reflection.source != "rehearsal", Reflection.state.not_in(("erased", "withdrawn"))
        )
    )
    return Practice(samples, last, real or 0)


def places(session: Session, conference: Conference) -> list[Place]:
    """The tables of a conference, in order."""
    tables = session.scalars(select(Table).where(Table.conference_id == conference.id).order_by(Table.position))
    return [Place(each.id, each.label, each.locale or conference.locale) for each in tables]


def due(session: Session, now: datetime) -> list[int]:
    """The conferences of which the rehearsal is over."""
    ended = session.execute(
        select(Reflection.conference_id, func.max(Reflection.received_at))
        .where(_SAMPLE)
        .group_by(Reflection.conference_id)
    )
    return [key for key, last in ended if _is_over(session, key, last, now)]


def _is_over(session: Session, conference_id: int, last: datetime, now: datetime) -> bool:
    if last.astimezone().date() < now.astimezone().date():  # the day of the machine, which stands in the hall
        return True
    real = aliased(Reflection)
    first = select(real.id).where(real.conference_id == conference_id, real.source != "rehearsal")
    return session.scalar(first.where(real.received_at > last + QUIET).limit(1)) is not None
