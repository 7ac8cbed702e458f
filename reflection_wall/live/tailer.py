"""Tailer: from what was committed to every socket of this process. It is the only one that emits a change.

It reads through the same feed and the same visibility rule as everybody, after the commit, so nothing held can leak
through a socket, a crash between commit and emit heals by itself, and a lost bell costs one tick.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from reflection_wall.live.listeners import Listeners, room
from reflection_wall.rules.receipts import iso
from reflection_wall.services import admit, feed
from reflection_wall.services.feed import Audience, Head
from reflection_wall.store import Store, heads

log = logging.getLogger(__name__)

TICK = 1.0
PULSE = 5.0
DIGEST = 30.0


class Emit(Protocol):
    """How a message reaches a room: the direct path or the stock one."""

    def __call__(self, event: str, told: dict[str, Any], *, to: str, namespace: str) -> None: ...


Cut = Callable[[str, str], None]


class Tailer:
    """Follows every conference. `run` never ends; `tail` and `pulse` are single steps of it."""

    def __init__(
        self,
        store: Store,
        listeners: Listeners,
        emit: Emit,
        cut: Cut,
        heads_file: Path,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._store, self._listeners, self._emit, self._cut, self._now = store, listeners, emit, cut, now
        self._heads_file = heads_file
        self._bell = store.bell()
        self._told: dict[int, Head] = {}
        self._kept: heads.Heads = {}
        self._cannot_keep = False
        self._next_pulse = self._next_digest = 0.0

    def begin(self) -> None:
        """Take up where things stand: what was there before anybody could listen needs no telling, all later does."""
        self._told = self._present()

    def run(self) -> None:
        """Tail after every bell and every tick, pulse every few seconds, for as long as the process lives."""
        while True:
            self._bell.wait(TICK)
            self._bell.clear()
            try:
                self.tail()
                self.pulse()
            except Exception:  # a boundary: whatever it is, the next tick tries again, and walls poll meanwhile
                log.exception("the tailer could not read")

    def tail(self) -> None:
        """Tell every room what it has not been told yet; who lost the right to hear is cut off first."""
        self._cut_off_lapsed()
        present = self._present()
        for conference_id, head in present.items():
            told = self._told.get(conference_id, Head(head.epoch, 0))
            if told.epoch != head.epoch or told.last > head.last:
                told = Head(head.epoch, 0)
            if told.last < head.last:
                for audience in self._listeners.audiences(conference_id):
                    self._tell(conference_id, audience, told.last)
            self._told[conference_id] = head

    def pulse(self) -> None:
        """Every few seconds say how far each conference is, so that whoever missed something knows; tell a desk at once
        when its walls have come, gone or caught up, or another desk takes another share."""
        news = self._listeners.take_news()
        if self._now() < self._next_pulse:
            for conference_id in news & self._told.keys():
                if "desk" in self._listeners.audiences(conference_id):
                    self._pulse(conference_id, "desk", self._told[conference_id], with_digest=False)
            return
        self._next_pulse = self._now() + PULSE
        with_digest = self._now() >= self._next_digest
        if with_digest:
            self._next_digest = self._now() + DIGEST * random.uniform(0.8, 1.2)  # noqa: S311
        for conference_id, head in self._told.items():
            for audience in self._listeners.audiences(conference_id):
                self._pulse(conference_id, audience, head, with_digest=with_digest)

    def _cut_off_lapsed(self) -> None:
        held = self._listeners.pass_ids()
        if not held:
            return
        with self._store.reading() as session:
            lapsed = admit.lapsed(session, held, self._store.clock())
        for sid, audience in self._listeners.with_passes(lapsed):
            self._cut(sid, f"/{audience}")
            self._listeners.leave(sid)

    def _present(self) -> dict[int, Head]:
        with self._store.reading() as session:
            known = heads.heads(session)
            by_id = feed.heads_by_id(session)
        if known != self._kept:
            self._keep(known)
        return by_id

    def _keep(self, known: heads.Heads) -> None:
        """On a full disk what was hidden must still reach the walls: whoever restores a copy is helped later."""
        try:
            heads.keep(known, self._heads_file)
        except OSError:
            if not self._cannot_keep:
                log.exception("the heads could not be kept beside the database; this is tried again at every change")
            self._cannot_keep = True
            return
        self._kept, self._cannot_keep = known, False

    def _tell(self, conference_id: int, audience: Audience, after: int) -> None:
        while True:
            with self._store.reading() as session:
                frame = feed.frame(session, conference_id, after, audience, self._store.clock())
            self._emit("frame", frame, to=room(conference_id, audience), namespace=f"/{audience}")
            after = frame["to"]
            if after >= frame["head"]:
                return

    def _pulse(self, conference_id: int, audience: Audience, head: Head, *, with_digest: bool) -> None:
        told: dict[str, Any] = {
            "epoch": head.epoch,
            "head": head.last,
            "now": iso(self._store.clock()),
            "digest": None,
        }
        if with_digest and audience == "wall":
            with self._store.reading() as session:
                present = feed.head(session, conference_id)
                told |= {"epoch": present.epoch, "head": present.last, "digest": feed.digest(session, conference_id)}
        if audience == "desk":
            told["walls"] = self._listeners.walls(conference_id, head)
            told["desks"] = self._listeners.desks(conference_id)
        self._emit("pulse", told, to=room(conference_id, audience), namespace=f"/{audience}")
