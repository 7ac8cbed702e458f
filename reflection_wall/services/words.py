"""Words: from what is public now, and what the conference says of itself, to the words that tell most about the room.

Counting takes a while in a large room, so it is done once for each number of the feed, however many walls ask, and in
a native thread, so that a green server goes on answering everybody else.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Community, Conference, Programme, Prompt, Reflection, Revision, Wording
from reflection_wall.rules import keyness, visibility
from reflection_wall.rules.keyness import Said
from reflection_wall.store import Store
from reflection_wall.store.native import native_call


@dataclass(frozen=True)
class _Room:
    """All that is counted, as it stood at one number of the feed."""

    at: tuple[str, int]
    said: Sequence[Said]
    question: Sequence[str]
    background: Sequence[str]


class Words:
    """The telling words of every conference that somebody has asked for, as of the number they were counted at."""

    def __init__(self) -> None:
        self._counting = threading.Lock()
        self._kept: dict[int, dict[str, Any]] = {}

    def telling(self, store: Store, conference_id: int) -> dict[str, Any]:
        """`{"epoch", "head", "words": [{"term", "lang", "tables", "weight", "items", "forms"}]}`, at most 40 words."""
        with self._counting:
            kept = self._kept.get(conference_id)
            with store.reading() as session:
                at = _at(session, conference_id)
                if kept is not None and (kept["epoch"], kept["head"]) == at:
                    return kept
                room = _room(session, conference_id, at)
            self._kept[conference_id] = native_call(store.async_mode)(lambda: _counted(room))
            return self._kept[conference_id]


def _counted(room: _Room) -> dict[str, Any]:
    epoch, head = room.at
    found = keyness.telling(room.said, room.question, room.background)
    return {"epoch": epoch, "head": head, "words": [asdict(each) for each in found]}


def _at(session: Session, conference_id: int) -> tuple[str, int]:
    row = session.execute(select(Conference.epoch, Conference.last_seq).where(Conference.id == conference_id)).one()
    return row.epoch, row.last_seq


def _room(session: Session, conference_id: int, at: tuple[str, int]) -> _Room:
    programme = session.scalars(
        select(Programme)
        .join(Conference, Conference.programme_id == Programme.id)
        .where(Conference.id == conference_id)
    ).one()
    purposes = session.scalars(select(Community.purpose).where(Community.programme_id == programme.id))
    return _Room(
        at=at,
        said=_said(session, conference_id),
        question=_question(session, conference_id),
        background=[text for each in (programme.about, *purposes) for text in each.values()],
    )


def _said(session: Session, conference_id: int) -> list[Said]:
    """The words that are up and that walls may show, the oldest first, headlines with their texts."""
    rows = session.execute(
        select(Reflection.public_id, Reflection.table_id, Revision.headline, Revision.text, Revision.lang, *SEEN)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.shown_revision))
        .where(Reflection.conference_id == conference_id)
        .order_by(Reflection.shown_at, Reflection.id)
    )
    return [
        Said(row.public_id, row.table_id, f"{row.headline or ''}\n{row.text}", row.lang)
        for row in rows
        if visibility.visible(row)
    ]


def _question(session: Session, conference_id: int) -> list[str]:
    """What the tables are asked, in its present wording and every language."""
    wordings = session.scalars(
        select(Wording.text)
        .join(Prompt, (Prompt.id == Wording.prompt_id) & (Prompt.version == Wording.version))
        .where(Prompt.conference_id == conference_id)
    )
    return [text for each in wordings for text in each.values()]
