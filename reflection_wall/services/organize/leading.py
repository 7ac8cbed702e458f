"""Leading: which communities a lead sees, for whoever invites or changes one."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from reflection_wall.models import Community, Leading
from reflection_wall.rules.refusals import Invalid, Message, later
from reflection_wall.store import Writing

NO_COMMUNITY = later("This community is not known here.")


def lead(writing: Writing, organizer_id: int, communities: Collection[int]) -> None:
    """Let somebody lead these communities and no others. Raises Invalid for one that is not there."""
    writing.session.execute(delete(Leading).where(Leading.organizer_id == organizer_id))
    known = set(writing.session.scalars(select(Community.id).where(Community.id.in_(communities))))
    if known != set(communities):
        raise Invalid({"communities": Message(NO_COMMUNITY)})
    writing.session.add_all(Leading(organizer_id=organizer_id, community_id=each) for each in sorted(known))
