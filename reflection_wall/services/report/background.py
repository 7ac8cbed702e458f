"""Background: what a conference is about: programme, purposes, dates, and how it was moderated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Programme, Reflection, Table, Verdict
from reflection_wall.rules.languages import said, text_of


@dataclass(frozen=True)
class Background:
    """What a report says before any number, in the conference's language."""

    title: str
    programme: str
    about: str
    equity: str
    held_on: date | None
    ethics: str | None
    moderation: str
    delay: int
    decisions: dict[str, int]
    first: datetime | None
    last: datetime | None
    # Name and purpose of every community at a table; a guarded one is not told.
    purposes: list[tuple[str, str]]
    standards: list[str]
    references: list[str]


def background(session: Session, conference: Conference) -> Background:
    """What stands around the words of a conference."""
    programme = session.get_one(Programme, conference.programme_id)
    locale = conference.locale
    arrived = select(func.min(Reflection.received_at), func.max(Reflection.received_at)).where(
        Reflection.conference_id == conference.id, Reflection.revision > 0, Reflection.source != "rehearsal"
    )
    first, last = session.execute(arrived).one()
    return Background(
        title=said(conference.title, locale),
        programme=said(programme.title, locale),
        about=said(programme.about, locale),
        equity=said(programme.equity, locale),
        held_on=conference.held_on,
        ethics=conference.ethics,
        moderation=conference.moderation,
        delay=conference.delay,
        decisions=_decisions(session, conference),
        first=first,
        last=last,
        purposes=_purposes(session, conference),
        standards=list(programme.standards),
        references=[said(text_of(each), locale) for each in programme.references],
    )


def _decisions(session: Session, conference: Conference) -> dict[str, int]:
    counted = session.execute(
        select(Verdict.deed, func.count())
        .join(Reflection, Reflection.id == Verdict.reflection_id)
        .where(Reflection.conference_id == conference.id, Reflection.source != "rehearsal")
        .group_by(Verdict.deed)
    )
    return {row[0]: row[1] for row in counted}


def _purposes(session: Session, conference: Conference) -> list[tuple[str, str]]:
    seated = select(Table.community_id).where(Table.conference_id == conference.id)
    found = session.scalars(
        select(Community)
        .where(Community.id.in_(seated), Community.guarded.is_(False))
        .order_by(Community.position, Community.id)
    )
    purposes = [(said(each.name, conference.locale), said(each.purpose, conference.locale)) for each in found]
    return [(name, purpose) for name, purpose in purposes if purpose]
