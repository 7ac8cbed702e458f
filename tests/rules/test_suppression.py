"""Small cells: nothing that points at a few people is told, and nothing that tells it by subtraction."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules.suppression import SMALLEST, steps, withheld

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12))


def test_a_small_cell_is_withheld_with_the_next_smallest() -> None:
    assert withheld({"many": 20, "some": 6, "few": 2}) == {"few", "some"}


def test_two_small_cells_that_are_many_together_are_enough() -> None:
    assert withheld({"many": 20, "few": 4, "others": 3}) == {"few", "others"}


def test_small_cells_that_can_only_be_as_large_as_they_can_be_get_company() -> None:
    assert withheld({"many": 20, "some": 6, "few": 4, "others": 4}) == {"few", "others", "some"}


def test_what_is_sensitive_is_withheld_however_large() -> None:
    assert withheld({"many": 20, "guarded": 9}, ["guarded"]) == {"guarded"}


def test_a_table_without_small_cells_is_told_whole() -> None:
    assert withheld({"a": 5, "b": 6}) == set()


@given(COUNTS, st.sets(st.sampled_from("abcdefgh")))
def test_no_small_cell_is_told_and_none_can_be_subtracted(counts: dict[str, int], sensitive: set[str]) -> None:
    hidden = withheld(counts, sensitive)
    told = {cell: count for cell, count in counts.items() if cell not in hidden}

    assert all(count >= SMALLEST for count in told.values())
    assert not told or not hidden or sum(counts[cell] for cell in hidden) >= SMALLEST
    few = [counts[cell] for cell in hidden]
    assert not told or not hidden or max(few) >= SMALLEST or sum(few) < (SMALLEST - 1) * len(few)


CELLS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=40)


@given(CELLS)
def test_every_cell_that_a_row_is_told_by_has_enough_others(cells: list[tuple[str, str]]) -> None:
    described = {n: ((name, region), (region,)) for n, (name, region) in enumerate(cells)}
    placed = steps(described)
    told = Counter(described[n][step] for n, step in placed.items() if step < 2)
    untold = sum(step == 2 for step in placed.values())

    assert set(placed) == set(described)
    assert all(count >= SMALLEST for count in told.values())
    assert not told or untold == 0 or untold >= SMALLEST


def test_a_row_says_as_much_as_it_can() -> None:
    described = dict.fromkeys(range(5), (("rural",), ("north",))) | dict.fromkeys(
        range(5, 10), (("urban",), ("north",))
    )

    assert steps(described) == dict.fromkeys(range(10), 0)


def test_a_few_rows_that_say_nothing_get_the_company_of_the_smallest_cell() -> None:
    described = dict.fromkeys(range(6), (("rural",), ("north",))) | dict.fromkeys(
        range(6, 11), (("urban",), ("north",))
    )

    assert steps(described | {11: (("small",), ("south",))}) == dict.fromkeys(range(6), 0) | dict.fromkeys(
        range(6, 12), 2
    )
