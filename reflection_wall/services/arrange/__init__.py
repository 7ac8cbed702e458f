"""Arrange: from a checked plan to a conference in the store, with its communities, prompts, tables and links."""

from __future__ import annotations

from sqlalchemy import select

from reflection_wall.models import Community, Conference, Programme
from reflection_wall.rules.languages import said, text_of
from reflection_wall.rules.plan import Plan
from reflection_wall.services.arrange import rows
from reflection_wall.services.arrange.rows import KEPT_FOR
from reflection_wall.store import Store, Writing

__all__ = ["KEPT_FOR", "create", "exists"]


def create(store: Store, secret: str, plan: Plan) -> str:
    """Set up a conference, its first prompt open, and return its code.

    A programme of the same title is continued: its communities live on, found again by name, and say what the plan
    says of them. What the plan leaves out of the programme stays as it was.
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
    planned = plan.conference
    conference = Conference(
        programme_id=programme.id,
        title=text_of(planned.title),
        held_on=planned.date,
        locale=planned.locale,
        moderation=planned.moderation,
        delay=planned.delay,
        table_labels=planned.table_labels,
        walk_in=planned.walk_in,
        resonance=planned.resonance,
        shared_draft=planned.shared_draft,
    )
    rows.begin(writing, secret, conference, planned.code)
    rows.ask(writing, conference, [text_of(prompt.text) for prompt in plan.prompts])
    for table in plan.tables:
        rows.add_table(writing, secret, conference, table.label, communities[table.community].id, table.locale)
    return conference.code


def _programme(writing: Writing, plan: Plan) -> Programme:
    planned, title = plan.programme, text_of(plan.programme.title)
    for programme in writing.session.scalars(select(Programme)):
        if said(programme.title, "en") == said(title, "en"):
            programme.title = title
            programme.about = text_of(planned.about) if planned.about else programme.about
            programme.references = planned.references or programme.references
            if writing.session.is_modified(programme):
                rows.tell(writing, programme.id)
            return programme
    programme = Programme(
        title=title, about=text_of(planned.about), references=planned.references, created_at=writing.now
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
            rows.guard(writing, community)
        community.position = position
        writing.session.add(community)
        named |= dict.fromkeys(name.values(), community)
    writing.session.flush()
    return named
