"""Likeness: groups of vectors that point the same way on average, checked by hand and against the definition."""

from __future__ import annotations

from itertools import combinations
from math import cos, radians, sin
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reflection_wall.rules import likeness
from reflection_wall.rules.keyness import Said

Vectors = NDArray[Any]


def grouped(vectors: list[tuple[float, float]] | Vectors, *langs: str, compared: int = 4000) -> list[list[int]]:
    """The groups of these vectors, each of a table of its own; all in English, if nothing else is said."""
    said = [Said(str(n), n, "", lang) for n, lang in enumerate(langs or ["en"] * len(vectors))]
    return likeness.grouped(said, np.array(vectors, np.float32).reshape(len(said), -1), compared)


def at(*degrees: float) -> list[tuple[float, float]]:
    """Vectors of length 1 that point there."""
    return [(cos(radians(each)), sin(radians(each))) for each in degrees]


def by_definition(vectors: Vectors, least: float) -> list[list[int]]:
    """Average linkage as it is defined: the two groups most alike become one, until none are alike enough."""
    seen = vectors - vectors.mean(axis=0)
    seen /= np.linalg.norm(seen, axis=1, keepdims=True)
    alike, groups = seen @ seen.T, [[n] for n in range(len(vectors))]
    while len(groups) > 1:
        best, one, two = max((alike[np.ix_(a, b)].mean(), a, b) for a, b in combinations(groups, 2))
        if best < least:
            break
        groups = [each for each in groups if each not in (one, two)] + [one + two]
    return sorted(sorted(group) for group in groups)


def test_what_points_the_same_way_belongs_together() -> None:
    assert grouped(at(0, 180, 10, 190)) == [[0, 2], [1, 3]]


def test_it_is_the_average_that_counts_and_not_the_nearest_two() -> None:
    # In a pair cos 50° = 0.64. Nearest of two pairs: cos 70° = 0.34. Their average: (cos 120° + cos 170° + cos 70° +
    # cos 120°) / 4 = -0.41, under 0.1 - 1/5 = -0.1.
    assert grouped(at(0, 50, 120, 170, 240, 290)) == [[0, 1], [2, 3], [4, 5]]


def test_neither_the_language_nor_what_all_have_in_common_makes_two_alike() -> None:
    assert grouped([(5, 1), (5, -1), (-5, 1), (-5, -1)], "en", "en-CA", "fr", "fr-CA") == [[0, 2], [1, 3]]


def test_what_is_alone_in_its_language_is_like_nothing() -> None:
    assert [4] in grouped([*at(0, 1, 180, 181), (1, 0)], "en", "en", "en", "en", "cr")


def test_the_same_said_by_all_is_no_group_made_of_rounding() -> None:
    assert grouped([(0.1, 0.7)] * 7) == [[n] for n in range(7)]


def test_of_too_many_each_other_one_joins_what_it_is_most_like_or_nothing() -> None:
    # Compared are 0, 2, 4 … 40: ten of each direction and the one that points up. What points down is like none.
    found = grouped([*at(0) * 20, *at(180) * 20, *at(90, 270)], compared=21)

    assert found == [[*range(20)], [*range(20, 40)], [40]]


@pytest.mark.parametrize("seed", range(6))
def test_following_neighbours_finds_the_groups_of_the_definition(seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(30, 5)).astype(np.float32)

    assert grouped(vectors) == by_definition(vectors, likeness.LEAST - 1 / 29)
    assert len(grouped(vectors)) < 30


@pytest.mark.parametrize("number", [1, 2])
def test_hardly_anything_said_is_no_group(number: int) -> None:
    assert grouped(at(*range(0, 90 * number, 90))) == [[n] for n in range(number)]


def test_the_gist_is_what_is_left_without_the_words_of_every_text() -> None:
    assert likeness.gist([Said("a", 1, "We meet the Elders, and all of us listen.", "en")]) == ["meet Elders listen"]
