"""Places: at which table and in which community each reflection was written, by numbers that are told nobody."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Reflection


class Place(NamedTuple):
    """Where a reflection was written."""

    table: int
    community: int


def places(session: Session, conference: Conference) -> dict[int, Place]:
    """The place of every reflection of the conference, by its number."""
    found = session.execute(
        select(Reflection.id, Reflection.table_id, Reflection.community_id)
        .where(Reflection.conference_id == conference.id)
        .execution_options(yield_per=500)
    )
    return {row.id: Place(row.table_id, row.community_id) for row in found}
