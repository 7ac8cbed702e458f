"""Reading: from the store to what the page of quotes says, and to what its organizers may put there.

A quote shows the present wording, and only while it says what was chosen: new words are for a person to choose anew.
What a moderator holds is not on it, nor what a muted table said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from reflection_wall.models import SEEN, Community, Conference, Quote, Reflection, Revision
from reflection_wall.rules import consent
from reflection_wall.rules.languages import language_of, said
from reflection_wall.rules.sieve import folded

MOST = 50

Absence = Literal["not allowed", "not up", "changed"]
_Then = aliased(Revision)
_Up = aliased(Revision)


@dataclass(frozen=True)
class Said:
    """What the world is told of one reflection, and nothing else; `community` is None where it may not be named."""

    text: str
    headline: str | None
    lang: str | None
    community: str | None
    community_lang: str | None


@dataclass(frozen=True)
class Candidate:
    """A reflection that may be put on the page."""

    public_id: str
    reference: str
    said: Said


@dataclass(frozen=True)
class Chosen:
    """A reflection that was put there; where the page does not show it, why, and none of its words."""

    public_id: str
    reference: str
    said: Said | None
    absence: Absence | None


def public(session: Session, conference: Conference, locale: str) -> list[Said]:
    """What the public page shows, in its order; nothing unless it was switched on."""
    if not conference.quotes_public:
        return []
    return [each.said for each in chosen(session, conference, locale) if each.said is not None]


def chosen(session: Session, conference: Conference, locale: str) -> list[Chosen]:
    """Everything that was put on the page, in its order, as consent has it at this moment."""
    statement = (
        _rows(conference)
        .add_columns(_Then.words_hash.label("chosen_hash"))
        .join(Quote, Quote.reflection_id == Reflection.id)
        .outerjoin(_Then, (_Then.reflection_id == Reflection.id) & (_Then.number == Quote.revision))
        .order_by(Quote.position, Quote.reflection_id)
    )
    return [_chosen(row, locale) for row in session.execute(statement)]


def candidates(session: Session, conference: Conference, locale: str, words: str = "") -> tuple[list[Candidate], bool]:
    """The newest reflections that the page may show and that are not on it, with these words in them, accents and
    capitals left aside; and whether there are more than are told."""
    wanted = folded(words).split()
    statement = (
        _rows(conference)
        .where(Reflection.id.not_in(select(Quote.reflection_id)), Reflection.consent.in_(("report", "quote")))
        .order_by(Reflection.received_at.desc(), Reflection.id.desc())
        .execution_options(yield_per=MOST)  # read no further than to the end of the page
    )
    found = list(islice(_passing(session.execute(statement), locale, wanted), MOST + 1))
    return found[:MOST], len(found) > MOST


def _passing(rows: Any, locale: str, wanted: list[str]) -> Iterator[Candidate]:
    for row in rows:
        told = _said(row, locale)
        if told is None:
            continue
        text = folded(f"{row.reference} {row.headline or ''} {row.text} {told.community or ''}")
        if all(word in text for word in wanted):
            yield Candidate(row.public_id, row.reference, told)


def _rows(conference: Conference) -> Select[Any]:
    return (
        select(*SEEN, Reflection.source, Reflection.public_id, Reflection.reference)
        .add_columns(Revision.text, Revision.headline, Revision.lang, Revision.words_hash, Community.name)
        .add_columns(_Up.words_hash.label("up_hash"))
        .join(Community, Community.id == Reflection.community_id)
        .outerjoin(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .outerjoin(_Up, (_Up.reflection_id == Reflection.id) & (_Up.number == Reflection.shown_revision))
        .where(Reflection.conference_id == conference.id)
    )


def _chosen(row: Row[Any], locale: str) -> Chosen:
    told = _said(row, locale)
    absence: Absence | None = None
    if consent.leaves(row) not in ("named", "unnamed"):
        absence = "not allowed"
    elif row.words_hash != row.chosen_hash:
        told, absence = None, "changed"
    elif told is None:
        absence = "not up"
    return Chosen(row.public_id, row.reference, told, absence)


def _said(row: Row[Any], locale: str) -> Said | None:
    """What may be told of it by the one rule of consent; None: nothing. Words are up that say what was judged, whatever
    the number of their revision."""
    if row.text is None or not consent.published(row, up=row.up_hash == row.words_hash):
        return None
    named = consent.leaves(row) == "named"
    return Said(
        text=row.text,
        headline=row.headline,
        lang=row.lang,
        community=said(row.name, locale) if named else None,
        community_lang=language_of(row.name, locale) if named else None,
    )
