"""Room: from the store to the map of the tables, so that somebody can walk over to a quiet one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Reflection, Table
from reflection_wall.rules.languages import said


def room(session: Session, conference: Conference) -> dict[str, Any]:
    """Every table with what is stored of it: `{"expected", "shared", "tables": [{"label", "community", …}]}`."""
    stored = (
        select(Reflection.table_id, func.count().label("stored"))
        .where(Reflection.conference_id == conference.id, Reflection.state.not_in(("withdrawn", "erased")))
        .group_by(Reflection.table_id)
        .subquery()
    )
    rows = session.execute(
        select(Table, Community, func.coalesce(stored.c.stored, 0))
        .join(Community, Community.id == Table.community_id)
        .outerjoin(stored, stored.c.table_id == Table.id)
        .where(Table.conference_id == conference.id)
        .order_by(Table.position)
    )
    tables = [
        {
            "label": table.label,
            "community": said(community.name, conference.locale),
            "state": "shared" if count else "silent",
            "stored": count,
        }
        for table, community, count in rows
    ]
    shared = sum(table["state"] == "shared" for table in tables)
    return {"expected": len(tables), "shared": shared, "tables": tables}
