"""Admit: from the key in somebody's link to where they sit or what they may do. Unknown and revoked look the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Pass, Table
from reflection_wall.rules import keys
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.permission import Action, Role, may
from reflection_wall.rules.refusals import Message, Unknown, later

NO_CONFERENCE = later("No conference has the code %(code)s.")

# Made once: every phone's every request begins with it.
_SEAT = (
    select(Table, Community, Conference)
    .join(Community, Community.id == Table.community_id)
    .join(Conference, Conference.id == Table.conference_id)
    .where(or_(Table.key_hash == bindparam("kept"), Table.walk_in_hash == bindparam("kept")))
)


@dataclass(frozen=True)
class Seat:
    """A table's link: the table, its community and its conference. A walk-in may write and sees no list."""

    conference: Conference
    table: Table
    community: Community
    walk_in: bool


@dataclass(frozen=True)
class Holder:
    """Somebody with a pass."""

    pass_id: int
    role: Role
    conference: Conference


def seat(session: Session, key: str) -> Seat:
    """Who sits at the end of a table's link. Raises Unknown."""
    kept = keys.kept(key)
    found = session.execute(_SEAT, {"kept": kept}).one_or_none()
    if found is None:
        raise Unknown
    table, community, conference = found
    walk_in = table.walk_in_hash == kept
    if walk_in and not conference.walk_in:
        raise Unknown
    return Seat(conference, table, community, walk_in)


def holder(session: Session, key: str, action: Action, now: datetime) -> Holder:
    """Who holds the pass with this key, if it allows the action. Raises Unknown: a wrong role learns nothing."""
    found = session.execute(
        select(Pass, Conference)
        .join(Conference, Conference.id == Pass.conference_id)
        .where(Pass.key_hash == keys.kept(key), Pass.revoked_at.is_(None))
    ).one_or_none()
    if found is None:
        raise Unknown
    held, conference = found
    role = cast(Role, held.role)
    if (held.expires_at is not None and held.expires_at <= now) or not may(role, action):
        raise Unknown
    return Holder(held.id, role, conference)


def lapsed(session: Session, pass_ids: set[int], now: datetime) -> set[int]:
    """Which of these passes have been revoked or have expired: whoever follows with one is to be cut off."""
    held = select(Pass.id).where(
        Pass.id.in_(pass_ids), Pass.revoked_at.is_(None), or_(Pass.expires_at.is_(None), Pass.expires_at > now)
    )
    return pass_ids - set(session.scalars(held))


def conference(session: Session, code: str) -> Conference:
    """The conference with this public code, however it was typed. Raises Unknown."""
    found = session.scalar(select(Conference).where(Conference.code == code.strip().upper()))
    if found is None:
        raise Unknown(Message(NO_CONFERENCE, {"code": clean_line(code)[:40]}))
    return found
