"""Sift: from all that a programme has said through a sieve to one page of it, with everything that coders put on it.

However long the page, it takes the same few questions to the store; however large the programme, only ids are read of
what is not on the page, and texts where somebody searches for words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from reflection_wall.models import (
    Code,
    Codebook,
    Coding,
    Community,
    Conference,
    Grouping,
    Reflection,
    Reviewed,
    Revision,
    Table,
    Theme,
)
from reflection_wall.rules.sieve import Sieve, folded, searched
from reflection_wall.rules.visibility import HIDDEN_STATES
from reflection_wall.services.sift import rows
from reflection_wall.services.sift.choices import choices

__all__ = ["Asked", "choices", "page", "passing", "some"]

PAGE = 50
EVERYTHING = Sieve()


@dataclass(frozen=True)
class Asked:
    """Who asks for what: a lead within some `communities` alone; a coder who is to judge alone sees the codings of
    `coders` and the memos of `writers` alone. None: those of everybody."""

    programme_id: int
    organizer_id: int
    sieve: Sieve = EVERYTHING
    communities: Collection[int] | None = None
    coders: Collection[int] | None = None
    writers: Collection[int] | None = None


def page(session: Session, asked: Asked, offset: int = 0, limit: int = PAGE) -> dict[str, Any]:
    """`{"total", "rows"}`: how many pass, and those on this page, the oldest first: `{"id", "reference", "conference",
    "community", "community_kind", "region", "table", "prompt", "text", "headline", "kind", "lang", "state", "consent",
    "revision", "redacted", "late", "source", "received_at", "theme", "codings", "memos", "done"}`.

    A coding is `{"code", "coder", "name", "start", "end", "revision", "earlier", "at"}`, `earlier` when it was made on
    an earlier wording than the one told here; a memo `{"id", "by", "name", "text", "at"}`; `done` has the codebooks
    that the one who asks is done with.
    """
    found = _passing(session, asked)
    ids = [row.id for row in found[offset : offset + limit]]
    return {"total": len(found), "rows": rows.told(session, ids, asked.organizer_id, asked.coders, asked.writers)}


def passing(session: Session, asked: Asked) -> list[tuple[str, int]]:
    """Everything that passes, for what is done to all of it at once: id and newest revision, the oldest first."""
    return [(row.public_id, row.revision) for row in _passing(session, asked)]


def some(session: Session, asked: Asked, reflections: Collection[str]) -> list[dict[str, Any]]:
    """The rows of these reflections as `page` tells them, whatever the sieve says; what organizers do not keep, or the
    one who asks does not see, is left out."""
    seen = replace(asked, sieve=EVERYTHING)
    statement = _reachable().where(Reflection.public_id.in_(reflections))
    ids = [row.id for row in session.execute(_narrowed(statement.where(_of(asked)), seen))]
    return rows.told(session, ids, asked.organizer_id, asked.coders, asked.writers)


def _passing(session: Session, asked: Asked) -> Sequence[Any]:
    statement = _coded(_narrowed(_reachable().where(_of(asked)), asked), asked)
    words = searched(asked.sieve.text)
    if not words:
        return session.execute(statement).all()
    found = session.execute(statement.add_columns(Reflection.reference, Revision.headline, Revision.text))
    return [row for row in found if _says(row, words)]


def _reachable() -> Select[*tuple[Any, ...]]:
    return (
        select(Reflection.id, Reflection.public_id, Reflection.revision)
        .join(Conference, Conference.id == Reflection.conference_id)
        .join(Community, Community.id == Reflection.community_id)
        .join(Table, Table.id == Reflection.table_id)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .order_by(Reflection.received_at, Reflection.id)
    )


def _of(asked: Asked) -> ColumnElement[bool]:
    return Conference.programme_id == asked.programme_id


def _says(row: Any, words: Sequence[str]) -> bool:
    text = folded(f"{row.reference}\n{row.headline or ''}\n{row.text}")
    return all(word in text for word in words)


def _narrowed(statement: Select[*tuple[Any, ...]], asked: Asked) -> Select[*tuple[Any, ...]]:
    sieve = asked.sieve
    for column, values in (
        (Conference.code, sieve.conferences),
        (Reflection.community_id, sieve.communities),
        (Community.kind, sieve.community_kinds),
        (Community.region, sieve.regions),
        (Table.label, sieve.tables),
        (Reflection.prompt_id, sieve.prompts),
        (Reflection.consent, sieve.consents),
        (Revision.kind, sieve.kinds),
    ):
        if values:
            statement = statement.where(column.in_(values))
    if asked.communities is not None:
        statement = statement.where(Reflection.community_id.in_(asked.communities))
    if sieve.states:
        return statement.where(Reflection.state.in_(sieve.states))
    return statement.where(Reflection.state.not_in(HIDDEN_STATES))


def _coded(statement: Select[*tuple[Any, ...]], asked: Asked) -> Select[*tuple[Any, ...]]:
    """Filters by what coders did ask for lists of reflections, each made once: an EXISTS would go through all codings
    of a code for every single reflection."""
    sieve = asked.sieve
    codings = select(Coding.reflection_id)
    if sieve.coder is not None:
        codings = codings.where(Coding.coder_id == sieve.coder)
    if asked.coders is not None:
        codings = codings.where(Coding.coder_id.in_(asked.coders))
    if sieve.codes:
        statement = statement.where(Reflection.id.in_(codings.where(Coding.code_id.in_(sieve.codes))))
    if sieve.coded is not None:
        statement = statement.where(Reflection.id.in_(codings) if sieve.coded else Reflection.id.not_in(codings))
    if sieve.themes:
        grouped = select(Grouping.reflection_id).join(Theme).where(Theme.public_id.in_(sieve.themes))
        statement = statement.where(Reflection.id.in_(grouped))
    return statement if sieve.waiting is None else _waiting(statement, asked, sieve.waiting)


def _waiting(statement: Select[*tuple[Any, ...]], asked: Asked, codebook: str) -> Select[*tuple[Any, ...]]:
    """Only what the one who asks has neither coded with the codebook nor said to be done with."""
    book = (Codebook.programme_id == asked.programme_id) & (Codebook.public_id == codebook)
    coded = select(Coding.reflection_id).join(Code).join(Codebook).where(book, Coding.coder_id == asked.organizer_id)
    done = select(Reviewed.reflection_id).join(Codebook).where(book, Reviewed.coder_id == asked.organizer_id)
    return statement.where(Reflection.id.not_in(coded), Reflection.id.not_in(done))
