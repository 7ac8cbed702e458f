"""Codebook rows: from the store to codebooks whose codes stand in their order, each after the one above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Code, Codebook
from reflection_wall.rules.codebook import Book, Entry


def of_programme(session: Session, programme_id: int) -> list[tuple[Codebook, list[Code]]]:
    """The codebooks of a programme, each with its codes, all in their order."""
    statement = select(Codebook).where(Codebook.programme_id == programme_id).order_by(Codebook.position, Codebook.id)
    found = session.scalars(statement).all()
    codes: dict[int, list[Code]] = defaultdict(list)
    within = select(Code).join(Codebook).where(Codebook.programme_id == programme_id)
    for code in session.scalars(within.order_by(Code.position, Code.id)):
        codes[code.codebook_id].append(code)
    return [(book, ordered(codes[book.id])) for book in found]


def ordered(codes: Iterable[Code]) -> list[Code]:
    """Each code after the one above it, otherwise in their own order."""
    below: dict[int | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)
    placed, waiting = [], list(reversed(below[None]))
    while waiting:
        code = waiting.pop()
        placed.append(code)
        waiting += reversed(below[code.id])
    return placed


def as_book(row: Codebook, codes: Iterable[Code]) -> Book:
    """A codebook as it goes out into a file."""
    standing = ordered(codes)
    keys = {code.id: code.public_id for code in standing}
    entries = (
        Entry(c.public_id, c.name, c.definition, c.source, keys[c.parent_id] if c.parent_id else None, c.retired)
        for c in standing
    )
    return Book(row.public_id, row.name, row.about, row.source, tuple(entries))
