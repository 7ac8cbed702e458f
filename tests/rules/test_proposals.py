"""Proposals of themes: reflections that share telling terms, and no name but these terms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules import keyness
from reflection_wall.rules.keyness import Said, Term
from reflection_wall.rules.proposals import Proposal, described, proposed, together

TEXTS = [
    "We will plan land-based learning with Elders.",
    "Families know why attendance falls.",
    "Elders lead our land-based learning.",
    "We call families about attendance.",
    "Nothing like the others.",
]
SAID = [Said(str(n), n, text, "en") for n, text in enumerate(TEXTS)]


def term(word: str, *items: str) -> Term:
    """A telling term and the reflections that say it."""
    return Term(word, "en", len(items), 1.0, items, (word,))


def said(*tables: int) -> list[Said]:
    """A reflection of each of these tables, in this order, called by its place."""
    return [Said(str(n), table, "") for n, table in enumerate(tables)]


def test_reflections_that_share_terms_are_proposed_with_these_terms() -> None:
    found = proposed(SAID, keyness.telling(SAID, [], []))

    assert [({*each.terms}, each.items, each.tables) for each in found] == [
        ({"land-based learning", "Elders"}, ("0", "2"), 2),
        ({"families", "attendance"}, ("1", "3"), 2),
    ]


def test_a_term_joins_the_first_group_with_which_it_has_a_third_in_common() -> None:
    terms = [term("a", "0", "1"), term("b", "2", "3"), term("c", "1", "2", "0", "3"), term("d", "3", "4", "5", "6")]

    assert [(each.terms, each.items) for each in proposed(said(*range(7)), terms)] == [
        (("a", "c"), ("0", "1", "2", "3")),
        (("b",), ("2", "3")),
        (("d",), ("3", "4", "5", "6")),
    ]


def test_one_table_alone_is_no_theme_however_much_it_wrote() -> None:
    assert proposed(said(7, 7, 7), [term("a", "0", "1", "2")]) == []


def test_there_are_so_many_proposals_and_so_many_terms_in_each() -> None:
    many = [term(str(n), str(2 * n), str(2 * n + 1)) for n in range(20)]
    alike = [term(str(n), "0", "1") for n in range(20)]

    assert len(proposed(said(*range(40)), many)) == 12
    assert [len(each.terms) for each in proposed(said(0, 1), alike)] == [8]


def test_nothing_said_is_nothing_proposed() -> None:
    assert proposed([], []) == []


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, unique=True), max_size=12))
def test_every_proposal_holds_exactly_what_its_terms_are_said_in(terms: list[list[int]]) -> None:
    room = said(*range(10))
    known = [term(str(n), *map(str, items)) for n, items in enumerate(terms)]
    found = proposed(room, known)
    items = {each.term: set(each.items) for each in known}

    assert all(set(each.items) >= set().union(*(items[name] for name in each.terms)) for each in found)
    assert all(isinstance(each, Proposal) and each.tables == len(each.items) >= 2 for each in found)


def test_groups_stand_in_the_order_of_how_many_tables_they_have() -> None:
    room = said(1, 1, 1, 2, 3, 4, 5, 6)

    assert together(room, [[0, 1, 2], [3, 4], [5, 6, 7], [0]]) == [[5, 6, 7], [3, 4]]
    assert len(together(said(*range(40)), [[n, n + 1] for n in range(0, 40, 2)])) == 12


def test_a_group_is_described_by_its_terms_and_its_tables() -> None:
    assert described(said(4, 5, 5), [0, 2], [term("a"), term("b")]) == Proposal(("a", "b"), ("0", "2"), 2)
