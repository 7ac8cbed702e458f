"""Links: from the installation's secret to every link of a conference, as they are printed and handed out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Pass, Table
from reflection_wall.rules import keys
from reflection_wall.rules.languages import said
from reflection_wall.rules.permission import STANDING_ROLES, Role
from reflection_wall.rules.refusals import Message, Refused, later
from reflection_wall.store import Store, Writing

OTHER_SECRET = later(
    "The links of %(code)s were made with another SECRET_KEY. Printed ones go on working; to print again, renew them "
    "with “reflection-wall links %(code)s --renew”, and print all tents again."
)


class OtherSecret(Refused):
    """The secret has changed since the links were made, so they cannot be said again."""


@dataclass(frozen=True)
class TableLink:
    """One table with its key."""

    label: str
    community: str
    purpose: str
    locale: str
    key: str


@dataclass(frozen=True)
class Links:
    """Every link of a conference, as keys; the base address is for the caller to put before them."""

    code: str
    epoch: str
    tables: list[TableLink]
    keys: dict[Role, str]


def of(session: Session, secret: str, conference: Conference) -> Links:
    """All links of a conference. Raises OtherSecret."""
    rows = session.execute(
        select(Table, Community)
        .join(Community, Community.id == Table.community_id)
        .where(Table.conference_id == conference.id)
        .order_by(Table.position)
    )
    return Links(
        code=conference.code,
        epoch=conference.epoch,
        tables=[_table_link(secret, conference, table, community) for table, community in rows],
        keys={role: _role_key(session, secret, conference, role) for role in STANDING_ROLES},
    )


def of_table(session: Session, secret: str, conference: Conference, table_id: int) -> TableLink | None:
    """The link of one table. Raises OtherSecret."""
    found = session.execute(
        select(Table, Community)
        .join(Community, Community.id == Table.community_id)
        .where(Table.conference_id == conference.id, Table.id == table_id)
    ).one_or_none()
    return _table_link(secret, conference, *found) if found else None


def standing(session: Session, secret: str, conference: Conference, role: Role) -> str | None:
    """The conference's own link for one role, or None when it was revoked or made with another secret."""
    try:
        return _role_key(session, secret, conference, role)
    except OtherSecret:
        return None


def walk_in(secret: str, conference: Conference, table: Table) -> str:
    """The write-only key of a table for whoever picks it under the public code. Raises OtherSecret."""
    key = keys.walk_in_key(secret, conference.code, table.id, table.generation)
    return _checked(conference, key, table.walk_in_hash)


def renew(store: Store, secret: str, code: str) -> None:
    """Make every link of a conference anew with this secret; the old ones stop working."""
    store.write(lambda writing: _renew(writing, secret, code))


def _table_link(secret: str, conference: Conference, table: Table, community: Community) -> TableLink:
    key = keys.table_key(secret, conference.code, table.id, table.generation)
    locale = table.locale or conference.locale
    return TableLink(
        label=table.label,
        community=said(community.name, locale),
        purpose=said(community.purpose, locale),
        locale=locale,
        key=_checked(conference, key, table.key_hash),
    )


def _role_key(session: Session, secret: str, conference: Conference, role: Role) -> str:
    held = session.scalars(_standing(conference, role)).first()
    if held is None:
        raise OtherSecret(Message(OTHER_SECRET, {"code": conference.code}))
    return _checked(conference, keys.role_key(secret, conference.code, role, held.generation or 1), held.key_hash)


def _standing(conference: Conference, role: Role) -> Select[Pass]:
    return (
        select(Pass)
        .where(Pass.conference_id == conference.id, Pass.role == role)
        .where(Pass.generation.is_not(None), Pass.revoked_at.is_(None))
        .order_by(Pass.generation.desc())
    )


def _checked(conference: Conference, key: str, kept: str) -> str:
    if keys.kept(key) != kept:
        raise OtherSecret(Message(OTHER_SECRET, {"code": conference.code}))
    return key


def _renew(writing: Writing, secret: str, code: str) -> None:
    session = writing.session
    conference = session.scalars(select(Conference).where(Conference.code == code)).one()
    conference.secret_fingerprint = keys.fingerprint(secret)
    for table in session.scalars(select(Table).where(Table.conference_id == conference.id)):
        table.generation += 1
        table.key_hash, table.walk_in_hash = keys.table_hashes(secret, code, table.id, table.generation)
    for role in STANDING_ROLES:
        held = session.scalars(_standing(conference, role)).first()
        generation = (held.generation or 0) + 1 if held else 1
        if held is not None:
            held.revoked_at = writing.now
        session.add(
            Pass(
                conference_id=conference.id,
                role=role,
                generation=generation,
                key_hash=keys.role_hash(secret, code, role, generation),
                created_at=writing.now,
            )
        )
