"""Introduce: from the store to what visitors are told before they write: who meets, why, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Programme, Prompt, Table, Wording
from reflection_wall.rules.languages import language_of, said, text_of
from reflection_wall.rules.prompts import present


@dataclass(frozen=True)
class CommunityCard:
    """A community as visitors read it, with the labels of its tables."""

    name: str
    purpose: str
    kind: str
    region: str | None
    guarded: bool
    tables: list[str]


@dataclass(frozen=True)
class Seated:
    """A community that sits in a conference, as its walls tell it."""

    id: int
    name: str
    purpose: str
    lang: str | None
    position: int
    guarded: bool


@dataclass(frozen=True)
class Introduction:
    """A conference as visitors read it."""

    code: str
    programme: str
    title: str
    about: str
    references: list[str]
    communities: list[CommunityCard]
    walk_in: bool
    equity: str = ""
    definitions: str = ""
    acceptable_use: str = ""
    notice: str = ""
    standards: list[str] = field(default_factory=list)

    @property
    def whole_title(self) -> str:
        """Programme and conference together, as the tables know it."""
        return f"{self.programme} – {self.title}"


def introduction(session: Session, conference: Conference, locale: str) -> Introduction:
    """Everything for the page of a conference, in the visitor's language."""
    programme = session.get_one(Programme, conference.programme_id)
    return Introduction(
        code=conference.code,
        programme=said(programme.title, locale),
        title=said(conference.title, locale),
        about=said(programme.about, locale),
        references=[said(text_of(each), locale) for each in programme.references],
        communities=_communities(session, conference, locale),
        walk_in=conference.walk_in,
        equity=said(programme.equity, locale),
        definitions=said(programme.definitions, locale),
        acceptable_use=said(programme.acceptable_use, locale),
        notice=said(programme.notice, locale),
        standards=programme.standards,
    )


@dataclass(frozen=True)
class Rules:
    """What a table is told on tap before it shares, in the organizer's words; empty where there are none."""

    notice: str
    acceptable_use: str


def rules(session: Session, conference: Conference, locale: str) -> Rules:
    """The programme's own notice and note, for phones."""
    programme = session.get_one(Programme, conference.programme_id)
    return Rules(said(programme.notice, locale), said(programme.acceptable_use, locale))


def prompts(session: Session, conference_id: int, locale: str) -> list[dict[str, Any]]:
    """Every prompt in its order: `{"id", "version", "text", "lang", "state"}`."""
    return [_told(prompt, wording, locale) for prompt, wording in _asked(session, conference_id)]


def present_prompt(session: Session, conference_id: int, locale: str) -> dict[str, Any] | None:
    """The prompt that is asked now, in the same form."""
    wordings = dict(_asked(session, conference_id))
    now = present(wordings)
    return _told(now, wordings[now], locale) if now else None


def conferences(session: Session, locale: str) -> list[tuple[str, str]]:
    """Code and whole title of every conference that takes reflections, newest first."""
    rows = session.execute(
        select(Conference, Programme)
        .join(Programme, Programme.id == Conference.programme_id)
        .where(Conference.state == "running")
        .order_by(Conference.id.desc())
    )
    return [
        (conference.code, f"{said(programme.title, locale)} – {said(conference.title, locale)}")
        for conference, programme in rows
    ]


def secret_fingerprints(session: Session) -> set[str]:
    """The marks of the secrets that made the links of the running conferences."""
    return set(session.scalars(select(Conference.secret_fingerprint).where(Conference.state == "running")))


def communities(session: Session, conference_id: int, locale: str) -> list[Seated]:
    """The communities that sit in a conference, in the organizer's order and the visitor's language."""
    statement = (
        select(Community)
        .where(Community.id.in_(select(Table.community_id).where(Table.conference_id == conference_id)))
        .order_by(Community.position, Community.id)
    )
    return [
        Seated(
            id=each.id,
            name=said(each.name, locale),
            purpose=said(each.purpose, locale),
            lang=language_of(each.purpose, locale),
            position=each.position,
            guarded=each.guarded,
        )
        for each in session.scalars(statement)
    ]


def all_communities(session: Session, conference: Conference, locale: str) -> list[dict[str, Any]]:
    """Every community of the programme, seated here or not: `{"id", "name"}`, in the organizer's order."""
    statement = (
        select(Community)
        .where(Community.programme_id == conference.programme_id)
        .order_by(Community.position, Community.id)
    )
    return [{"id": each.id, "name": said(each.name, locale)} for each in session.scalars(statement)]


def table_called(session: Session, conference_id: int, label: str) -> Table | None:
    """The table of a conference with this label."""
    return session.scalar(select(Table).where(Table.conference_id == conference_id, Table.label == label))


def _asked(session: Session, conference_id: int) -> list[tuple[Prompt, Wording]]:
    rows = session.execute(
        select(Prompt, Wording)
        .join(Wording, (Wording.prompt_id == Prompt.id) & (Wording.version == Prompt.version))
        .where(Prompt.conference_id == conference_id)
        .order_by(Prompt.position)
    )
    return [(prompt, wording) for prompt, wording in rows]


def _told(prompt: Prompt, wording: Wording, locale: str) -> dict[str, Any]:
    return {
        "id": prompt.id,
        "version": prompt.version,
        "text": said(wording.text, locale),
        "lang": language_of(wording.text, locale),
        "state": prompt.state,
    }


def _communities(session: Session, conference: Conference, locale: str) -> list[CommunityCard]:
    rows = session.execute(
        select(Community, Table)
        .join(Table, Table.community_id == Community.id)
        .where(Table.conference_id == conference.id)
        .order_by(Community.position, Community.id, Table.position)
    )
    seated: dict[int, tuple[Community, list[str]]] = {}
    for community, table in rows:
        seated.setdefault(community.id, (community, []))[1].append(table.label)
    return [
        CommunityCard(
            name=said(community.name, locale),
            purpose=said(community.purpose, locale),
            kind=community.kind,
            region=community.region,
            guarded=community.guarded,
            tables=labels,
        )
        for community, labels in seated.values()
    ]
