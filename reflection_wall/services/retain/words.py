"""Words: takes every word of some reflections out of the store, for good, and leaves their rows as tombstones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update

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

# All that belongs to a wording, or to what was made of it.
_AROUND: tuple[type[Any], ...] = (
    *(Revision, Translation, Note, Resonance, Signature, Grouping),
    *(Coding, Reviewed, Settlement, Memo, Quote, Deed),
)


def clear_rehearsal(store: Store, conference_id: int) -> int:
    """Erase every rehearsal reflection of a conference, verdicts and all; returns how many there were."""
    cleared = 0
    while taken := store.write(lambda writing: _clear(writing, conference_id)):
        cleared += taken
    return cleared


def take_words(writing: Writing, rows: Sequence[Reflection]) -> None:
    """Take every word of these away: all wordings, and what was said about them. Their rows stay, so that walls are
    told and their keys stay used up; who passed which verdict when stays, and why goes."""
    session, keys = writing.session, [row.id for row in rows]
    for around in _AROUND:
        session.execute(delete(around).where(around.reflection_id.in_(keys)))
    session.execute(update(Verdict).where(Verdict.reflection_id.in_(keys)).values(reason=None))
    for stage in session.scalars(select(Stage).where(Stage.reflection_id.in_(keys))):
        stage.reflection_id = None
        writing.changed(stage)
    for row in rows:
        row.state, row.shown_revision, row.show_at = "erased", None, None
        row.flags, row.pinned, row.version = [], False, row.version + 1
        writing.changed(row)


def _clear(writing: Writing, conference_id: int) -> int:
    """A few at a time, so that a live room waits for nobody."""
    rows = writing.session.scalars(
        select(Reflection)
        .where(Reflection.conference_id == conference_id, Reflection.source == "rehearsal")
        .where(Reflection.state != "erased")
        .limit(A_FEW)
    ).all()
    take_words(writing, rows)
    writing.session.execute(delete(Verdict).where(Verdict.reflection_id.in_([row.id for row in rows])))
    return len(rows)
