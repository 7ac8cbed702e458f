"""Turns: from how many want the same slow thing to when it is whose turn. Who waits is held, and not sent away.

Nobody here knows who asks, so that whoever refuses the many refuses the one among them who has every right. In a line
each gets a turn, one after the other; only who would wait too long in it is told to come again. Counts live in memory.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LONGEST_LINE = 15.0
_MOST = 10_000


class Turns:
    """When each line is free again, by name."""

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self._now, self._sleep = now, sleep
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, *lines: tuple[str, float]) -> bool:
        """Wait until it is one's turn in all of these lines, each with the seconds between two turns of it; False at
        once where that is too long."""
        with self._lock:
            now = self._now()
            turn = max((self._free.get(line, now) for line, _ in lines), default=now)
            if turn - now > LONGEST_LINE:
                return False
            if len(self._free) >= _MOST:
                self._free.clear()
            self._free |= {line: max(turn, now) + between for line, between in lines}
        if turn > now:
            self._sleep(turn - now)
        return True
