"""Rows: from the tables to the reflections of one conference with everything that an item says of them."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from reflection_wall.models import Community, Reflection, Revision, Table

_Newest = aliased(Revision, name="newest")
_Shown = aliased(Revision, name="shown")


class Row(NamedTuple):
    """A reflection with its place, its newest wording, and the wording that is up."""

    reflection: Reflection
    table: Table
    community: Community
    newest: Revision | None
    shown: Revision | None


def changed(session: Session, conference_id: int, after: int, limit: int) -> list[Row]:
    """What changed after the number `after`, at most `limit` rows, in order of their numbers."""
    rows = session.execute(
        _select()
        .where(Reflection.conference_id == conference_id, Reflection.changed_seq > after)
        .order_by(Reflection.changed_seq)
        .limit(limit)
    )
    return [Row(*row) for row in rows]


def up(session: Session, conference_id: int) -> list[Row]:
    """Every reflection of which a wording is up, newest first; the visibility rule has the last word."""
    rows = session.execute(
        _select()
        .where(Reflection.conference_id == conference_id, Reflection.shown_revision.is_not(None))
        .order_by(Reflection.shown_at.desc(), Reflection.id.desc())
    )
    return [Row(*row) for row in rows]


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


def _select() -> Select[Reflection, Table, Community, Revision, Revision]:
    return (
        select(Reflection, Table, Community, _Newest, _Shown)
        .join(Table, Table.id == Reflection.table_id)
        .join(Community, Community.id == Reflection.community_id)
        .outerjoin(_Newest, (_Newest.reflection_id == Reflection.id) & (_Newest.number == Reflection.revision))
        .outerjoin(_Shown, (_Shown.reflection_id == Reflection.id) & (_Shown.number == Reflection.shown_revision))
    )
