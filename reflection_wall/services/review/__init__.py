"""Review: from the store to the rows that organizers take away, under the one rule of consent.

The organizer's own files hold every reflection that is neither hidden, withdrawn nor erased, with its consent; what is
made to be passed on (`share`) holds only what its group allowed, and names a community only where it allowed that too.
An anonymous file says less still: no table, no reference, no time, no community that is one of a few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Conference, Programme, Reflection
from reflection_wall.rules import visibility
from reflection_wall.services.review.choosing import PAGE, Chosen, Scope, choose
from reflection_wall.services.review.columns import COLUMNS, DESCRIBING, NAMING, SUPPRESSED, TRACES, columns
from reflection_wall.services.review.made import columns_of, memos
from reflection_wall.services.review.marks import SPACE, marks
from reflection_wall.services.review.reading import Around

__all__ = [
    "COLUMNS",
    "DESCRIBING",
    "SPACE",
    "SUPPRESSED",
    "Chosen",
    "Scope",
    "choose",
    "columns",
    "consents",
    "describe",
    "marks",
    "memos",
    "pages",
    "rows",
]


def rows(
    session: Session, conference: Conference, scope: Scope, chosen: Chosen | None = None
) -> Iterator[dict[str, Any]]:
    """Every reflection in `scope` (or those `chosen` before, in that order), one at a time and from one snapshot: the
    keys are `columns(scope)`."""
    for page in pages(session, conference, scope, chosen or choose(session, conference, scope)):
        for _, row in page:
            yield row


def pages(
    session: Session, conference: Conference, scope: Scope, chosen: Chosen
) -> Iterator[list[tuple[int, dict[str, Any]]]]:
    """The same, some hundred at a time, each with the number that the database knows it by, which is told nobody."""
    around = Around(session, conference)
    for start in range(0, len(chosen.ids), PAGE):
        ids = chosen.ids[start : start + PAGE]
        read = around.rows(ids)
        if not scope.passed_on:
            for each, made in columns_of(session, ids).items():
                read[each] |= made
        yield [(each, _discreet(read[each], scope, chosen, each)) for each in ids]


def consents(session: Session, conference: Conference, communities: Collection[int] | None = None) -> dict[str, int]:
    """How many of the organizer's reflections may be passed on, practice left out, of these communities (None: of all):
    `{"kept", "report", "quote"}`."""
    # All that are alike are judged once: a desk asks every second, and a room has few kinds and thousands of rows.
    statement = select(*SEEN, func.count().label("many")).where(
        Reflection.conference_id == conference.id, Reflection.source != "rehearsal"
    )
    if communities is not None:
        statement = statement.where(Reflection.community_id.in_(communities))
    kept = [row for row in session.execute(statement.group_by(*SEEN)) if visibility.kept_by_organizer(row)]
    return {
        "kept": sum(row.many for row in kept),
        "report": sum(row.many for row in kept if visibility.may_be_passed_on(row)),
        "quote": sum(row.many for row in kept if visibility.may_be_named(row)),
    }


def describe(session: Session, conference: Conference) -> dict[str, Any]:
    """The conference itself, for the head of a lossless file; whether its study was reviewed travels with the data."""
    programme = session.get_one(Programme, conference.programme_id)
    return {
        "code": conference.code,
        "programme": programme.title,
        "title": conference.title,
        "date": conference.held_on.isoformat() if conference.held_on else None,
        "ethics": conference.ethics,
        "epoch": conference.epoch,
        "head": conference.last_seq,
    }


def _discreet(row: dict[str, Any], scope: Scope, chosen: Chosen, each: int) -> dict[str, Any]:
    if not scope.passed_on:
        return row
    if chosen.leaves[each] != "named":
        # A guarded community's quote is as any other without a name, so that nothing marks it.
        row |= {**dict.fromkeys(NAMING), "consent": "report"}
    if scope.anonymous:
        row |= dict.fromkeys(DESCRIBING[: chosen.blurred.get(each, 0)], SUPPRESSED)
        return {name: value for name, value in row.items() if name not in TRACES}
    return row | {"table": None, "reference": None}
