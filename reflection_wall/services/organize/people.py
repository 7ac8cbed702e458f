"""People: who has an account, what they may do, and when it ends. There is always an owner who can sign in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Invitation, Leading, Organizer, Programme, SignIn
from reflection_wall.rules import accounts
from reflection_wall.rules.languages import said
from reflection_wall.rules.permission import OfficeRole
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.services.organize.leading import lead
from reflection_wall.store import Store, Writing

LAST_OWNER = later("This is the only owner who can sign in. Make somebody else an owner first.")
NOBODY = later("There is no account with this address.")


@dataclass(frozen=True)
class Account:
    """One account, as lists show it. `state` is active, invited or ended."""

    public_id: str
    email: str
    name: str
    role: OfficeRole
    state: str
    communities: list[str]
    led: frozenset[int]
    app_code: bool
    seen_at: datetime | None


def everybody(session: Session, locale: str) -> list[Account]:
    """Every account by name; those that have ended come last."""
    names = {each.id: said(each.name, locale) for each in session.scalars(select(Community))}
    led: dict[int, list[int]] = {}
    for each in session.scalars(select(Leading).order_by(Leading.community_id)):
        led.setdefault(each.organizer_id, []).append(each.community_id)
    last = select(SignIn.organizer_id, func.max(SignIn.seen_at)).group_by(SignIn.organizer_id)
    seen = {row[0]: row[1] for row in session.execute(last)}
    found = [
        Account(
            public_id=each.public_id,
            email=each.email,
            name=each.name,
            role=cast(OfficeRole, each.role),
            state=_state(each),
            communities=[names[community] for community in led.get(each.id, [])],
            led=frozenset(led.get(each.id, [])),
            app_code=each.totp_secret is not None,
            seen_at=seen.get(each.id),
        )
        for each in session.scalars(select(Organizer))
    ]
    return sorted(found, key=lambda each: (each.state == "ended", each.name.casefold(), each.email))


def account(session: Session, who: str, locale: str) -> Account:
    """One account, by its public id or address. Raises Unknown."""
    found = next((each for each in everybody(session, locale) if who in (each.public_id, each.email)), None)
    if found is None:
        raise Unknown(Message(NOBODY))
    return found


def communities(session: Session, locale: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Every community by programme, for choosing what a lead sees: `(programme, [(number, name)])`."""
    rows = session.execute(
        select(Programme, Community)
        .join(Community, Community.programme_id == Programme.id)
        .order_by(Programme.id.desc(), Community.position, Community.id)
    )
    found: dict[int, tuple[str, list[tuple[int, str]]]] = {}
    for programme, community in rows:
        listed = found.setdefault(programme.id, (said(programme.title, locale), []))[1]
        listed.append((community.id, said(community.name, locale)))
    return list(found.values())


def change_role(store: Store, public_id: str, role: str, led: Collection[int]) -> None:
    """Let somebody do more or less from now on. Raises Unknown, Invalid, and Conflict for the last owner."""
    wanted = accounts.role(role, led)

    def deed(writing: Writing) -> None:
        found = _active(writing, public_id)
        if wanted != "owner":
            _another_owner(writing, found)
        found.role = wanted
        lead(writing, found.id, led if wanted == "lead" else ())

    store.write(deed)


def end(store: Store, who: str) -> None:
    """End an account, called by its public id or address: its sign-ins and links stop at once, and its name stays with
    what it did. Raises Unknown, and Conflict for the last owner."""

    def deed(writing: Writing) -> None:
        found = _active(writing, who)
        _another_owner(writing, found)
        found.ended_at = writing.now
        sign_ins = update(SignIn).where(SignIn.organizer_id == found.id, SignIn.ended_at.is_(None))
        writing.session.execute(sign_ins.values(ended_at=writing.now))
        links = update(Invitation).where(Invitation.organizer_id == found.id, Invitation.used_at.is_(None))
        writing.session.execute(links.values(used_at=writing.now))

    store.write(deed)


def _state(found: Organizer) -> str:
    if found.ended_at is not None:
        return "ended"
    return "invited" if found.password_hash is None and found.oidc_subject is None else "active"


def _active(writing: Writing, who: str) -> Organizer:
    named = or_(Organizer.public_id == who, Organizer.email == who.strip().casefold())
    found = writing.session.scalar(select(Organizer).where(named, Organizer.ended_at.is_(None)))
    if found is None:
        raise Unknown(Message(NOBODY))
    return found


def _another_owner(writing: Writing, found: Organizer) -> None:
    """Raise Conflict when nobody but this account owns the installation and can sign in."""
    if found.role != "owner" or _state(found) != "active":
        return
    owners = select(Organizer).where(Organizer.role == "owner", Organizer.id != found.id)
    if not any(_state(each) == "active" for each in writing.session.scalars(owners)):
        raise Conflict(Message(LAST_OWNER))
