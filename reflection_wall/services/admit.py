"""Admit: from the key in somebody's link to where they sit or what they may do. Unknown and revoked look the same.

A link whose secret stood after `#` has `~` and the pass's public id where a key would be; the secret is in a cookie,
and nowhere else does it count. A PIN comes on top of a good key, so only there is it asked for.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Pass, Table
from reflection_wall.rules import keys
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.permission import Action, Role, may
from reflection_wall.rules.refusals import Forbidden, Message, Unknown, later
from reflection_wall.store import Writing

BY_COOKIE = "~"
SECRET_COOKIE, PIN_COOKIE = "pass", "pin"
# The browser itself holds a cookie of this name to https and to this very host.
HOST_ONLY = "__Host-"

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
class Shown:
    """What somebody shows at the door: the key in the path, and what the browser keeps beside it."""

    key: str
    cookies: Mapping[str, str] = field(default_factory=dict)

    @property
    def public_id(self) -> str | None:
        """The pass whose secret is in a cookie, or None where the key itself stands in the path."""
        return self.key.removeprefix(BY_COOKIE) if self.key.startswith(BY_COOKIE) else None

    def kept(self, kind: str, public_id: str | None) -> str:
        """What the database would hold of the cookie of this kind for this pass."""
        name = cookie(kind, public_id or "")
        return keys.kept(self.cookies.get(HOST_ONLY + name) or self.cookies.get(name, ""))


class PinNeeded(Forbidden):
    """The key is good, and its PIN has not been shown yet."""

    message = Message(later("This link asks for its PIN as well. Please open it again and type the PIN."))

    def __init__(self, conference: Conference) -> None:
        super().__init__()
        self.conference = conference


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


def cookie(kind: str, public_id: str) -> str:
    """The name of a pass's own cookie, so that two passes in one browser keep theirs."""
    return f"{kind}-{public_id}"


def holder(session: Session, shown: Shown | str, action: Action, now: datetime) -> Holder:
    """Who holds this pass, if it allows the action; a bare key is shown with no cookie beside it.

    Raises Unknown: a wrong role learns nothing. Raises PinNeeded where all is well but for the PIN.
    """
    shown = Shown(shown) if isinstance(shown, str) else shown
    held, conference = presented(session, shown, action, now)
    if held.pin_hash is not None and not hmac.compare_digest(shown.kept(PIN_COOKIE, held.public_id), held.pin_hash):
        raise PinNeeded(conference)
    return Holder(held.id, cast(Role, held.role), conference)


def presented(session: Session, shown: Shown, action: Action | None, now: datetime) -> tuple[Pass, Conference]:
    """The pass that is shown, if it is good and allows the action (None: whatever it allows), whether or not it has a
    PIN. Raises Unknown."""
    by_cookie = shown.public_id is not None
    named = Pass.public_id == shown.public_id if by_cookie else Pass.key_hash == keys.kept(shown.key)
    found = session.execute(
        select(Pass, Conference)
        .join(Conference, Conference.id == Pass.conference_id)
        .where(named, Pass.fragment.is_(by_cookie), Pass.revoked_at.is_(None))
    ).one_or_none()
    if found is None:
        raise Unknown
    held, conference = found
    if by_cookie and not hmac.compare_digest(shown.kept(SECRET_COOKIE, held.public_id), held.key_hash):
        raise Unknown
    if held.expires_at is not None and held.expires_at <= now:
        raise Unknown
    if action is not None and not may(cast(Role, held.role), action):
        raise Unknown
    return held, conference


def lapsed(session: Session, pass_ids: set[int], now: datetime) -> set[int]:
    """Which of these passes have been revoked or have expired: whoever follows with one is to be cut off."""
    held = select(Pass.id).where(
        Pass.id.in_(pass_ids), Pass.revoked_at.is_(None), or_(Pass.expires_at.is_(None), Pass.expires_at > now)
    )
    return pass_ids - set(session.scalars(held))


def still(writing: Writing, pass_id: int) -> None:
    """The gate for a deed that waits for its turn: its pass must be good when the turn comes. Raises Unknown."""
    if lapsed(writing.session, {pass_id}, writing.now):
        raise Unknown


def conference(session: Session, code: str) -> Conference:
    """The conference with this public code, however it was typed. Raises Unknown."""
    found = session.scalar(select(Conference).where(Conference.code == code.strip().upper()))
    if found is None:
        raise Unknown(Message(NO_CONFERENCE, {"code": clean_line(code)[:40]}))
    return found
