"""Limits: from who sends to how long they should wait. By device and table, never by address: a room shares one.

The sizes are those of security-privacy section 5. Counts live in memory; a limit delays a phone and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic


@dataclass(frozen=True)
class Allowance:
    """How many at once, and how many a minute in the long run."""

    burst: int
    per_minute: float


DEVICE = Allowance(5, 12)
TABLE = Allowance(20, 30)
CONFERENCE = Allowance(200, 6000)
NEW_DEVICES = Allowance(600, 1200)
# What phones do all the time, so that the allowance is several times what a full table needs.
HEARTBEATS = Allowance(60, 240)
MARKS = Allowance(40, 120)
DRAFTING = Allowance(20, 150)
TABLE_DRAFTING = Allowance(80, 900)

_MOST_BUCKETS = 20_000


class Limits:
    """Token buckets by name. Switched off, everything is allowed."""

    def __init__(self, on: bool, now: Callable[[], float] = monotonic) -> None:
        self._on, self._now = on, now
        self._buckets: dict[tuple[str, object], tuple[float, float]] = {}

    def wait(self, *wanted: tuple[str, object, Allowance]) -> int:
        """Take one token from each bucket `(kind, who, allowance)`: 0 when all had one, else the seconds to wait."""
        if not self._on:
            return 0
        now = self._now()
        left = {(kind, who): self._left(kind, who, size, now) for kind, who, size in wanted}
        waits = [
            ceil((1 - left[kind, who]) * 60 / size.per_minute) for kind, who, size in wanted if left[kind, who] < 1
        ]
        if waits:
            return max(waits)
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets.clear()
        for bucket, tokens in left.items():
            self._buckets[bucket] = (tokens - 1, now)
        return 0

    def _left(self, kind: str, who: object, size: Allowance, now: float) -> float:
        tokens, then = self._buckets.get((kind, who), (float(size.burst), now))
        return min(float(size.burst), tokens + (now - then) * size.per_minute / 60)
