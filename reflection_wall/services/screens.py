"""Screens: from the requests of walls that have no socket to how far each of them has come, for the desk's count.

Nothing is on disk: a wall that has not asked for a while is forgotten, and comes back when it asks again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

# A wall without a socket asks every 3 s; one that was not heard for three times as long is gone.
LATELY = 10.0
# More than hang in a ballroom; where more are heard, the one that was silent longest makes room.
MOST_SCREENS = 200


class Screens:
    """Every wall that has asked for its changes lately, by a random name of its own."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._asked: dict[int, dict[str, tuple[float, int]]] = {}
        self._lock = threading.Lock()

    def asked(self, conference_id: int, screen: str, after: int) -> None:
        """A wall asks what came after a number: so far it has shown everything."""
        with self._lock:
            screens = self._asked.setdefault(conference_id, {})
            screens.pop(screen, None)  # so that the order is that of the last requests
            if len(screens) >= MOST_SCREENS:
                del screens[next(iter(screens))]
            screens[screen] = self._now(), after

    def lately(self, conference_id: int) -> dict[str, int]:
        """How far each wall has come that asked lately."""
        then = self._now() - LATELY
        with self._lock:
            screens = self._asked.get(conference_id, {})
            lately = {screen: heard for screen, heard in screens.items() if heard[0] > then}
            self._asked[conference_id] = lately
        return {screen: after for screen, (_, after) in lately.items()}
