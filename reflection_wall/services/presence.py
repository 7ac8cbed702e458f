"""Presence: from the heartbeats of phones to whoever draws the room. Never a word of text, and nothing on disk: what is
known is forgotten as soon as a phone falls silent, and comes back with its next heartbeat."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

from reflection_wall.rules.presence import Heartbeat, Liveliness, together

SILENCE = 45.0
# More than sit at a table; where more are heard, the one that was silent longest makes room.
MOST_PHONES = 40


class Presence:
    """Every phone that has been heard lately, by table."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._heard: dict[int, dict[str, tuple[float, Heartbeat]]] = {}
        self._lock = threading.Lock()

    def hear(self, table_id: int, phone: str, beat: Heartbeat) -> None:
        """A phone of this table, by a random name of its own, says how it is."""
        with self._lock:
            phones = self._heard.setdefault(table_id, {})
            phones.pop(phone, None)  # so that the order is that of the last heartbeats
            if len(phones) >= MOST_PHONES:
                del phones[next(iter(phones))]
            phones[phone] = self._now(), beat

    def by_table(self) -> dict[int, Liveliness]:
        """How every table that was heard lately is getting on."""
        with self._lock:
            self._forget()
            return {
                table_id: together([beat for _, beat in phones.values()]) for table_id, phones in self._heard.items()
            }

    def _forget(self) -> None:
        then = self._now() - SILENCE
        lately = {
            table_id: {phone: heard for phone, heard in phones.items() if heard[0] > then}
            for table_id, phones in self._heard.items()
        }
        self._heard = {table_id: phones for table_id, phones in lately.items() if phones}
