"""Note: a private word from a desk to one table (“please leave the name out”), and from the store to that table's
phones."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Note, Reflection, Table
from reflection_wall.rules.cleaning import clean, is_blank, length
from reflection_wall.rules.receipts import iso
from reflection_wall.rules.refusals import NO_REFLECTION, Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

LONGEST = 300
TOLD = 20


def to_table(store: Store, conference_id: int, table_id: int, pass_id: int, text: str) -> None:
    """Write to a table about nothing in particular. Raises Invalid, Unknown, Archived."""
    said = _checked(text)
    store.write(lambda writing: _to_table(writing, conference_id, table_id, pass_id, said))


def about(store: Store, conference_id: int, public_id: str, pass_id: int, text: str) -> None:
    """Write to the table whose reflection this is, about it. Raises Invalid, Archived, Unknown."""
    said = _checked(text)
    store.write(lambda writing: _about(writing, conference_id, public_id, pass_id, said))


def told(session: Session, table_id: int) -> list[dict[str, Any]]:
    """What desks have told a table, newest first: `{"text", "at", "reference"}`."""
    rows = session.execute(
        select(Note, Reflection.reference)
        .outerjoin(Reflection, Reflection.id == Note.reflection_id)
        .where(Note.table_id == table_id)
        .order_by(Note.id.desc())
        .limit(TOLD)
    )
    return [{"text": note.text, "at": iso(note.written_at), "reference": reference} for note, reference in rows]


def _checked(text: str) -> str:
    said = clean(text)
    if is_blank(said) or length(said) > LONGEST:
        raise Invalid({"text": Message(later("A note has between 1 and %(most)s characters."), {"most": LONGEST})})
    return said


def _to_table(writing: Writing, conference_id: int, table_id: int, pass_id: int, text: str) -> None:
    table = writing.session.get(Table, table_id)
    if table is None or table.conference_id != conference_id:
        raise Unknown
    writing.session.add(Note(table_id=table.id, pass_id=pass_id, text=text, written_at=writing.now))
    writing.changed(writing.stage(conference_id))  # phones ask again when the number has moved


def _about(writing: Writing, conference_id: int, public_id: str, pass_id: int, text: str) -> None:
    writing.stage(conference_id)  # an archived conference takes no notes either
    row = writing.reflection(conference_id, public_id)
    if row.state == "erased":
        raise Unknown(Message(NO_REFLECTION))
    note = Note(table_id=row.table_id, reflection_id=row.id, pass_id=pass_id, text=text, written_at=writing.now)
    writing.session.add(note)
    writing.changed(row, quietly=True)
