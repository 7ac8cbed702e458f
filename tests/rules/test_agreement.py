"""Agreement: against published worked examples, and against what every such measure must keep to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules.agreement import Matched, alpha, kappa, matched, percent

YES_NO = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30)
SOME = st.lists(st.tuples(*[st.sampled_from([None, "a", "b", "c"])] * 3), max_size=20)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda at: (at[0], sum(at))), max_size=6)


def coders(table: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """What two coders said, from a table of how often one said the row while the other said the column."""
    said = [(a, b) for a, row in enumerate(table) for b, many in enumerate(row) for _ in range(many)]
    return [a for a, _ in said], [b for _, b in said]


def read(line: str) -> list[str | None]:
    """What a coder said, as printed: a dot where nothing."""
    return [None if value == "." else value for value in line.split()]


# ── Published worked examples ──


def test_kappa_of_cohen_s_own_example() -> None:
    """Cohen (1960), Table 2: 200 patients, κ = .492."""
    one, two = coders([[88, 14, 18], [10, 40, 10], [2, 6, 12]])

    assert kappa(one, two) == pytest.approx(0.492, abs=0.0005)
    assert percent(one, two) == 0.7


def test_kappa_of_the_textbook_s_example() -> None:
    """Fleiss, J. L., Levin, B., & Paik, M. C. (2003). Statistical methods for rates and proportions (3rd ed.), Table
    18.1: 100 subjects, three diagnoses, pₒ = .89, pₑ = .66, κ = .68."""
    one, two = coders([[75, 1, 4], [5, 4, 1], [0, 0, 10]])

    assert kappa(one, two) == pytest.approx(0.23 / 0.34)
    assert percent(one, two) == 0.89


def test_alpha_of_binary_data_of_two_observers() -> None:
    """Krippendorff (2011), A: α = 0.095."""
    meg, owen = read("0 1 0 0 0 0 0 0 1 0"), read("1 1 1 0 0 1 0 0 0 0")

    assert alpha([meg, owen]) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_nominal_data_of_two_observers() -> None:
    """Krippendorff (2011), B: α = 0.692."""
    ben, gerry = read("a a b b d c c c e d d a"), read("b a b b b c c c e d d d")

    assert alpha([ben, gerry]) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_nominal_data_of_four_observers_with_missing_values() -> None:
    """Krippendorff (2011), C: α = 0.743."""
    observers = [
        read("1 2 3 3 2 1 4 1 2 . . ."),
        read("1 2 3 3 2 2 4 1 2 5 . 3"),
        read(". 3 3 3 2 3 4 2 2 5 1 ."),
        read("1 2 3 3 2 4 4 1 2 5 1 ."),
    ]

    assert alpha(observers) == pytest.approx(0.743, abs=0.0005)


# ── What has no answer ──


@pytest.mark.parametrize("said", [[], [True] * 5, [False] * 5], ids=["nothing", "all", "none"])
def test_without_variation_there_is_no_kappa_and_no_alpha(said: list[bool]) -> None:
    assert (kappa(said, said), alpha([said, said])) == (None, None)


def test_kappa_is_nought_where_one_gave_it_to_all_and_the_other_to_some() -> None:
    assert kappa([True] * 4, [True, True, False, False]) == 0


def test_what_only_one_has_judged_does_not_count() -> None:
    one, two = [True, False, None, True, True], [True, False, True, None, False]

    assert percent(one, two) == pytest.approx(2 / 3)
    assert kappa(one, two) == kappa([True, False, True], [True, False, False])
    assert alpha([one, two]) == alpha([[True, False, True], [True, False, False]])


def test_two_who_have_judged_nothing_in_common_agree_on_nothing() -> None:
    assert (percent([True, None], [None, True]), alpha([[True, None], [None, True]])) == (None, None)


# ── What every measure keeps to ──


@given(YES_NO)
def test_kappa_and_alpha_lie_between_minus_one_and_one(pairs: list[tuple[bool, bool]]) -> None:
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    for measure in (kappa(one, two), alpha([one, two])):
        assert measure is None or -1 <= measure <= 1


@given(YES_NO)
def test_it_does_not_matter_who_is_first_nor_which_answer_is_called_yes(pairs: list[tuple[bool, bool]]) -> None:
    one, two = [a for a, _ in pairs], [b for _, b in pairs]

    assert kappa(one, two) == kappa(two, one) == kappa([not a for a in one], [not b for b in two])
    assert alpha([one, two]) == alpha([two, one]) == alpha([[not a for a in one], [not b for b in two]])
    assert percent(one, two) == percent(two, one)


@given(YES_NO)
def test_one_means_that_all_is_agreed(pairs: list[tuple[bool, bool]]) -> None:
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    varied = len({*one, *two}) == 2

    assert (kappa(one, two) == 1) == (alpha([one, two]) == 1) == (varied and one == two)


@given(YES_NO)
def test_alpha_of_two_is_scott_s_pi_made_right_for_few_units(pairs: list[tuple[bool, bool]]) -> None:
    """Krippendorff (2018), ch. 12: α = π + (1 − π) / 2N, for two coders without missing values."""
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    yes = (sum(one) + sum(two)) / (2 * len(pairs))
    chance = yes**2 + (1 - yes) ** 2
    found = alpha([one, two])
    if found is not None:
        pi = (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance)
        assert found == pytest.approx(pi + (1 - pi) / (2 * len(pairs)))


@given(SOME, st.randoms())
def test_alpha_asks_neither_for_the_order_of_coders_nor_of_units(units: list[Any], chance: random.Random) -> None:
    shuffled = chance.sample(units, len(units))
    if units:
        found = {alpha(list(zip(*(order(unit) for unit in some), strict=True))) for some in (units, shuffled)
                 for order in (tuple, lambda unit: unit[::-1])}  # fmt: skip
        assert len(found) == 1


@given(SOME)
def test_alpha_is_one_minus_observed_over_expected_disagreement(units: list[Any]) -> None:
    """The definition itself, α = 1 − Dₒ / Dₑ, pair by pair."""
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    values = [value for unit in kept for value in unit]
    expected = sum(a != b for a, b in permutations(values, 2)) / max(len(values) - 1, 1)
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in kept)

    found = alpha(list(zip(*units, strict=True)))
    assert found == (None if expected == 0 else pytest.approx(1 - observed / expected))


# ── Passages ──


@pytest.mark.parametrize(
    ("one", "two", "met"),
    [
        ([(0, 10)], [(0, 10)], Matched(1, 0, 0)),
        ([(0, 10)], [(5, 10)], Matched(1, 0, 0)),  # exactly half
        ([(0, 10)], [(6, 10)], Matched(0, 1, 1)),  # less than half
        ([(0, 10)], [(4, 14)], Matched(0, 1, 1)),  # 6 of 14
        ([(0, 10)], [], Matched(0, 1, 0)),
        ([(0, 5), (5, 10)], [(0, 10)], Matched(1, 0, 0)),  # two that touch are one
        ([(0, 6), (4, 10)], [(0, 10)], Matched(1, 0, 0)),
        ([(0, 10), (20, 30)], [(20, 30)], Matched(1, 1, 0)),
        ([(0, 10)], [(0, 5), (6, 10)], Matched(1, 0, 1)),  # no passage agrees with two
    ],
)
def test_passages_agree_when_they_share_at_least_half(one: Any, two: Any, met: Matched) -> None:
    assert matched(one, two) == met


def test_the_agreement_on_passages_is_the_f_measure() -> None:
    assert (Matched(3, 1, 2).agreement, Matched().agreement) == (pytest.approx(6 / 9), None)


@given(SPANS, SPANS)
def test_who_is_first_does_not_matter_for_passages(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    there, back = matched(one, two), matched(two, one)

    assert (there.both, there.first, there.second) == (back.both, back.second, back.first)


@given(SPANS)
def test_whoever_marks_the_same_agrees(spans: list[tuple[int, int]]) -> None:
    assert matched(spans, spans).agreement == (1 if spans else None)
