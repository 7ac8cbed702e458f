"""Heads: the newest numbers, kept beside the database, so that an older copy put in its place is noticed.

Walls hold a cursor. Had the server gone back in time without a new epoch, they would wait for numbers they have seen.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.store.door import Store
from reflection_wall.store.writing import Writing

Heads = dict[str, tuple[str, int]]


def new_epoch() -> str:
    """The name of a stretch of numbers that never went back."""
    return secrets.token_hex(4)


def heads(session: Session) -> Heads:
    """Epoch and newest number of every conference, by code."""
    rows = session.execute(select(Conference.code, Conference.epoch, Conference.last_seq))
    return {code: (epoch, last) for code, epoch, last in rows}


def keep(present: Heads, file: Path) -> None:
    """Write the heads down, whole or not at all."""
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(present), encoding="utf-8")
    draft.replace(file)


def begin_epochs(store: Store, file: Path) -> list[str]:
    """Give a new epoch to every conference that is behind what was written down; returns their codes."""
    known = _read(file)

    def renew(writing: Writing) -> list[str]:
        behind = []
        for conference in writing.session.scalars(select(Conference)):
            # Whatever its epoch: an older copy may bring an older one back, whose numbers some wall still holds.
            _, last = known.get(conference.code, ("", 0))
            if conference.last_seq < last:
                conference.epoch = new_epoch()
                behind.append(conference.code)
        return behind

    return store.write(renew)


def begin_epoch(store: Store, code: str | None = None) -> list[str]:
    """Give a new epoch to one conference, or to all: whoever follows starts afresh. Returns their codes."""

    def renew(writing: Writing) -> list[str]:
        chosen = select(Conference) if code is None else select(Conference).where(Conference.code == code)
        found = writing.session.scalars(chosen).all()
        for conference in found:
            conference.epoch = new_epoch()
        return [conference.code for conference in found]

    return store.write(renew)


def _read(file: Path) -> Heads:
    """What was written down; a file that is missing or garbled says nothing, and keeps nobody from starting."""
    try:
        written = json.loads(file.read_text("utf-8"))
        return {str(code): (str(epoch), int(last)) for code, (epoch, last) in written.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
