"""Erasing: one reflection, everywhere, because somebody asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Erasure, Reflection, Revision, Table
from reflection_wall.rules.cleaning import clean
from reflection_wall.rules.refusals import Message, Unknown, later
from reflection_wall.services.retain.beside import note
from reflection_wall.services.retain.words import take_words
from reflection_wall.store import Store, Writing

LONGEST_REASON = 300
NO_SUCH = later("No reflection of %(code)s has the reference %(reference)s.")


@dataclass(frozen=True)
class Erased:
    """What was erased and when; `already` when that was done before."""

    reference: str
    erased_at: datetime
    already: bool


@dataclass(frozen=True)
class Found:
    """A reflection that somebody means to erase, as they see it before it goes; without words when it has gone."""

    reference: str
    table: str
    words: str


def find(session: Session, conference_id: int, said: str) -> Found:
    """The reflection that goes by this reference, however it was said (“t7 gwtb”). Raises Unknown."""
    reference = "-".join(said.upper().replace("-", " ").split())
    row = session.execute(
        select(Reflection.reference, Table.label, Revision.text)
        .join(Table, Table.id == Reflection.table_id)
        .outerjoin(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .where(Reflection.conference_id == conference_id, func.upper(Reflection.reference) == reference)
    ).one_or_none()
    if row is None:
        raise _unknown(session, conference_id, said)
    return Found(row.reference, row.label, row.text or "")


def erase(store: Store, conference_id: int, reference: str, by: str, reason: str | None = None) -> Erased:
    """Erase the reflection with this reference, in whatever state, and write down by whom and why: never a word of it.

    The caller sees to it that the store empties its log (`Store.empty_log`). Raises Unknown, store.Unavailable.
    """
    why = clean(reason or "")[:LONGEST_REASON] or None
    done = store.write(lambda writing: _erase(writing, conference_id, reference.strip(), by, why))
    note(store, conference_id)
    return done


def _erase(writing: Writing, conference_id: int, reference: str, by: str, reason: str | None) -> Erased:
    session = writing.session
    row = session.scalar(
        select(Reflection)
        .where(Reflection.conference_id == conference_id, func.upper(Reflection.reference) == reference.upper())
        .with_for_update()
    )
    if row is None:
        raise _unknown(session, conference_id, reference)
    logged = session.scalar(
        select(Erasure).where(Erasure.conference_id == conference_id, Erasure.write_key_hash == row.write_key_hash)
    )
    if logged is not None and row.state == "erased":
        return Erased(row.reference, logged.erased_at, already=True)
    if row.state != "erased":
        take_words(writing, [row])
    session.add(
        Erasure(
            conference_id=conference_id,
            write_key_hash=row.write_key_hash,
            reference=row.reference,
            by=by,
            reason=reason,
            erased_at=writing.now,
        )
    )
    return Erased(row.reference, writing.now, already=False)


def _unknown(session: Session, conference_id: int, reference: str) -> Unknown:
    code = session.get_one(Conference, conference_id).code
    return Unknown(Message(NO_SUCH, {"code": code, "reference": reference[:40]}))
