"""Resonate: from a table to another table's reflection (“resonates with us”), and from a phone to its own table's
(“that's us”). The numbers are for the desk and for the table that wrote, never for walls."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Reflection, Resonance, Signature, Table
from reflection_wall.rules import keys, moderation, visibility
from reflection_wall.rules.refusals import NO_REFLECTION, Forbidden, Message, Unknown, later
from reflection_wall.store import Store, Writing

MOST_SIGNATURES = 30
SWITCHED_OFF = later("“Resonates with us” is switched off.")
OWN_WORDS = later("These are your own table’s words.")


def resonate(store: Store, table: Table, public_id: str, *, resonates: bool) -> None:
    """Say, or no longer say, that another table's reflection resonates with this one: once for each table.

    Raises Unknown for what walls do not show, Forbidden for one's own words or where it is switched off, Archived.
    """
    store.write(lambda writing: _resonate(writing, table, public_id, resonates))


def resonated(session: Session, table_id: int) -> list[str]:
    """The public ids of what resonates with a table."""
    statement = select(Reflection.public_id).join(Resonance, Resonance.reflection_id == Reflection.id)
    return list(session.scalars(statement.where(Resonance.table_id == table_id)))


def sign(store: Store, table: Table, public_id: str, phone: str) -> int:
    """Let another phone of the table, by a random name of its own, stand behind its reflection; returns how many do.

    Raises Unknown for another table's and for what was taken back, Archived.
    """
    return store.write(lambda writing: _sign(writing, table, public_id, keys.kept(phone)))


def _resonate(writing: Writing, table: Table, public_id: str, resonates: bool) -> None:
    writing.stage(table.conference_id)  # an archived conference takes no more
    row = writing.reflection(table.conference_id, public_id)
    if not visibility.visible(row):
        raise Unknown(Message(NO_REFLECTION))
    if row.table_id == table.id:
        raise Forbidden(Message(OWN_WORDS))
    if not writing.session.get_one(Conference, table.conference_id).resonance:
        raise Forbidden(Message(SWITCHED_OFF))
    held = writing.session.get(Resonance, (row.id, table.id))
    if resonates and held is None:
        writing.session.add(Resonance(reflection_id=row.id, table_id=table.id, given_at=writing.now))
    elif not resonates and held is not None:
        writing.session.delete(held)
    else:
        return
    writing.changed(row, quietly=True)


def _sign(writing: Writing, table: Table, public_id: str, signer_hash: str) -> int:
    writing.stage(table.conference_id)
    row = writing.reflection(table.conference_id, public_id)
    if row.table_id != table.id or row.state in moderation.FINAL:
        raise Unknown(Message(NO_REFLECTION))
    signed = writing.session.scalars(select(Signature.signer_hash).where(Signature.reflection_id == row.id)).all()
    if signer_hash in signed or len(signed) >= MOST_SIGNATURES:
        return len(signed)
    writing.session.add(Signature(reflection_id=row.id, signer_hash=signer_hash, given_at=writing.now))
    writing.changed(row, quietly=True)
    return len(signed) + 1
