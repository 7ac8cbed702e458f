"""Sign in: from an organizer to the browsers they are signed in with, each until it is ended, idle or too old.

The database holds the SHA-256 of each browser's key, and of the browser nothing at all: a list of them says when each
began and when it was last seen.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Leading, Organizer, SignIn
from reflection_wall.rules import keys
from reflection_wall.rules.permission import OfficeAction, OfficeRole, may_in_office, within
from reflection_wall.rules.refusals import Forbidden, Message, Refused, Unknown, later
from reflection_wall.store import Store, Writing

# ASVS 5.0.0, 7.3.1 and 7.3.2: idle for a long lunch; in all for a conference day, from setting up to tidying away.
IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=14)
# Often enough for both, and seldom enough that reading a page is no write.
SEEN_EVERY = timedelta(minutes=1)
# Long enough to ask who was in the office when something was done, and no longer.
KEPT = timedelta(days=30)


class NotSignedIn(Refused):
    """Nobody is signed in with this browser, or no longer."""

    message = Message(later("Please sign in."))


class NotAllowed(Forbidden):
    """Somebody is signed in, but their role does not go that far."""

    message = Message(later("Your role in the office does not allow this. An owner can change it."))


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in. `communities` are those that they see, None for all."""

    id: int
    sign_in_id: int
    sign_in: str
    public_id: str
    name: str
    email: str
    role: OfficeRole
    locale: str | None
    seen_at: datetime
    communities: frozenset[int] | None

    @property
    def signature(self) -> str:
        """How logs name them for good: two people may have one name, and an address is one account's."""
        return f"{self.name} <{self.email}>"

    def may(self, action: OfficeAction) -> bool:
        """Whether their role allows the action."""
        return may_in_office(self.role, action)


@dataclass(frozen=True)
class Browser:
    """One sign-in, as its owner's list shows it."""

    public_id: str
    began_at: datetime
    seen_at: datetime
    own: bool


def begin(store: Store, organizer_id: int, instead: str = "") -> str:
    """Sign a browser in and return its key, a new one each time; the one that it showed until now (`instead`) ends.
    Raises NotSignedIn when the account has ended meanwhile."""
    key = keys.fresh()

    def deed(writing: Writing) -> None:
        if writing.session.get_one(Organizer, organizer_id).ended_at is not None:
            raise NotSignedIn
        writing.session.execute(
            update(SignIn)
            .where(SignIn.key_hash == keys.kept(instead), SignIn.ended_at.is_(None))
            .values(ended_at=writing.now)
        )
        writing.session.add(
            SignIn(
                organizer_id=organizer_id,
                public_id=secrets.token_hex(8),
                key_hash=keys.kept(key),
                began_at=writing.now,
                seen_at=writing.now,
            )
        )

    store.write(deed)
    return key


def present(session: Session, key: str, now: datetime) -> Person:
    """Who is signed in with this key. Raises NotSignedIn."""
    statement = _good(now).where(SignIn.key_hash == keys.kept(key))
    found = session.execute(statement).one_or_none()
    if found is None:
        raise NotSignedIn
    sign_in, organizer = found
    led = session.scalars(select(Leading.community_id).where(Leading.organizer_id == organizer.id)).all()
    return Person(
        id=organizer.id,
        sign_in_id=sign_in.id,
        sign_in=sign_in.public_id,
        public_id=organizer.public_id,
        name=organizer.name,
        email=organizer.email,
        role=cast(OfficeRole, organizer.role),
        locale=organizer.locale,
        seen_at=sign_in.seen_at,
        communities=within(cast(OfficeRole, organizer.role), led),
    )


def seen(store: Store, person: Person) -> None:
    """Note that somebody is here, at most once a minute."""
    if store.clock() - person.seen_at < SEEN_EVERY:
        return
    noted = update(SignIn).where(SignIn.id == person.sign_in_id)
    store.write(lambda writing: writing.session.execute(noted.values(seen_at=writing.now)))


def still(writing: Writing, sign_in_id: int, action: OfficeAction) -> None:
    """The gate for a deed that waits for its turn: whoever asked must still be signed in, and allowed to, when the turn
    comes. Raises NotSignedIn and NotAllowed."""
    found = writing.session.execute(_good(writing.now).where(SignIn.id == sign_in_id)).one_or_none()
    if found is None:
        raise NotSignedIn
    if not may_in_office(cast(OfficeRole, found[1].role), action):
        raise NotAllowed


def browsers(session: Session, person: Person, now: datetime) -> list[Browser]:
    """Every browser that somebody is signed in with, the one in their hand first, then the newest."""
    found = [row[0] for row in session.execute(_good(now).where(SignIn.organizer_id == person.id))]
    told = [Browser(each.public_id, each.began_at, each.seen_at, each.id == person.sign_in_id) for each in found]
    return sorted(told, key=lambda each: (each.own, each.began_at), reverse=True)


def end(store: Store, organizer_id: int, public_id: str) -> None:
    """End one of somebody's sign-ins; ending it twice changes nothing. Raises Unknown for anybody else's."""

    def deed(writing: Writing) -> None:
        found = writing.session.scalar(
            select(SignIn).where(SignIn.organizer_id == organizer_id, SignIn.public_id == public_id)
        )
        if found is None:
            raise Unknown
        found.ended_at = found.ended_at or writing.now

    store.write(deed)


def end_others(store: Store, person: Person) -> None:
    """End every sign-in of somebody but the one in their hand."""
    others = update(SignIn).where(
        SignIn.organizer_id == person.id, SignIn.id != person.sign_in_id, SignIn.ended_at.is_(None)
    )
    store.write(lambda writing: writing.session.execute(others.values(ended_at=writing.now)))


def drop_old(store: Store) -> int:
    """Delete every sign-in that has been over for a month, but the last of each account, by which its owner knows who
    is still here; returns how many."""
    before = store.clock() - KEPT
    last = select(func.max(SignIn.id)).group_by(SignIn.organizer_id)
    old = (SignIn.seen_at < before, or_(SignIn.ended_at.is_(None), SignIn.ended_at < before), SignIn.id.not_in(last))
    with store.reading() as session:
        found = session.scalars(select(SignIn.id).where(*old)).all()
    if found:  # there is none on most days, and a write wakes everybody
        store.write(lambda writing: writing.session.execute(delete(SignIn).where(SignIn.id.in_(found))))
    return len(found)


def _good(now: datetime) -> Select[SignIn, Organizer]:
    """Every sign-in that is neither ended nor idle nor too old, of an account that has not ended."""
    return (
        select(SignIn, Organizer)
        .join(Organizer, Organizer.id == SignIn.organizer_id)
        .where(SignIn.ended_at.is_(None), Organizer.ended_at.is_(None))
        .where(SignIn.seen_at > now - IDLE, SignIn.began_at > now - LONGEST)
    )
