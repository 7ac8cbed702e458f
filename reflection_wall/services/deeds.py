"""Deeds: the last thing that an organizer did to what was said, kept in the store, so that they can take it back from
whatever page and whichever process comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Deed, Reflection
from reflection_wall.store import Store, Writing

# What was done before a night's sleep is no longer what somebody did last.
LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class Last:
    """The last deed: of which kind, and what takes it back, as plain values. `reflection` is whose words are in it."""

    kind: str
    what: Mapping[str, Any]
    reflection: str | None = None


def keep(store: Store, programme_id: int, organizer_id: int, last: Last) -> None:
    """Keep a deed instead of the one before."""
    store.write(lambda writing: _keep(writing, programme_id, organizer_id, last))


def last(session: Session, programme_id: int, organizer_id: int, now: datetime) -> Last | None:
    """What somebody did last in a programme, unless it was too long ago."""
    row = session.get(Deed, organizer_id)
    if row is None or row.programme_id != programme_id or now - row.done_at > LONGEST:
        return None
    return Last(row.kind, row.what)


def forget(store: Store, organizer_id: int) -> None:
    """Keep it no longer."""
    store.write(lambda writing: _forget(writing, organizer_id))


def _keep(writing: Writing, programme_id: int, organizer_id: int, last: Last) -> None:
    within = select(Reflection.id).join(Conference).where(Conference.programme_id == programme_id)
    about = last.reflection and writing.session.scalar(within.where(Reflection.public_id == last.reflection))
    writing.session.merge(
        Deed(
            organizer_id=organizer_id,
            programme_id=programme_id,
            kind=last.kind,
            what=dict(last.what),
            reflection_id=about,
            done_at=writing.now,
        )
    )


def _forget(writing: Writing, organizer_id: int) -> None:
    row = writing.session.get(Deed, organizer_id)
    if row is not None:
        writing.session.delete(row)
