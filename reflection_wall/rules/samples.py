"""Samples: the invented reflections of a rehearsal, and the moments at which an audience would share them."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples" / "reflections.toml"


class Samples:
    """The sample reflections in an order of chance, each once before any comes again, in a table's own language."""

    def __init__(self) -> None:
        self._all: list[dict[str, Any]] = tomllib.loads(SAMPLES.read_text("utf-8"))["reflections"]
        self._left: list[dict[str, Any]] = []

    def next(self, locale: str) -> dict[str, Any]:
        """One for a table of this language; every other language counts as at home anywhere else."""
        if not self._left:
            self._left = random.sample(self._all, len(self._all))
        fits = [sample for sample in self._left if sample["lang"].startswith("fr") == (locale == "fr")]
        chosen = (fits or self._left)[0]
        self._left.remove(chosen)
        return chosen


def moment(n: int, each: int, seconds: float) -> float:
    """When a table shares its n-th of `each` within so many seconds: groups talk first, most share in the middle of
    their stretch."""
    stretch = seconds / each
    return n * stretch + random.triangular(0, stretch, stretch * 0.6)  # noqa: S311
