"""Rows: what every conference begins with, however it came to be, and what a guarded community means for its rows."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from reflection_wall.models import Community, Conference, Pass, Prompt, Reflection, Stage, Table, Wording
from reflection_wall.rules import keys
from reflection_wall.rules.permission import STANDING_ROLES
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.store import Writing
from reflection_wall.store.heads import new_epoch

KEPT_FOR = timedelta(days=90)
TAKEN = later("There is a conference with the code %(code)s already.")
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_A_TRY = 20


def begin(writing: Writing, secret: str, conference: Conference, code: str | None) -> None:
    """Give a conference of which title and choices are set its code, its links and its stage. Raises Conflict."""
    conference.code = code or _free_code(writing)
    if _taken(writing, conference.code):
        raise Conflict(Message(TAKEN, {"code": conference.code}))
    conference.epoch = new_epoch()
    conference.secret_fingerprint = keys.fingerprint(secret)
    conference.purge_on = max(conference.held_on or writing.now.date(), writing.now.date()) + KEPT_FOR
    conference.created_at = writing.now
    writing.session.add(conference)
    writing.session.flush()
    for role in STANDING_ROLES:
        kept = keys.role_hash(secret, conference.code, role, 1)
        held = Pass(conference_id=conference.id, role=role, generation=1, key_hash=kept, created_at=writing.now)
        writing.session.add(held)
    stage = Stage(conference_id=conference.id, scene="opening")
    writing.session.add(stage)
    writing.changed(stage)


def ask(writing: Writing, conference: Conference, texts: Sequence[dict[str, str]]) -> None:
    """Give a conference its questions, the first of them open."""
    for position, text in enumerate(texts, start=1):
        opens = position == 1
        prompt = Prompt(
            conference_id=conference.id,
            position=position,
            state="open" if opens else "closed",
            opened_at=writing.now if opens else None,
            version=1,
        )
        writing.session.add(prompt)
        writing.session.flush()
        writing.session.add(Wording(prompt_id=prompt.id, version=1, text=text))


def add_table(
    writing: Writing, secret: str, conference: Conference, label: str, community_id: int, locale: str | None
) -> None:
    """Put one more table at the end, with its links."""
    seated = select(func.max(Table.position)).where(Table.conference_id == conference.id)
    table = Table(
        conference_id=conference.id,
        community_id=community_id,
        label=label,
        locale=locale,
        position=(writing.session.scalar(seated) or 0) + 1,
        generation=1,
        key_hash=secrets.token_hex(32),
        walk_in_hash=secrets.token_hex(32),
    )
    writing.session.add(table)
    writing.session.flush()
    table.key_hash, table.walk_in_hash = keys.table_hashes(secret, conference.code, table.id, table.generation)


def guard(writing: Writing, community: Community) -> None:
    """Take a community off every wall: visibility reads columns of the reflections alone, so they are told."""
    community.guarded = True
    for row in writing.session.scalars(select(Reflection).where(Reflection.community_id == community.id)):
        row.guarded = True
        writing.changed(row)


def tell(writing: Writing, programme_id: int) -> None:
    """Tell the walls and desks of a programme's conferences that something about them reads differently."""
    told = select(Stage).join(Conference, Conference.id == Stage.conference_id)
    for stage in writing.session.scalars(told.where(Conference.programme_id == programme_id)):
        writing.changed(stage)


def running(writing: Writing, conference_id: int) -> Conference:
    """A conference that still takes changes; its stage gets a number. Raises Unknown and Archived."""
    if writing.session.get(Conference, conference_id) is None:
        raise Unknown
    writing.changed(writing.stage(conference_id))
    return writing.session.get_one(Conference, conference_id)


def _taken(writing: Writing, code: str) -> bool:
    return writing.session.scalar(select(Conference.id).where(Conference.code == code)) is not None


def _free_code(writing: Writing) -> str:
    tries = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(6)) for _ in range(_A_TRY))
    return next((code for code in tries if not _taken(writing, code)), "")
