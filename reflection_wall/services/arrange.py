"""Arrange: from a checked plan to a conference in the store, with its communities, prompts, tables and links."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select

from reflection_wall.models import (
    Community,
    Conference,
    Pass,
    Programme,
    Prompt,
    Reflection,
    Stage,
    Table,
    Wording,
)
from reflection_wall.rules import keys
from reflection_wall.rules.languages import said, text_of
from reflection_wall.rules.permission import STANDING_ROLES
from reflection_wall.rules.plan import Plan
from reflection_wall.rules.refusals import Conflict, Message, later
from reflection_wall.store import Store, Writing
from reflection_wall.store.heads import new_epoch

KEPT_FOR = timedelta(days=90)
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def create(store: Store, secret: str, plan: Plan) -> str:
    """Set up a conference, its first prompt open, and return its code.

    A programme of the same title is continued: its communities live on, found again by name.
    Raises Conflict when the code is taken.
    """
    return store.write(lambda writing: _create(writing, secret, plan))


def exists(store: Store, code: str) -> bool:
    """Whether a conference has this code."""
    with store.reading() as session:
        return session.scalar(select(Conference.id).where(Conference.code == code)) is not None


def _create(writing: Writing, secret: str, plan: Plan) -> str:
    programme = _programme(writing, plan)
    communities = _communities(writing, programme, plan)
    conference = _conference(writing, programme, secret, plan)
    _prompts(writing, conference, plan)
    _tables(writing, conference, communities, secret, plan)
    _passes(writing, conference, secret)
    stage = Stage(conference_id=conference.id, scene="opening")
    writing.session.add(stage)
    writing.changed(stage)
    return conference.code


def _programme(writing: Writing, plan: Plan) -> Programme:
    title = text_of(plan.programme.title)
    for programme in writing.session.scalars(select(Programme)):
        if said(programme.title, "en") == said(title, "en"):
            return programme
    programme = Programme(
        title=title,
        about=text_of(plan.programme.about),
        references=plan.programme.references,
        created_at=writing.now,
    )
    writing.session.add(programme)
    writing.session.flush()
    return programme


def _communities(writing: Writing, programme: Programme, plan: Plan) -> dict[str, Community]:
    """Every community of the plan, under each of the names that a table may call it by."""
    statement = select(Community).where(Community.programme_id == programme.id)
    known = {said(each.name, "en"): each for each in writing.session.scalars(statement)}
    named: dict[str, Community] = {}
    for position, planned in enumerate(plan.communities, start=1):
        name = text_of(planned.name)
        community = known.get(said(name, "en")) or Community(programme_id=programme.id, guarded=False)
        community.name, community.purpose = name, text_of(planned.purpose)
        community.kind, community.region, community.contact = planned.kind, planned.region, planned.contact
        if planned.guarded and not community.guarded:
            _guard(writing, community)
        community.position = position
        writing.session.add(community)
        named |= dict.fromkeys(name.values(), community)
    writing.session.flush()
    return named


def _guard(writing: Writing, community: Community) -> None:
    """Take a community off every wall: visibility reads columns of the reflections alone, so they are told."""
    community.guarded = True
    for row in writing.session.scalars(select(Reflection).where(Reflection.community_id == community.id)):
        row.guarded = True
        writing.changed(row)


def _conference(writing: Writing, programme: Programme, secret: str, plan: Plan) -> Conference:
    planned = plan.conference
    code = planned.code or "".join(secrets.choice(_CODE_LETTERS) for _ in range(6))
    if writing.session.scalar(select(Conference.id).where(Conference.code == code)) is not None:
        raise Conflict(Message(later("There is a conference with the code %(code)s already."), {"code": code}))
    conference = Conference(
        programme_id=programme.id,
        code=code,
        title=text_of(planned.title),
        held_on=planned.date,
        locale=planned.locale,
        epoch=new_epoch(),
        moderation=planned.moderation,
        delay=planned.delay,
        table_labels=planned.table_labels,
        walk_in=planned.walk_in,
        resonance=planned.resonance,
        shared_draft=planned.shared_draft,
        secret_fingerprint=keys.fingerprint(secret),
        purge_on=max(planned.date or writing.now.date(), writing.now.date()) + KEPT_FOR,
        created_at=writing.now,
    )
    writing.session.add(conference)
    writing.session.flush()
    return conference


def _prompts(writing: Writing, conference: Conference, plan: Plan) -> None:
    for position, planned in enumerate(plan.prompts, start=1):
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
        writing.session.add(Wording(prompt_id=prompt.id, version=1, text=text_of(planned.text)))


def _tables(
    writing: Writing, conference: Conference, communities: dict[str, Community], secret: str, plan: Plan
) -> None:
    for position, planned in enumerate(plan.tables, start=1):
        table = Table(
            conference_id=conference.id,
            community_id=communities[planned.community].id,
            label=planned.label,
            locale=planned.locale,
            position=position,
            generation=1,
            key_hash=secrets.token_hex(32),
            walk_in_hash=secrets.token_hex(32),
        )
        writing.session.add(table)
        writing.session.flush()
        table.key_hash, table.walk_in_hash = keys.table_hashes(secret, conference.code, table.id, table.generation)


def _passes(writing: Writing, conference: Conference, secret: str) -> None:
    for role in STANDING_ROLES:
        writing.session.add(
            Pass(
                conference_id=conference.id,
                role=role,
                generation=1,
                key_hash=keys.role_hash(secret, conference.code, role, 1),
                created_at=writing.now,
            )
        )
