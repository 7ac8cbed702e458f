"""Accept: from a link that was shown once to an account with a password. The first link of all makes the owner."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Invitation, Organizer
from reflection_wall.rules import accounts, keys, passwords
from reflection_wall.rules.permission import OfficeRole
from reflection_wall.rules.refusals import Message, Unknown, later
from reflection_wall.services.organize.getting_in import forget, has_owner
from reflection_wall.store import Store, Writing
from reflection_wall.store.native import native_call

USED_UP = later("This link has been used or is too old. Whoever gave it to you can make another one.")

Kind = Literal["set-up", "invitation", "reset"]


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
        forget(writing, account)
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
