"""Retain: takes what was only practice out of the store, for good; tombstones stay that no late PUT can revive."""

from __future__ import annotations

from sqlalchemy import delete, select

from reflection_wall.models import (
    Coding,
    Deed,
    Grouping,
    Memo,
    Note,
    Quote,
    Reflection,
    Resonance,
    Reviewed,
    Revision,
    Settlement,
    Signature,
    Stage,
    Translation,
    Verdict,
)
from reflection_wall.store import Store, Writing

A_FEW = 200

# What is kept of a reflection beside its row, by rooms and by the office.
_AROUND = (
    *(Revision, Verdict, Translation, Note, Resonance, Signature, Grouping),
    *(Coding, Reviewed, Settlement, Memo, Quote, Deed),
)


def clear_rehearsal(store: Store, conference_id: int) -> int:
    """Erase every rehearsal reflection of a conference; returns how many there were."""
    cleared = 0
    while taken := store.write(lambda writing: _clear(writing, conference_id)):
        cleared += taken
    return cleared


def _clear(writing: Writing, conference_id: int) -> int:
    """A few at a time, so that a live room waits for nobody."""
    rows = writing.session.scalars(
        select(Reflection)
        .where(Reflection.conference_id == conference_id, Reflection.source == "rehearsal")
        .where(Reflection.state != "erased")
        .limit(A_FEW)
    ).all()
    for row in rows:
        _erase(writing, row)
    return len(rows)


def _erase(writing: Writing, row: Reflection) -> None:
    """Take every word of a reflection away. Its row stays, so that walls are told and its key stays used up."""
    session = writing.session
    for around in _AROUND:
        session.execute(delete(around).where(around.reflection_id == row.id))
    stage = session.get_one(Stage, row.conference_id)
    if stage.reflection_id == row.id:
        stage.reflection_id = None
        writing.changed(stage)
    row.state, row.shown_revision, row.show_at = "erased", None, None
    row.flags, row.version = [], row.version + 1
    writing.changed(row)
