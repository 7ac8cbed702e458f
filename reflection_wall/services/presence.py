"""Presence: from the heartbeats of phones to whoever draws the room. Never a word of text, and nothing on disk.

A phone that is locked or out of reach says no more, and may hold words that nobody else has: the last that it said is
known for the rest of the day, with its age. Whoever came by the public code could be anybody, and says less.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

from reflection_wall.rules.presence import Heartbeat, Liveliness, Spoken, together

SILENCE = 45.0
DAY = 12 * 3600.0
# More than sit at a table; where more are heard, the one that was silent longest makes room, and one with words unsent
# after all others.
MOST_PHONES = 40

_Phones = dict[str, tuple[float, Heartbeat]]


class Presence:
    """Every phone that has been heard, by table."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._heard: dict[int, _Phones] = {}
        self._walk_ins: dict[int, _Phones] = {}
        self._lock = threading.Lock()

    def hear(self, table_id: int, phone: str, beat: Heartbeat, *, walk_in: bool = False) -> None:
        """A phone of this table, by a random name of its own, says how it is."""
        with self._lock:
            phones = (self._walk_ins if walk_in else self._heard).setdefault(table_id, {})
            phones.pop(phone, None)  # so that the order is that of the last heartbeats
            if len(phones) >= MOST_PHONES:
                del phones[min(phones, key=lambda name: phones[name][1].holds)]
            phones[phone] = self._now(), beat

    def by_table(self) -> dict[int, Liveliness]:
        """How every table that was heard today is getting on."""
        with self._lock:
            now = self._now()
            self._heard = _since(self._heard, now - DAY)
            self._walk_ins = _since(self._walk_ins, now - SILENCE)
            return {
                table_id: together(
                    [Spoken(beat, now - at, now - at < SILENCE) for at, beat in self._heard.get(table_id, {}).values()],
                    [beat for _, beat in self._walk_ins.get(table_id, {}).values()],
                )
                for table_id in self._heard.keys() | self._walk_ins.keys()
            }


def _since(heard: dict[int, _Phones], then: float) -> dict[int, _Phones]:
    lately = {
        table_id: {phone: said for phone, said in phones.items() if said[0] > then}
        for table_id, phones in heard.items()
    }
    return {table_id: phones for table_id, phones in lately.items() if phones}
