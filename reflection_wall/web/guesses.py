"""Guesses: from how often a PIN or a password was guessed wrong to how long the next guess must wait.

Wrong guesses never close a pass or an account: whoever knows better waits some minutes at most. The wait is that of the
pass and not of who guesses, because no address is kept: whoever goes on guessing makes the owner wait as well, and a
pass that is guessed at without end has to be revoked.

Counts live in memory, for each pass or account. A guess counts before it is looked at, so that many at once are not all
free.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

FREE = 3
LONGEST_WAIT = 300
_MOST = 10_000


class Guesses:
    """The guesses since somebody last knew it, by pass or account."""

    def __init__(self, longest: int = LONGEST_WAIT) -> None:
        self._longest = longest
        self._made: dict[str, tuple[int, datetime]] = {}
        self._lock = threading.Lock()

    def take(self, who: str, now: datetime) -> int:
        """Count one guess and return 0, or count nothing and return the seconds to wait."""
        with self._lock:
            made, last = self._made.get(who, (0, now))
            # A clock that was set back makes nobody wait longer than the longest wait.
            left = min(self._pause(made), (last + timedelta(seconds=self._pause(made)) - now).total_seconds())
            if made and left > 0:
                return max(1, round(left))
            if len(self._made) >= _MOST:
                self._made.clear()
            self._made[who] = (made + 1, now)
            return 0

    def forget(self, who: str) -> None:
        """Somebody knew it."""
        with self._lock:
            self._made.pop(who, None)

    def _pause(self, made: int) -> int:
        """After the free ones 2 s, then twice as long each time."""
        return 0 if made < FREE else min(self._longest, int(2 ** min(made - FREE + 1, 20)))
