"""Memo: from an organizer to themselves and the other organizers: a thought about a reflection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Memo, Reflection
from reflection_wall.rules import visibility
from reflection_wall.rules.cleaning import clean, is_blank, length
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

LONGEST = 2000


@dataclass(frozen=True)
class Thought:
    """A memo that was taken away, as it stood."""

    reflection: str
    text: str
    at: datetime


def add(store: Store, programme_id: int, organizer_id: int, reflection: str, text: str) -> int:
    """Write a memo about a reflection; returns its number, which `remove` takes. Raises Invalid, Unknown."""
    said = clean(text)
    if is_blank(said) or length(said) > LONGEST:
        raise Invalid({"memo": Message(later("A memo has between 1 and %(most)s characters."), {"most": LONGEST})})
    return store.write(
        lambda writing: _add(writing, programme_id, organizer_id, Thought(reflection, said, writing.now))
    )


def remove(store: Store, programme_id: int, organizer_id: int, memo: int) -> Thought:
    """Take one's own memo away; returns it, for `restore`. Raises Unknown."""
    return store.write(lambda writing: _remove(writing, programme_id, organizer_id, memo))


def restore(store: Store, programme_id: int, organizer_id: int, thought: Thought) -> int:
    """Put a memo back that was taken away; returns its new number. Raises Unknown."""
    return store.write(lambda writing: _add(writing, programme_id, organizer_id, thought))


def _add(writing: Writing, programme_id: int, organizer_id: int, thought: Thought) -> int:
    row = _reflection(writing.session, programme_id, thought.reflection)
    memo = Memo(reflection_id=row.id, organizer_id=organizer_id, text=thought.text, written_at=thought.at)
    writing.session.add(memo)
    writing.session.flush()
    return memo.id


def _remove(writing: Writing, programme_id: int, organizer_id: int, number: int) -> Thought:
    memo = writing.session.get(Memo, number)
    if memo is None or memo.organizer_id != organizer_id:
        raise Unknown
    row = writing.session.get_one(Reflection, memo.reflection_id)
    _reflection(writing.session, programme_id, row.public_id)
    writing.session.delete(memo)
    return Thought(row.public_id, memo.text, memo.written_at)


def _reflection(session: Session, programme_id: int, public_id: str) -> Reflection:
    row = session.scalar(
        select(Reflection)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(Conference.programme_id == programme_id, Reflection.public_id == public_id)
        .with_for_update(of=Reflection)
    )
    if row is None or row.revision == 0 or not visibility.kept_by_organizer(row):
        raise Unknown
    return row
