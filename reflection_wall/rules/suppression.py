"""Suppression: which cells are too small to be told, so that a number never points at a few people.

A cell below five is not told (security-privacy, section 12, *Small groups*). What can be found by subtracting the rest
from a total has been told all the same, so the smallest of the rest is held back with it (secondary suppression:
Willenborg and de Waal, *Elements of Statistical Disclosure Control*, 2001, chapter 6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

SMALLEST = 5

Row = TypeVar("Row", bound=Hashable)
Cell = TypeVar("Cell", bound=Hashable)


def withheld(counts: Mapping[Cell, int], sensitive: Iterable[Cell] = ()) -> set[Cell]:
    """The cells of a table with a total that are not told one by one: the `sensitive`, the small, and as many of the
    next smallest as it takes until those withheld are together no small cell either, nor as many as so many small
    cells can be at most, which would tell each of them."""
    kept_back = {cell for cell, count in counts.items() if count < SMALLEST} | (set(sensitive) & set(counts))
    rest = sorted((cell for cell in counts if cell not in kept_back), key=lambda cell: counts[cell])
    while kept_back and rest and _told_by_sum([counts[cell] for cell in kept_back]):
        kept_back.add(rest.pop(0))
    return kept_back


def _told_by_sum(counts: Sequence[int]) -> bool:
    all_as_large_as_small_can_be = max(counts) < SMALLEST and sum(counts) == (SMALLEST - 1) * len(counts)
    return sum(counts) < SMALLEST or all_as_large_as_small_can_be


def steps(described: Mapping[Row, Sequence[Cell]]) -> dict[Row, int]:
    """How far each row has to be blurred: `described` gives its cells from the most telling to the least, and the
    answer is the index of the first that it shares with enough others who stand at that step; past the last: none.

    Rows that a finer cell takes are not counted for a coarser one, so that no coarse cell can be narrowed down by
    subtracting the finer ones within it. Where a few rows are left that share nothing with enough others, the smallest
    cell joins them, so that to say nothing of a row does not single it out.
    """
    placed: dict[Row, int] = {}
    taken: dict[tuple[int, Cell], list[Row]] = {}
    for step in range(max((len(cells) for cells in described.values()), default=0)):
        waiting = {row: cells[step] for row, cells in described.items() if row not in placed and step < len(cells)}
        sizes = Counter(waiting.values())
        for row, cell in waiting.items():
            if sizes[cell] >= SMALLEST:
                placed[row] = step
                taken.setdefault((step, cell), []).append(row)
    if taken and 0 < len(described) - len(placed) < SMALLEST:
        for row in min(taken.values(), key=len):
            del placed[row]
    return {row: placed.get(row, len(cells)) for row, cells in described.items()}
