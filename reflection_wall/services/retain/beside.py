"""Beside: the log of erasures once more, in a file beside the database, for the day on which that is lost or damaged:
whatever backup is restored then learns from it what to forget. It has keys as the database has them, hashed, references
and names of who erased, and neither words nor reasons.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Erasure
from reflection_wall.store import Store, lines

log = logging.getLogger(__name__)

FILE = "erasures.jsonl"
_KEPT = (Erasure.write_key_hash, Erasure.reference, Erasure.by, Erasure.reflections, Erasure.erased_at)


def note(store: Store, conference_id: int) -> None:
    """Add to the file what it does not have yet. What cannot be written is erased all the same: the next erasure tries
    again."""
    file = store.folder / FILE
    with store.reading() as session:
        listed = _listed(session, conference_id)
    known = {_which(line) for line in lines.read(file)}
    try:
        lines.add(file, [line for line in listed if _which(line) not in known])
    except OSError:
        log.exception("%s could not be written", file)


def noted(folder: Path) -> list[dict[str, Any]]:
    """What the file says: `{"code", "began", "write_key_hash", "reference", "by", "reflections", "erased_at"}` of each
    erasure, the moments as such. A line that says less is left out."""
    found = []
    for line in lines.read(folder / FILE):
        try:
            moments = {name: datetime.fromisoformat(line[name]) for name in ("began", "erased_at")}
            found.append({name: line[name] for name in ("code", *(column.key for column in _KEPT))} | moments)
        except (KeyError, TypeError, ValueError):
            continue
    return found


def _listed(session: Session, conference_id: int) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Conference.code, Conference.created_at.label("began"), *_KEPT)
        .join(Conference, Conference.id == Erasure.conference_id)
        .where(Conference.id == conference_id)
        .order_by(Erasure.id)
    )
    moments = ("began", "erased_at")
    return [
        {name: value.isoformat() if name in moments else value for name, value in row._mapping.items()} for row in rows
    ]


def _which(line: dict[str, Any]) -> tuple[Any, ...]:
    """What tells one erasure from another. A code may be used again, in a database that was begun afresh."""
    return tuple(line.get(name) for name in ("code", "began", "write_key_hash"))
