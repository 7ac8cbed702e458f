"""Overview: from the store to the office's home: every programme with its conferences, and how far each has come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Programme, Prompt, Reflection, Table
from reflection_wall.rules.languages import language_of, said
from reflection_wall.rules.refusals import Unknown


@dataclass(frozen=True)
class ConferenceCard:
    """A conference on the home page. `state` is open (a question is), waiting or archived."""

    conference: Conference
    code: str
    title: str
    lang: str | None
    held_on: date | None
    state: str
    shared: int
    tables: int


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme with its conferences, the newest first."""

    id: int
    title: str
    lang: str | None
    conferences: list[ConferenceCard]


def programmes(session: Session, locale: str, within: Collection[int] | None) -> list[ProgrammeCard]:
    """What somebody sees who sees these communities (None: all), the newest programme first."""
    found: dict[int, ProgrammeCard] = {}
    for programme in session.scalars(_programmes(within).order_by(Programme.id.desc())):
        title, lang = said(programme.title, locale), language_of(programme.title, locale)
        found[programme.id] = ProgrammeCard(programme.id, title, lang, [])
    newest_first = (Conference.held_on.desc().nulls_last(), Conference.id.desc())
    for conference in session.scalars(_seen(within).order_by(*newest_first)):
        found[conference.programme_id].conferences.append(_card(session, conference, locale, within))
    return list(found.values())


def conference(session: Session, code: str, within: Collection[int] | None) -> Conference:
    """The conference with this code, if anybody sits there whom the asker sees, or has shared there before their table
    was moved away. Raises Unknown."""
    found = session.scalar(_seen(within).where(Conference.code == code.strip().upper()))
    if found is None:
        raise Unknown
    return found


def _programmes(within: Collection[int] | None) -> Select[Programme]:
    every = select(Programme)
    if within is None:
        return every
    return every.where(exists().where(Community.programme_id == Programme.id, Community.id.in_(within)))


def _seen(within: Collection[int] | None) -> Select[Conference]:
    every = select(Conference)
    if within is None:
        return every
    seated = exists().where(Table.conference_id == Conference.id, Table.community_id.in_(within))
    shared = exists().where(Reflection.conference_id == Conference.id, Reflection.community_id.in_(within))
    return every.where(seated | shared)


def _card(session: Session, conference: Conference, locale: str, within: Collection[int] | None) -> ConferenceCard:
    seated = Table.conference_id == conference.id
    if within is not None:
        seated &= Table.community_id.in_(within)
    has_shared = exists().where(
        Reflection.conference_id == Table.conference_id,
        Reflection.table_id == Table.id,
        Reflection.state.not_in(("withdrawn", "erased")),
        Reflection.source != "rehearsal",
    )
    shared, tables = session.execute(
        select(func.count().filter(has_shared), func.count()).select_from(Table).where(seated)
    ).one()
    return ConferenceCard(
        conference=conference,
        code=conference.code,
        title=said(conference.title, locale),
        lang=language_of(conference.title, locale),
        held_on=conference.held_on,
        state=_state(session, conference),
        shared=shared,
        tables=tables,
    )


def _state(session: Session, conference: Conference) -> str:
    if conference.state == "archived":
        return "archived"
    asked = exists().where(Prompt.conference_id == conference.id, Prompt.state == "open")
    return "open" if session.scalar(select(asked)) else "waiting"
