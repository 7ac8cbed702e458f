"""Guesses: from how often a PIN was guessed wrong to how long the next guess must wait.

Wrong guesses never close a pass: whoever knows the PIN waits five minutes at most. The wait is that of the pass and not
of who guesses, because no address is kept: whoever goes on guessing makes the owner wait as well, and a pass that is
guessed at without end has to be revoked.

Counts live in memory, for each pass. A guess counts before it is looked at, so that many at once are not all free.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

FREE = 3
LONGEST_WAIT = 300
_MOST = 10_000


class Guesses:
    """The guesses since somebody last knew the PIN, by pass."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[int, datetime]] = {}
        self._lock = threading.Lock()

    def take(self, public_id: str, now: datetime) -> int:
        """Count one guess and return 0, or count nothing and return the seconds to wait."""
        with self._lock:
            made, last = self._made.get(public_id, (0, now))
            # A clock that was set back makes nobody wait longer than the longest wait.
            left = min(_pause(made), (last + timedelta(seconds=_pause(made)) - now).total_seconds())
            if made and left > 0:
                return max(1, round(left))
            if len(self._made) >= _MOST:
                self._made.clear()
            self._made[public_id] = (made + 1, now)
            return 0

    def forget(self, public_id: str) -> None:
        """Somebody knew the PIN."""
        with self._lock:
            self._made.pop(public_id, None)


def _pause(made: int) -> int:
    """After the free ones 2 s, then twice as long each time."""
    return 0 if made < FREE else min(LONGEST_WAIT, int(2 ** min(made - FREE + 1, 20)))
