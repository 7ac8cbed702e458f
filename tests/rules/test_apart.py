"""Apart: the words that tell a group from the rest of the room."""

from __future__ import annotations

from reflection_wall.rules import apart
from reflection_wall.rules.keyness import Said

SAID = [
    Said(str(n), n, text, "en")
    for n, text in enumerate(
        [
            "Students meet Elders on the land.",
            "Elders tell students of the land.",
            "The budget leaves students behind.",
            "Students know nothing of a budget.",
        ]
    )
]


def words(*groups: list[int], question: str = "") -> list[list[str]]:
    """The terms of each group, in their order."""
    return [[term.term for term in terms] for terms in apart.telling(SAID, groups, [question])]


def test_a_group_is_told_by_what_the_rest_does_not_say() -> None:
    land, money = words([0, 1], [2, 3])

    assert (set(land[:2]), money[0]) == ({"Elders", "land"}, "budget")
    assert "budget" not in land


def test_what_was_asked_tells_nothing() -> None:
    assert words([0, 1], question="What do Elders say?") == [["land"]]


def test_a_group_without_a_word_in_common_has_words_all_the_same() -> None:
    assert set(words([0], [2, 3])[0]) == {"Elders", "land", "meet", "Students"}


def test_there_are_so_many_at_most() -> None:
    assert [len(terms) for terms in apart.telling(SAID, [[0, 1]], [], most=1)] == [1]


def test_a_table_counts_once_however_often_it_says_a_word() -> None:
    said = [Said("a", 1, "trust trust"), Said("b", 1, "trust"), Said("c", 2, "money"), Said("d", 3, "money")]
    found = apart.telling(said, [[0, 1, 2, 3]], [])[0]

    assert [(term.term, term.tables) for term in found] == [("money", 2)]


def test_the_weight_is_that_of_the_formula() -> None:
    said = [Said(str(n), n, text) for n, text in enumerate(["land", "land", "budget", "budget"])]
    found = apart.telling(said, [[0, 1]], [])[0]

    # y = 2 of n = 2, b = 0 of m = 2, α = 1, α₀ = 2 + 2: (ln 3/3 - ln 1/5) / √(1/3 + 1)
    assert [(term.term, term.weight) for term in found] == [("land", 1.394)]
