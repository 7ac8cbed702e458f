"""Invite: from an owner's or operator's wish to an account and a link that is shown once.

Whoever is invited has an account at once, by address, without a password: the link gives it one, or the organization's
own provider vouches for the address. The first link of all, on an empty installation, has no account yet: it makes the
owner. The database holds the SHA-256 of each link's key.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import delete, or_, select, update

from reflection_wall.models import Invitation, Organizer
from reflection_wall.rules import accounts, keys
from reflection_wall.rules.permission import OfficeRole
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.services.organize.getting_in import forget, has_owner
from reflection_wall.services.organize.leading import lead
from reflection_wall.store import Store, Writing

SET_UP_FOR = timedelta(hours=1)
INVITED_FOR = timedelta(days=7)

KNOWN = later("There is an account with this address already.")
NOBODY = later("There is no account with this address.")


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
            forget(writing, account)
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
