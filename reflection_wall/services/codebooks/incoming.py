"""Incoming: from a checked codebook, whoever brought it, to its rows in a programme."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Code, Codebook, Programme
from reflection_wall.rules import ready
from reflection_wall.rules.codebook import Book, Entry, arranged, guid
from reflection_wall.rules.refusals import Conflict, Invalid, Message, Unknown, later
from reflection_wall.services.codebooks import rows
from reflection_wall.store import Writing

MOST_CODEBOOKS = 40


def put(writing: Writing, programme_id: int, book: Book, *, origin: str | None = None) -> str:
    """Put a codebook with all its codes behind the others; returns its id. Raises Conflict, Invalid, Unknown."""
    session = writing.session
    if session.get(Programme, programme_id, with_for_update=True) is None:
        raise Unknown
    taken = session.scalars(select(Codebook.public_id).where(Codebook.programme_id == programme_id)).all()
    if book.key in taken or _guids(book) & _known(session, programme_id):
        raise Conflict(Message(later("This codebook is there already.")))
    if len(taken) >= MOST_CODEBOOKS:
        raise Invalid({"name": Message(later("There is room for %(most)s codebooks."), {"most": MOST_CODEBOOKS})})
    row = Codebook(
        programme_id=programme_id,
        public_id=book.key,
        origin=origin,
        name=dict(book.name),
        about=dict(book.about),
        source=book.source,
        position=len(taken) + 1,
    )
    session.add(row)
    session.flush()
    _fill(session, row, arranged(book.codes))
    return row.public_id


def free(writing: Writing, programme_id: int, book: Book) -> Book:
    """The same codebook with keys of its own, where the programme has a thing of the same key or GUID, and where a
    ready one has the same key."""
    known = _known(writing.session, programme_id)
    statement = select(Codebook.public_id).where(Codebook.programme_id == programme_id)
    taken = {*writing.session.scalars(statement), *ready.KEYS}
    own = book.key if book.key not in taken and guid(book.key) not in known else secrets.token_urlsafe(6)
    keys = {each.key: each.key if guid(own, each.key) not in known else secrets.token_urlsafe(6) for each in book.codes}
    codes = tuple(
        replace(each, key=keys[each.key], parent=keys.get(each.parent or "", each.parent)) for each in book.codes
    )
    return replace(book, key=own, codes=codes)


def _fill(session: Session, book: Codebook, codes: Iterable[Entry]) -> None:
    placed: dict[str | None, int | None] = {None: None}
    for position, each in enumerate(codes, start=1):
        row = Code(
            codebook_id=book.id,
            parent_id=placed[each.parent],
            public_id=each.key,
            name=dict(each.name),
            definition=dict(each.definition),
            source=each.source,
            position=position,
            retired=each.retired,
        )
        session.add(row)
        session.flush()
        placed[each.key] = row.id


def _known(session: Session, programme_id: int) -> set[str]:
    """The GUIDs of all codebooks of a programme and of their codes."""
    found = rows.of_programme(session, programme_id)
    return {each for book, codes in found for each in _guids(rows.as_book(book, codes))}


def _guids(book: Book) -> set[str]:
    return {guid(book.key), *(guid(book.key, each.key) for each in book.codes)}
