"""Numbers: how many tables were expected and shared, how many reflections there are by state and by consent.

A rehearsal counts for nothing, and so does a withdrawal of what never arrived. A table belongs to the community where
it sits now, a reflection to the one as which its group wrote it, whoever sits at the table now.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Community, Conference, Reflection, Table
from reflection_wall.rules import consent, visibility
from reflection_wall.rules.languages import said


@dataclass
class Tally:
    """Counts of reflections: by state, by consent among those that organizers keep, and by what may be passed on."""

    states: Counter[str] = field(default_factory=Counter)
    consents: Counter[str] = field(default_factory=Counter)
    leaves: Counter[str] = field(default_factory=Counter)
    tables_expected: int = 0
    tables_shared: int = 0
    late: int = 0

    @property
    def kept(self) -> int:
        """How many the organizers keep."""
        return sum(self.consents.values())

    @property
    def quotable(self) -> int:
        """How many may be quoted, with or without a name."""
        return self.leaves["named"] + self.leaves["unnamed"]


@dataclass(frozen=True)
class Seat:
    """One community at the conference, and its numbers."""

    community_id: int
    name: str
    kind: str
    region: str | None
    guarded: bool
    tally: Tally


def tallies(session: Session, conference: Conference) -> Tally:
    """The numbers of the whole conference."""
    return _tally(session, conference, None)


def participation(session: Session, conference: Conference) -> list[Seat]:
    """The numbers of every community that has a table or a reflection here, in the programme's order."""
    present = select(Table.community_id).where(Table.conference_id == conference.id).union(
        select(Reflection.community_id).where(*_arrived(conference))
    )  # fmt: skip
    found = session.scalars(
        select(Community).where(Community.id.in_(present)).order_by(Community.position, Community.id)
    )
    return [
        Seat(
            each.id,
            said(each.name, conference.locale),
            each.kind,
            each.region,
            each.guarded,
            _tally(session, conference, each.id),
        )
        for each in found
    ]


def _tally(session: Session, conference: Conference, community_id: int | None) -> Tally:
    here = _arrived(conference)
    tables = [Table.conference_id == conference.id]
    if community_id is not None:
        here.append(Reflection.community_id == community_id)
        tables.append(Table.community_id == community_id)
    found = session.execute(
        select(*SEEN, Reflection.source, Reflection.late, func.count().label("many"))
        .where(*here)
        .group_by(*SEEN, Reflection.source, Reflection.late)
    )
    tally = Tally()
    for row in found:
        tally.states[row.state] += row.many
        tally.leaves[consent.leaves(row)] += row.many
        if visibility.kept_by_organizer(row):
            tally.consents[row.consent] += row.many
            tally.late += row.many * row.late
    wrote = select(Reflection.table_id).where(*_arrived(conference), Reflection.state.not_in(visibility.HIDDEN_STATES))
    shared = select(func.count()).select_from(Table).where(*tables, Table.id.in_(wrote))
    tally.tables_expected = session.scalar(select(func.count()).select_from(Table).where(*tables)) or 0
    tally.tables_shared = session.scalar(shared) or 0
    return tally


def _arrived(conference: Conference) -> list[ColumnElement[bool]]:
    return [Reflection.conference_id == conference.id, Reflection.revision > 0, Reflection.source != "rehearsal"]
