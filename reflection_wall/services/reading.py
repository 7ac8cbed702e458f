"""Reading: from the store to the reflections that somebody may read and change nothing of: what the organizers keep,
of the communities that they see, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Reflection, Revision, Table
from reflection_wall.rules import visibility
from reflection_wall.rules.languages import said
from reflection_wall.rules.sieve import folded, searched

PAGE = 100
_NEWEST_FIRST = (Reflection.received_at.desc(), Reflection.id.desc())


@dataclass(frozen=True)
class Wanted:
    """What a reader is looking for: a community by number, words anywhere in the text, and which page of it."""

    community: int | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Line:
    """One reflection as readers see it."""

    reference: str
    community: str
    table: str
    headline: str | None
    text: str
    lang: str | None
    state: str
    consent: str
    practice: bool


@dataclass(frozen=True)
class Sheet:
    """One page of lines; how many there are in all, and how many of them may be passed on and quoted."""

    lines: list[Line]
    found: int
    pages: int
    communities: list[tuple[int, str]]


def sheet(
    session: Session, conference: Conference, wanted: Wanted, locale: str, within: Collection[int] | None = None
) -> Sheet:
    """The page that is wanted, newest first; accents and capitals make no difference to the words."""
    names = {each.id: said(each.name, locale) for each in session.scalars(_communities(conference, within))}
    kept = _kept(conference, names if wanted.community is None else names.keys() & {wanted.community})
    words = searched(wanted.words)
    start = (max(1, wanted.page) - 1) * PAGE
    if words:
        said_too = session.execute(kept.add_columns(Revision.headline, Revision.text))
        every = [row.id for row in said_too if _has(row, words)]
        found, ids = len(every), every[start : start + PAGE]
    else:
        found = session.scalar(select(func.count()).select_from(kept.order_by(None).subquery())) or 0
        ids = [row.id for row in session.execute(kept.limit(PAGE).offset(start))]
    return Sheet(
        lines=[_line(row, names[row.community_id]) for row in session.execute(_rows(ids))],
        found=found,
        pages=-(-found // PAGE),
        communities=list(names.items()),
    )


def _communities(conference: Conference, within: Collection[int] | None) -> Any:
    seated = select(Table.community_id).where(Table.conference_id == conference.id)
    written = select(Reflection.community_id).where(Reflection.conference_id == conference.id)
    found = select(Community).where(Community.id.in_(seated.union(written))).order_by(Community.position, Community.id)
    return found if within is None else found.where(Community.id.in_(within))


def _kept(conference: Conference, communities: Collection[int]) -> Select[*tuple[Any, ...]]:
    """What organizers keep of these communities, without its words."""
    return (
        select(Reflection.id, Reflection.reference)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .where(
            Reflection.conference_id == conference.id,
            Reflection.community_id.in_(communities),
            Reflection.state.not_in(visibility.HIDDEN_STATES),
        )
        .order_by(*_NEWEST_FIRST)
    )


def _has(row: Any, words: list[str]) -> bool:
    text = folded(f"{row.headline or ''} {row.text or ''} {row.reference}")
    return all(word in text for word in words)


def _rows(ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(Reflection.community_id, Reflection.reference, Reflection.source, Reflection.state, Reflection.consent)
        .add_columns(Table.label, Revision.headline, Revision.text, Revision.lang)
        .join(Table, Table.id == Reflection.table_id)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .where(Reflection.id.in_(ids))
        .order_by(*_NEWEST_FIRST)
    )


def _line(row: Any, community: str) -> Line:
    return Line(
        reference=row.reference,
        community=community,
        table=row.label,
        headline=row.headline,
        text=row.text or "",
        lang=row.lang,
        state=row.state,
        consent=row.consent,
        practice=row.source == "rehearsal",
    )
