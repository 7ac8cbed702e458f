"""Codebooks: from a ready codebook, a file or a form to the codes of a programme, and back out as they are.

A code that was ever given stays: it is retired, so that what it was given to can still be read. What changes a code
returns how it stood before, for whoever wants it back.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Code, Codebook, Coding, Reflection, Reviewed, Settlement
from reflection_wall.rules import ready
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.codebook import Book, cleaned, fault
from reflection_wall.rules.refusals import Conflict, Invalid, Message, Unknown, later
from reflection_wall.services.codebooks import rows
from reflection_wall.services.codebooks.incoming import free, put
from reflection_wall.store import Store, Writing


@dataclass(frozen=True)
class Words:
    """What somebody writes of a codebook or a code, in one or several languages."""

    name: Mapping[str, str]
    text: Mapping[str, str]
    source: str = ""


def adopt(store: Store, programme_id: int, key: str) -> str:
    """Take a ready codebook into a programme; returns its id there, which is its key. Raises Unknown; Conflict, also
    where its codes have come in with a file."""
    book = ready.book(key)
    return store.write(lambda writing: put(writing, programme_id, book, origin=key))


def take_in(store: Store, programme_id: int, books: Sequence[Book]) -> list[str]:
    """Take codebooks from a file into a programme, all or none; returns their ids.

    Whatever the programme knows already, by key or by GUID, comes in once more as a copy of its own. Raises Invalid.
    """
    return store.write(lambda writing: [put(writing, programme_id, free(writing, programme_id, b)) for b in books])


def create(store: Store, programme_id: int, words: Words) -> str:
    """Begin a codebook of the organizer's own; returns its id. Raises Invalid."""
    said = _checked(words)
    book = Book(secrets.token_urlsafe(6), said.name, said.text, said.source, ())
    return store.write(lambda writing: put(writing, programme_id, book))


def describe(store: Store, programme_id: int, codebook: str, words: Words) -> Words:
    """Say anew what a codebook is called and is about; returns what it said before. Raises Invalid, Unknown."""
    said = _checked(words)
    return store.write(lambda writing: _describe(_codebook(writing.session, programme_id, codebook), said))


def drop(store: Store, programme_id: int, codebook: str) -> Book:
    """Take a codebook away none of whose codes was ever given; returns it, for `take_in`. Raises Conflict, Unknown."""
    return store.write(lambda writing: _drop(writing, programme_id, codebook))


def listed(session: Session, programme_id: int) -> list[dict[str, Any]]:
    """The codebooks of a programme in their order: `{"id", "origin", "name", "about", "source", "codes": [{"id",
    "key", "parent", "name", "definition", "source", "retired", "given"}]}`.

    The `id` of a code is a number, that of a codebook its key; `given` counts the codings, those of practice left out,
    `parent` is a number too. A code comes after the one above it.
    """
    given = _given(session, programme_id)
    return [
        {
            "id": book.public_id,
            "origin": book.origin,
            "name": book.name,
            "about": book.about,
            "source": book.source,
            "codes": [_told(code, given.get(code.id, 0)) for code in codes],
        }
        for book, codes in rows.of_programme(session, programme_id)
    ]


def books(session: Session, programme_id: int, codebook: str | None = None) -> list[Book]:
    """One codebook of a programme or all of them, as they go out into files. Raises Unknown."""
    found = [
        rows.as_book(book, codes)
        for book, codes in rows.of_programme(session, programme_id)
        if codebook in (None, book.public_id)
    ]
    if codebook is not None and not found:
        raise Unknown
    return found


def _checked(words: Words) -> Words:
    said = Words(cleaned(words.name), cleaned(words.text, line=False), clean_line(words.source))
    wrong = fault(said.name, said.text, said.source)
    if wrong is not None:
        raise Invalid({"name": wrong})
    return said


def _describe(book: Codebook, words: Words) -> Words:
    before = Words(book.name, book.about, book.source)
    book.name, book.about, book.source = dict(words.name), dict(words.text), words.source
    return before


def _drop(writing: Writing, programme_id: int, codebook: str) -> Book:
    session = writing.session
    row = _codebook(session, programme_id, codebook)
    codes = session.scalars(select(Code).where(Code.codebook_id == row.id).order_by(Code.position, Code.id)).all()
    ids = [code.id for code in codes]
    for used in (Coding.code_id, Settlement.code_id):
        if session.scalar(select(used).where(used.in_(ids)).limit(1)) is not None:
            raise Conflict(Message(later("Codes of this codebook were given: retire them instead.")))
    book = rows.as_book(row, codes)
    session.execute(delete(Reviewed).where(Reviewed.codebook_id == row.id))
    for code in reversed(rows.ordered(codes)):
        session.delete(code)
        session.flush()
    session.delete(row)
    return book


def _codebook(session: Session, programme_id: int, codebook: str) -> Codebook:
    statement = select(Codebook).where(Codebook.programme_id == programme_id, Codebook.public_id == codebook)
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise Unknown
    return found


def _given(session: Session, programme_id: int) -> dict[int, int]:
    statement = (
        select(Coding.code_id, func.count())
        .join(Code, Code.id == Coding.code_id)
        .join(Codebook, Codebook.id == Code.codebook_id)
        .join(Reflection, Reflection.id == Coding.reflection_id)
        .where(Codebook.programme_id == programme_id, Reflection.source != "rehearsal")
        .group_by(Coding.code_id)
    )
    return dict(session.execute(statement).all())


def _told(code: Code, given: int) -> dict[str, Any]:
    return {
        "id": code.id,
        "key": code.public_id,
        "parent": code.parent_id,
        "name": code.name,
        "definition": code.definition,
        "source": code.source,
        "retired": code.retired,
        "given": given,
    }
