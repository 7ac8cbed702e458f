"""Purging: every word of a conference, when its time is over, and the certificate that says so.

The conference is archived first, so that nothing comes in while it goes; then a few reflections at a time, so that a
room next door waits for nobody; the line in the log of erasures last. Killed half-way, it is simply done again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import (
    Conference,
    Deed,
    Erasure,
    Note,
    Pass,
    Programme,
    Reflection,
    Sieve,
    Table,
    Theme,
)
from reflection_wall.rules.cleaning import clean
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso
from reflection_wall.rules.refusals import Conflict, Message, later
from reflection_wall.services.retain.beside import note
from reflection_wall.services.retain.erasing import LONGEST_REASON
from reflection_wall.services.retain.words import A_FEW, take_words
from reflection_wall.store import Store, Writing

KEPT = later("%(code)s is kept for the records; nothing of it goes until that is lifted.")


def purge(
    store: Store, conference_id: int, by: str, reason: str | None = None, *, again: datetime | None = None
) -> int:
    """Take every word of a conference away, for good; returns how many reflections there were. A second time changes
    nothing. `again` is when it was done before, in a database that has been replaced: no hold stands against that.

    The caller sees to it that the store empties its log. Raises Conflict while it is kept for the records,
    store.Unavailable.
    """
    why = clean(reason or "")[:LONGEST_REASON] or None
    store.write(lambda writing: _archive(writing, conference_id, kept_counts=again is None))
    while True:
        while store.write(lambda writing: _some(writing, conference_id)):
            pass
        done = store.write(lambda writing: _finish(writing, conference_id, by, why, again))
        if done is not None:
            note(store, conference_id)
            return done


def certificate(session: Session, conference: Conference) -> dict[str, Any] | None:
    """What can be shown to whoever asks: what went, when, how much, by whom; None while nothing has been purged."""
    purged = _logged(session, conference.id)
    if purged is None:
        return None
    programme = session.get_one(Programme, conference.programme_id)
    before = select(func.count()).where(Erasure.conference_id == conference.id, Erasure.reference.is_not(None))
    return {
        "app": "reflection-wall",
        "certificate": "purge",
        "conference": conference.code,
        "programme": said(programme.title, conference.locale),
        "title": said(conference.title, conference.locale),
        "held_on": conference.held_on.isoformat() if conference.held_on else None,
        "purge_on": conference.purge_on.isoformat() if conference.purge_on else None,
        "purged_at": iso(purged.erased_at),
        "by": purged.by,
        "reason": purged.reason,
        "reflections": purged.reflections,
        "erased_before": session.scalar(before),
    }


def _archive(writing: Writing, conference_id: int, *, kept_counts: bool) -> None:
    conference = writing.session.get_one(Conference, conference_id, with_for_update=True)
    if conference.kept_for_records and kept_counts:
        raise Conflict(Message(KEPT, {"code": conference.code}))
    conference.state = "archived"


def _some(writing: Writing, conference_id: int) -> int:
    rows = writing.session.scalars(_left(conference_id).limit(A_FEW)).all()
    if rows:
        take_words(writing, rows)
    return len(rows)


def _finish(writing: Writing, conference_id: int, by: str, reason: str | None, again: datetime | None) -> int | None:
    """What belongs to no reflection goes last, with the line in the log; None where something has come meanwhile."""
    session, conference = writing.session, writing.session.get_one(Conference, conference_id)
    if session.scalars(_left(conference_id).limit(1)).first() is not None:
        return None
    tables = select(Table.id).where(Table.conference_id == conference_id)
    session.execute(delete(Note).where(Note.table_id.in_(tables)))
    session.execute(delete(Theme).where(Theme.conference_id == conference_id))
    session.execute(update(Pass).where(Pass.conference_id == conference_id).values(label=None))
    _forget_what_was_looked_for(session, conference)
    purged = _logged(session, conference_id)
    if purged is None:
        purged = Erasure(
            conference_id=conference_id,
            by=by,
            reason=reason,
            reflections=session.scalar(_gone(conference_id)) or 0,
            erased_at=again or writing.now,
        )
        session.add(purged)
    # Somebody may have opened it meanwhile.
    conference.state, conference.purged_at = "archived", purged.erased_at
    return purged.reflections


def _forget_what_was_looked_for(session: Session, conference: Conference) -> None:
    """A deed that can be taken back has the name of a theme in it, a kept filter the words that were searched for."""
    for deed in session.scalars(select(Deed).where(Deed.programme_id == conference.programme_id)):
        if deed.what.get("conference") == conference.id:
            session.delete(deed)
    for sieve in session.scalars(select(Sieve)):
        named = sieve.query.get("conferences", ())
        # One that names no conference was typed in any, so perhaps in this one.
        if sieve.query.get("text") and (not named or conference.code in named):
            session.delete(sieve)


def _left(conference_id: int) -> Any:
    return select(Reflection).where(Reflection.conference_id == conference_id, Reflection.state != "erased")


def _gone(conference_id: int) -> Any:
    """How many reflections this purge took: neither practice, nor what never arrived, nor what was erased before."""
    singly = select(Erasure.write_key_hash).where(
        Erasure.conference_id == conference_id, Erasure.write_key_hash.is_not(None)
    )
    return (
        select(func.count())
        .select_from(Reflection)
        .where(Reflection.conference_id == conference_id, Reflection.revision > 0)
        .where(Reflection.source != "rehearsal", Reflection.write_key_hash.not_in(singly))
    )


def _logged(session: Session, conference_id: int) -> Erasure | None:
    return session.scalar(select(Erasure).where(Erasure.conference_id == conference_id, Erasure.reference.is_(None)))
