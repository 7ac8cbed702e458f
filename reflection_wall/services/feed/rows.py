"""Rows: from the tables to the reflections of one conference with everything that an item says of them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from reflection_wall.models import Community, Grouping, Reflection, Revision, Table, Theme, Translation
from reflection_wall.rules.visibility import HIDDEN_STATES

Numbers = InstrumentedAttribute[int | None]

_Newest = aliased(Revision, name="newest")
_Shown = aliased(Revision, name="shown")
_NEWEST_FIRST = (Reflection.shown_at.desc(), Reflection.id.desc())


class Row(NamedTuple):
    """A reflection with its place, its newest wording, the wording that is up, its translation and its theme."""

    reflection: Reflection
    table: Table
    community: Community
    newest: Revision | None
    shown: Revision | None
    translation: Translation | None
    theme: str | None


def changed(session: Session, conference_id: int, after: int, limit: int, numbers: Numbers) -> list[Row]:
    """What changed after the number `after`, at most `limit` rows, in order of these numbers."""
    rows = session.execute(
        _select().where(Reflection.conference_id == conference_id, numbers > after).order_by(numbers).limit(limit)
    )
    return [Row(*row) for row in rows]


def up(session: Session, conference_id: int, before: str | None, limit: int) -> list[Row]:
    """What seems to be up, newest first, from behind the reflection with the public id `before`, at most `limit` rows.

    The conditions are those of the visibility rule, so that the limit counts what is shown; the rule has the last word.
    """
    query = _select().where(
        Reflection.conference_id == conference_id,
        Reflection.shown_revision.is_not(None),
        Reflection.state.not_in(HIDDEN_STATES),
        Reflection.on_wall,
        ~Reflection.guarded,
        ~Reflection.muted,
    )
    place = _place(session, conference_id, before) if before else None
    if place:
        query = query.where(tuple_(Reflection.shown_at, Reflection.id) < tuple_(*place))
    return [Row(*row) for row in session.execute(query.order_by(*_NEWEST_FIRST).limit(limit))]


def _place(session: Session, conference_id: int, public_id: str) -> tuple[datetime, int] | None:
    """Where a reflection stands among those that were shown, though it may have been hidden since."""
    found = session.execute(
        select(Reflection.shown_at, Reflection.id).where(
            Reflection.conference_id == conference_id, Reflection.public_id == public_id
        )
    ).one_or_none()
    return (found.shown_at, found.id) if found and found.shown_at else None


def one(session: Session, conference_id: int, public_id: str) -> Row | None:
    """One reflection, by its public id."""
    found = session.execute(
        _select().where(Reflection.conference_id == conference_id, Reflection.public_id == public_id)
    ).one_or_none()
    return Row(*found) if found else None


def of_table(session: Session, table_id: int) -> list[Row]:
    """What one table has shared and not taken back, newest first."""
    rows = session.execute(
        _select()
        .where(Reflection.table_id == table_id, Reflection.state.not_in(("withdrawn", "erased")))
        .order_by(Reflection.received_at.desc(), Reflection.id.desc())
    )
    return [Row(*row) for row in rows]


def _select() -> Select[Reflection, Table, Community, Revision, Revision, Translation, str]:
    return (
        select(Reflection, Table, Community, _Newest, _Shown, Translation, Theme.public_id)
        .join(Table, Table.id == Reflection.table_id)
        .join(Community, Community.id == Reflection.community_id)
        .outerjoin(_Newest, (_Newest.reflection_id == Reflection.id) & (_Newest.number == Reflection.revision))
        .outerjoin(_Shown, (_Shown.reflection_id == Reflection.id) & (_Shown.number == Reflection.shown_revision))
        .outerjoin(Translation, Translation.reflection_id == Reflection.id)
        .outerjoin(Grouping, Grouping.reflection_id == Reflection.id)
        .outerjoin(Theme, Theme.id == Grouping.theme_id)
    )
