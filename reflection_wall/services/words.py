"""Words: from what is public now, and what the conference says of itself, to the words that tell most about the room.

Counting takes a while in a large room, so it is done once for what walls were told last, however many walls ask, and
in a native thread, so that a green server goes on answering everybody else. While tables are writing, a count serves
for some seconds; what has gone from the walls is counted no longer at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Community, Conference, Programme, Prompt, Reflection, Revision, Stage, Wording
from reflection_wall.rules import keyness, visibility
from reflection_wall.rules.keyness import Said
from reflection_wall.store import Store
from reflection_wall.store.native import native_call

# A count serves for so many seconds while only new words come in.
SERVES = 5.0


@dataclass(frozen=True)
class _Room:
    """All that is counted, as it stood at one number of the feed."""

    at: _At
    said: Sequence[Said]
    question: Sequence[str]
    background: Sequence[str]


class _At(NamedTuple):
    """How far a conference has come, and the last of its changes that walls heard of."""

    epoch: str
    head: int
    public: int


@dataclass(frozen=True)
class _Count:
    """What was counted, as of which number, and when by the process's own clock."""

    words: list[dict[str, Any]]
    at: _At
    since: float


class Words:
    """The telling words of every conference that somebody has asked for, as of the number they were counted at."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._counting: dict[int, threading.Semaphore] = {}
        self._kept: dict[int, _Count] = {}

    def telling(self, store: Store, conference_id: int) -> dict[str, Any]:
        """`{"epoch", "head", "fresh", "words": [{"term", "lang", "tables", "weight", "items", "forms"}]}`, at most 40
        words; not fresh when more has been said since, and it is worth asking again in a while."""
        with self._counting.setdefault(conference_id, threading.Semaphore()):
            kept = self._kept.get(conference_id)
            with store.reading() as session:
                at = _at(session, conference_id)
                if kept is not None and self._serves(session, conference_id, kept, at):
                    return _told(kept, at)
                room = _room(session, conference_id, at)
            words = native_call(store.async_mode)(lambda: _counted(room))
            self._kept[conference_id] = _Count(words, at, self._now())
            return _told(self._kept[conference_id], at)

    def _serves(self, session: Session, conference_id: int, kept: _Count, at: _At) -> bool:
        if kept.at.epoch != at.epoch or kept.at.public > at.public:
            return False
        if kept.at.public == at.public:
            return True
        return self._now() - kept.since < SERVES and not _gone(session, conference_id, kept.at.public)


def _told(count: _Count, at: _At) -> dict[str, Any]:
    fresh = count.at.public == at.public
    return {"epoch": at.epoch, "head": count.at.head, "fresh": fresh, "words": count.words}


def _counted(room: _Room) -> list[dict[str, Any]]:
    return [asdict(each) for each in keyness.telling(room.said, room.question, room.background)]


def _at(session: Session, conference_id: int) -> _At:
    row = session.execute(select(Conference.epoch, Conference.last_seq).where(Conference.id == conference_id)).one()
    cards = session.scalar(select(func.max(Reflection.public_seq)).where(Reflection.conference_id == conference_id))
    stage = session.scalar(select(Stage.changed_seq).where(Stage.conference_id == conference_id))
    return _At(row.epoch, row.last_seq, max(cards or 0, stage or 0))


def _gone(session: Session, conference_id: int, since: int) -> bool:
    """Whether walls have lost anything since this number, or what it says has changed."""
    changed = session.execute(
        select(Reflection.was_public, Reflection.version, *SEEN).where(
            Reflection.conference_id == conference_id, Reflection.public_seq > since
        )
    )
    return any(row.was_public and (row.version > 1 or not visibility.visible(row)) for row in changed)


def _room(session: Session, conference_id: int, at: _At) -> _Room:
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
