"""Sieves: the filters that an organizer keeps under a name, for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Sieve
from reflection_wall.rules import sieve as rule
from reflection_wall.rules.cleaning import clean_line, is_blank, length
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

LONGEST_NAME = 80
MOST = 50


@dataclass(frozen=True)
class Kept:
    """A kept sieve as it was, for `keep` to put back."""

    name: str
    query: Mapping[str, Any]


def keep(store: Store, organizer_id: int, name: str, query: Mapping[str, Any]) -> int:
    """Keep filters under a name; under a name that is there already they take its place. Returns the number.

    Raises Invalid.
    """
    said, values = clean_line(name), rule.kept(rule.read(query))
    if is_blank(said) or length(said) > LONGEST_NAME:
        raise Invalid({"name": Message(later("A name has between 1 and %(most)s characters."), {"most": LONGEST_NAME})})
    return store.write(lambda writing: _keep(writing, organizer_id, said, values))


def drop(store: Store, organizer_id: int, number: int) -> Kept:
    """Keep one's own sieve no longer; returns it. Raises Unknown."""
    return store.write(lambda writing: _drop(writing, organizer_id, number))


def listed(session: Session, organizer_id: int) -> list[dict[str, Any]]:
    """The sieves that an organizer keeps, by name: `{"id", "name", "query"}`."""
    found = session.scalars(select(Sieve).where(Sieve.organizer_id == organizer_id))
    return [
        {"id": row.id, "name": row.name, "query": row.query}
        for row in sorted(found, key=lambda row: row.name.casefold())
    ]


def _keep(writing: Writing, organizer_id: int, name: str, query: dict[str, Any]) -> int:
    session = writing.session
    mine = select(Sieve).where(Sieve.organizer_id == organizer_id)
    row = session.scalars(mine.where(Sieve.name == name)).first()
    if row is None:
        many = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
        if many >= MOST:
            raise Invalid({"name": Message(later("There is room for %(most)s kept filters."), {"most": MOST})})
        row = Sieve(organizer_id=organizer_id, name=name, query=query)
        session.add(row)
    row.query = query
    session.flush()
    return row.id


def _drop(writing: Writing, organizer_id: int, number: int) -> Kept:
    row = writing.session.get(Sieve, number)
    if row is None or row.organizer_id != organizer_id:
        raise Unknown
    writing.session.delete(row)
    return Kept(row.name, row.query)
