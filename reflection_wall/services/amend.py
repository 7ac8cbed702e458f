"""Amend: from the organizer's form to one code of a codebook: added, said anew, moved, retired.

Each returns what takes it back: an id, the words or the place before.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Code, Codebook
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.codebook import DEEPEST, MOST_CODES, cleaned, fault
from reflection_wall.rules.languages import said
from reflection_wall.rules.refusals import Conflict, Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing


@dataclass(frozen=True)
class Words:
    """What somebody writes of a code, in one or several languages."""

    name: Mapping[str, str]
    definition: Mapping[str, str]
    source: str = ""


@dataclass(frozen=True)
class Place:
    """Where a code stands: below which code (None: on top), and as the how many-th there, from 1 (None: last)."""

    parent: int | None = None
    position: int | None = None


def add(store: Store, programme_id: int, codebook: str, words: Words, place: Place = Place()) -> int:
    """Add a code to a codebook; returns its number. Raises Invalid, Conflict, Unknown."""
    written = _checked(words)
    return store.write(lambda writing: _add(writing, programme_id, codebook, written, place))


def say(store: Store, programme_id: int, code: int, words: Words) -> Words:
    """Give a code another name, definition or source; returns those before. Raises Invalid, Conflict, Unknown."""
    written = _checked(words)
    return store.write(lambda writing: _say(writing, programme_id, code, written))


def move(store: Store, programme_id: int, code: int, place: Place) -> Place:
    """Put a code elsewhere in its codebook; returns where it was. Raises Invalid, Conflict, Unknown."""
    return store.write(lambda writing: _move(writing, programme_id, code, place))


def retire(store: Store, programme_id: int, code: int, *, retired: bool = True) -> bool:
    """Let a code be given no longer, or again; what it was given to stays. Returns whether it was retired before.

    Raises Unknown.
    """
    return store.write(lambda writing: _retire(writing, programme_id, code, retired=retired))


def _checked(words: Words) -> Words:
    written = Words(cleaned(words.name), cleaned(words.definition, line=False), clean_line(words.source))
    wrong = fault(written.name, written.definition, written.source)
    if wrong is not None:
        raise Invalid({"name": wrong})
    return written


def _add(writing: Writing, programme_id: int, codebook: str, words: Words, place: Place) -> int:
    session = writing.session
    statement = select(Codebook).where(Codebook.programme_id == programme_id, Codebook.public_id == codebook)
    book = session.scalars(statement.with_for_update()).one_or_none()
    if book is None:
        raise Unknown
    if len(_of(session, book.id)) >= MOST_CODES:
        raise Invalid({"name": Message(later("A codebook has at most %(most)s codes."), {"most": MOST_CODES})})
    row = Code(
        codebook_id=book.id,
        public_id=secrets.token_urlsafe(6),
        name=dict(words.name),
        definition=dict(words.definition),
        source=words.source,
        position=MOST_CODES + 1,
        retired=False,
    )
    _place(session, row, place)
    return row.id


def _say(writing: Writing, programme_id: int, code: int, words: Words) -> Words:
    row = _code(writing.session, programme_id, code)
    before = Words(row.name, row.definition, row.source)
    row.name, row.definition, row.source = dict(words.name), dict(words.definition), words.source
    _alone(row, [each for each in _of(writing.session, row.codebook_id) if each.parent_id == row.parent_id])
    return before


def _move(writing: Writing, programme_id: int, code: int, place: Place) -> Place:
    session = writing.session
    row = _code(session, programme_id, code)
    siblings = [each.id for each in _of(session, row.codebook_id) if each.parent_id == row.parent_id]
    before = Place(row.parent_id, siblings.index(row.id) + 1)
    _place(session, row, place)
    return before


def _retire(writing: Writing, programme_id: int, code: int, *, retired: bool) -> bool:
    row = _code(writing.session, programme_id, code)
    before, row.retired = row.retired, retired
    return before


def _place(session: Session, row: Code, place: Place) -> None:
    """Put a code, new or not, into its place among its siblings."""
    others = {each.id: each for each in _of(session, row.codebook_id) if each is not row}
    if place.parent is not None and place.parent not in others:
        raise (
            Unknown
            if place.parent != row.id
            else Invalid({"parent": Message(later("A code cannot stand below itself."))})
        )
    depth = _depth(row, place.parent, others) + _height(row, others)
    if depth > DEEPEST:
        raise Invalid({"parent": Message(later("A codebook has at most %(most)s levels."), {"most": DEEPEST})})
    row.parent_id = place.parent
    siblings = [each for each in others.values() if each.parent_id == place.parent]
    _alone(row, siblings)
    at = len(siblings) if place.position is None else max(place.position, 1) - 1
    siblings.insert(at, row)
    session.add(row)
    # One count for the whole codebook, so that siblings keep their order whatever else moves.
    for position, each in enumerate(siblings, start=1):
        each.position = position
    session.flush()


def _depth(row: Code, parent: int | None, others: Mapping[int, Code]) -> int:
    """How many codes stand above the place. Raises Invalid when the code itself is one of them."""
    depth = 0
    while parent is not None:
        if parent == row.id:
            raise Invalid({"parent": Message(later("A code cannot stand below itself."))})
        parent, depth = others[parent].parent_id, depth + 1
    return depth


def _height(row: Code, others: Mapping[int, Code]) -> int:
    """How many levels the code brings along, itself included."""
    level, height = [row.id], 0
    while level:
        height += 1
        level = [each.id for each in others.values() if each.parent_id is not None and each.parent_id in level]
    return height


def _alone(row: Code, siblings: list[Code]) -> None:
    """See that no sibling has the same name. Raises Conflict."""
    name = said(row.name, "en").casefold()
    if any(each is not row and said(each.name, "en").casefold() == name for each in siblings):
        raise Conflict(Message(later("“%(code)s” is there twice."), {"code": said(row.name, "en")}))


def _code(session: Session, programme_id: int, code: int) -> Code:
    """A code of the programme, its codebook locked: two organizers who move codes wait for one another."""
    found = session.get(Code, code)
    book = session.get(Codebook, found.codebook_id, with_for_update=True) if found is not None else None
    if found is None or book is None or book.programme_id != programme_id:
        raise Unknown
    return found


def _of(session: Session, codebook_id: int) -> list[Code]:
    statement = select(Code).where(Code.codebook_id == codebook_id).order_by(Code.position, Code.id)
    return list(session.scalars(statement))
