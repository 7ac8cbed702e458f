"""Reading: from the store to the reflections that somebody may read and change nothing of: what the organizers keep,
of the communities that they see, page by page."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Community, Conference, Reflection, Revision, Table
from reflection_wall.rules import visibility
from reflection_wall.rules.languages import said

PAGE = 100


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
    found = [row for row in _rows(session, conference, wanted) if row.community_id in names]
    start = (max(1, wanted.page) - 1) * PAGE
    return Sheet(
        lines=[_line(row, names[row.community_id]) for row in islice(found, start, start + PAGE)],
        found=len(found),
        pages=-(-len(found) // PAGE),
        communities=list(names.items()),
    )


def _communities(conference: Conference, within: Collection[int] | None) -> Any:
    seated = select(Table.community_id).where(Table.conference_id == conference.id)
    written = select(Reflection.community_id).where(Reflection.conference_id == conference.id)
    found = select(Community).where(Community.id.in_(seated.union(written))).order_by(Community.position, Community.id)
    return found if within is None else found.where(Community.id.in_(within))


def _rows(session: Session, conference: Conference, wanted: Wanted) -> Iterator[Any]:
    statement = (
        select(*SEEN, Reflection.community_id, Reflection.reference, Reflection.source)
        .add_columns(Table.label, Revision.headline, Revision.text, Revision.lang)
        .join(Table, Table.id == Reflection.table_id)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .where(Reflection.conference_id == conference.id)
        .order_by(Reflection.received_at.desc(), Reflection.id.desc())
    )
    if wanted.community is not None:
        statement = statement.where(Reflection.community_id == wanted.community)
    words = _folded(wanted.words).split()
    for row in session.execute(statement):
        if visibility.kept_by_organizer(row) and _has(row, words):
            yield row


def _has(row: Any, words: list[str]) -> bool:
    if not words:
        return True
    text = _folded(f"{row.headline or ''} {row.text or ''} {row.reference}")
    return all(word in text for word in words)


def _folded(text: str) -> str:
    """Without accents and capitals, so that “ete” finds “Été”; syllabics and other scripts stay as they are."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")


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
