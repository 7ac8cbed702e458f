"""Invite: from an owner's or operator's wish to a link that is shown once, and from the link to an account.

Whoever is invited has an account at once, by address, without a password: the link gives it one, or the organization's
own provider vouches for the address. The first link of all, on an empty installation, has no account yet: it makes the
owner. The database holds the SHA-256 of each link's key.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Invitation, Organizer, RecoveryCode, SignIn
from reflection_wall.rules import accounts, keys, passwords
from reflection_wall.rules.permission import OfficeRole
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.services.organize.leading import lead
from reflection_wall.store import Store, Writing
from reflection_wall.store.native import native_call

SET_UP_FOR = timedelta(hours=1)
INVITED_FOR = timedelta(days=7)

KNOWN = later("There is an account with this address already.")
NOBODY = later("There is no account with this address.")
USED_UP = later("This link has been used or is too old. Whoever gave it to you can make another one.")

Kind = Literal["set-up", "invitation", "reset"]


@dataclass(frozen=True)
class Wish:
    """Who is to be invited, as it was typed."""

    email: str
    name: str
    role: str
    communities: Collection[int] = ()


@dataclass(frozen=True)
class Issued:
    """A new link: its key, which is told this once, whose it is, and until when."""

    key: str
    email: str
    expires_at: datetime


@dataclass(frozen=True)
class Opened:
    """What a link is for, and what is known already of who holds it."""

    kind: Kind
    name: str
    email: str
    role: OfficeRole


@dataclass(frozen=True)
class Given:
    """What somebody says of themselves with a link in their hand. Only the first owner is asked for the address."""

    name: str
    password: str
    email: str = ""
    locale: str | None = None


def has_owner(session: Session) -> bool:
    """Whether anybody owns this installation and can sign in."""
    can = or_(Organizer.password_hash.is_not(None), Organizer.oidc_subject.is_not(None))
    owner = select(Organizer.id).where(Organizer.role == "owner", Organizer.ended_at.is_(None), can).limit(1)
    return session.scalar(owner) is not None


def set_up(store: Store) -> str | None:
    """The key of a new link that makes the owner, the only one that works; None where there is an owner."""
    key = keys.fresh()

    def deed(writing: Writing) -> str | None:
        if has_owner(writing.session):
            return None
        others = (Invitation.organizer_id.is_(None), Invitation.used_at.is_(None))
        writing.session.execute(delete(Invitation).where(*others))
        _add(writing, key, "owner", None, None, SET_UP_FOR)
        return key

    return store.write(deed)


def invite(store: Store, wish: Wish, by: int | None) -> Issued:
    """An account for somebody, and the link to it. An account that has ended begins again, with nothing of before.
    Raises Invalid, and Conflict for an address that has an account."""
    email, name = accounts.email(wish.email), accounts.name(wish.name)
    role = accounts.role(wish.role, wish.communities)
    key = keys.fresh()

    def deed(writing: Writing) -> Issued:
        account = writing.session.scalar(select(Organizer).where(Organizer.email == email))
        if account is not None and account.ended_at is None:
            raise Conflict(Message(KNOWN))
        if account is None:
            account = Organizer(public_id=secrets.token_hex(8), email=email, created_at=writing.now)
            writing.session.add(account)
        else:
            _forget(writing, account)
        account.name, account.role, account.ended_at = name, role, None
        writing.session.flush()
        lead(writing, account.id, wish.communities if role == "lead" else ())
        return _add(writing, key, role, account, by, INVITED_FOR)

    return store.write(deed)


def renewed(store: Store, who: str, by: int | None) -> Issued:
    """One more link for an account, called by its address or public id: to accept late, or to choose a new password.
    Links from before stop working. Raises Unknown."""
    key = keys.fresh()

    def deed(writing: Writing) -> Issued:
        named = or_(Organizer.email == who.strip().casefold(), Organizer.public_id == who)
        account = writing.session.scalar(select(Organizer).where(named, Organizer.ended_at.is_(None)))
        if account is None:
            raise Unknown(Message(NOBODY))
        return _add(writing, key, cast(OfficeRole, account.role), account, by, INVITED_FOR)

    return store.write(deed)


def opened(session: Session, key: str, now: datetime) -> Opened:
    """What the link with this key is for. Raises Unknown: used, old and never made look the same."""
    found = _found(session, key, now)
    if found.organizer_id is None:
        return Opened("set-up", "", "", "owner")
    account = session.get_one(Organizer, found.organizer_id)
    kind: Kind = "invitation" if account.password_hash is None and account.oidc_subject is None else "reset"
    return Opened(kind, account.name, account.email, cast(OfficeRole, account.role))


def accept(store: Store, key: str, given: Given) -> int:
    """Make use of a link: the account has this password from now on, and nobody is signed in with it any more; an app's
    code is no longer asked for, because whoever needs a new link may have lost the app as well.

    Returns the account. Raises Unknown for a link that works no longer, and Invalid.
    """
    with store.reading() as session:
        link = opened(session, key, store.clock())
    email = accounts.email(given.email) if link.kind == "set-up" else link.email
    name = accounts.name(given.name)
    password = passwords.judged(given.password, email, name)
    hashed = native_call(store.async_mode)(lambda: passwords.hashed(password))

    def deed(writing: Writing) -> int:
        found = _found(writing.session, key, writing.now)
        account = _owner_to_be(writing, email) if found.organizer_id is None else None
        account = account or writing.session.get_one(Organizer, found.organizer_id)
        _forget(writing, account)
        account.name, account.locale, account.password_hash = name, given.locale, hashed
        found.used_at, found.organizer_id = writing.now, account.id
        return account.id

    return store.write(deed)


def _found(session: Session, key: str, now: datetime) -> Invitation:
    good = (Invitation.key_hash == keys.kept(key), Invitation.used_at.is_(None), Invitation.expires_at > now)
    found = session.scalar(select(Invitation).where(*good))
    if found is None:
        raise Unknown(Message(USED_UP))
    if found.organizer_id is None and has_owner(session):
        raise Unknown(Message(USED_UP))
    if found.organizer_id is not None and session.get_one(Organizer, found.organizer_id).ended_at is not None:
        raise Unknown(Message(USED_UP))
    return found


def _owner_to_be(writing: Writing, email: str) -> Organizer:
    """The account of the first owner; somebody whom the operator invited before has one."""
    account = writing.session.scalar(select(Organizer).where(Organizer.email == email))
    if account is None:
        account = Organizer(public_id=secrets.token_hex(8), email=email, name="", created_at=writing.now)
        writing.session.add(account)
    account.role, account.ended_at = "owner", None
    writing.session.flush()
    return account


def _forget(writing: Writing, account: Organizer) -> None:
    """Everything by which somebody could get into this account until now."""
    account.password_hash = account.totp_secret = account.totp_step = None
    account.oidc_issuer = account.oidc_subject = None
    writing.session.execute(delete(RecoveryCode).where(RecoveryCode.organizer_id == account.id))
    ended = update(SignIn).where(SignIn.organizer_id == account.id, SignIn.ended_at.is_(None))
    writing.session.execute(ended.values(ended_at=writing.now))


def _add(
    writing: Writing, key: str, role: OfficeRole, account: Organizer | None, by: int | None, holds: timedelta
) -> Issued:
    if account is not None:
        old = update(Invitation).where(Invitation.organizer_id == account.id, Invitation.used_at.is_(None))
        writing.session.execute(old.values(used_at=writing.now))
    made = Invitation(
        public_id=secrets.token_hex(8),
        key_hash=keys.kept(key),
        role=role,
        communities=[],
        organizer_id=account.id if account else None,
        invited_by=by,
        created_at=writing.now,
        expires_at=writing.now + holds,
    )
    writing.session.add(made)
    return Issued(key, account.email if account else "", made.expires_at)
