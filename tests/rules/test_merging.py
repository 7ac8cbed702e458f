"""Merging: what two people write at the same time is all there afterwards, and stands where it was written."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules.merging import MOST_EDITS, change, inherited, joined, merged

BASE = st.text(alphabet="abc dé\n", max_size=60)
LARGE = st.text(alphabet="ab \n", max_size=200)


@st.composite
def changed(draw: st.DrawFn, base: str, letters: str) -> str:
    """What somebody made of a text with letters of their own, so that they can be told from all others."""
    text = list(base)
    for _ in range(draw(st.integers(0, 12))):
        place = draw(st.integers(0, len(text)))
        if draw(st.booleans()) or place == len(text):
            text[place:place] = draw(st.text(alphabet=letters, max_size=8))
        else:
            del text[place : place + draw(st.integers(1, 6))]
    return "".join(text)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text, and what two people made of it at the same time."""
    base = draw(BASE)
    return base, draw(changed(base, "XYZŻ")), draw(changed(base, "123😀"))


def only(text: str, letters: str) -> str:
    """The letters of one person, in their order."""
    return "".join(letter for letter in text if letter in letters)


def test_two_people_write_at_two_places() -> None:
    assert merged("We visit schools.", "We will visit schools.", "We visit schools in spring.") == (
        "We will visit schools in spring."
    )


def test_a_deletion_takes_only_what_its_author_had_seen() -> None:
    assert merged("one two three", "one three", "one two and a half three") == "one and a half three"


def test_a_word_that_both_delete_is_gone_once() -> None:
    assert merged("one two three", "one three", "one three") == "one three"


def test_what_both_insert_at_the_same_place_stands_one_after_the_other() -> None:
    assert merged("start", "start AB", "start cd") == "start AB cd"


def test_who_leads_at_a_place_stands_first_there() -> None:
    assert merged("start", "start AB", "start cd", lambda place: place == 5) == "start cd AB"


def test_the_same_letter_from_two_hands_stands_twice() -> None:
    assert merged("a", "ab", "ab") == "abb"


def test_who_rewrites_a_word_does_not_take_what_the_other_adds_behind_it() -> None:
    assert merged("We visit", "We visit soon", "We meet") == "We meet soon"


def test_a_large_rewriting_keeps_what_the_other_adds_in_the_middle() -> None:
    base = "The first plan was to meet in a large hall in town and to listen to many speakers for two whole days. End."
    first = "Nobody wants that any more, so every group now picks one school nearby, goes there, and writes it up. End."
    second = base.replace("town", "TOWN7")

    assert "7" in merged(base, first, second)
    assert merged(base, first, second).endswith(" End.")


@given(meetings())
def test_nothing_that_anybody_wrote_is_lost_or_doubled(meeting: tuple[str, str, str]) -> None:
    base, first, second = meeting
    told = merged(base, first, second)

    assert only(told, "XYZŻ") == only(first, "XYZŻ")
    assert only(told, "123😀") == only(second, "123😀")


@given(meetings())
def test_a_letter_goes_when_somebody_deleted_it_and_only_then(meeting: tuple[str, str, str]) -> None:
    base, first, second = meeting
    left = only(merged(base, first, second), "abc dé\n")
    gone = change(base, first).gone | change(base, second).gone

    assert left == "".join(letter for place, letter in enumerate(base) if place not in gone)


@given(meetings())
def test_a_change_leads_from_one_text_to_the_other(meeting: tuple[str, str, str]) -> None:
    for before, after in ((meeting[0], meeting[1]), (meeting[1], meeting[2])):
        made = change(before, after)
        text = "".join(
            made.came.get(place, "") + ("" if place in made.gone else before[place : place + 1])
            for place in range(len(before) + 1)
        )
        assert text == after


@given(LARGE, LARGE)
def test_so_does_a_change_too_large_to_be_looked_at_letter_by_letter(before: str, after: str) -> None:
    assert merged(before, before, after) == merged(before, after, before) == after
    assert len(inherited(bytes(len(before)), before, after, 1)) == len(after)


@given(st.text(alphabet="ab \n", max_size=MOST_EDITS // 2), st.text(alphabet="ab \n", max_size=MOST_EDITS // 2))
def test_a_small_change_is_found_as_the_least_there_is(before: str, after: str) -> None:
    made = change(before, after)
    edits = len(made.gone) + sum(len(came) for came in made.came.values())

    assert edits == len(before) + len(after) - 2 * longest_common(before, after)


def longest_common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by the textbook."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before, row = row, [0] * (len(other) + 1)
        for n, each in enumerate(other, start=1):
            row[n] = before[n - 1] + 1 if letter == each else max(before[n], row[n - 1])
    return row[-1]


def test_letters_keep_their_marks_and_new_ones_get_theirs() -> None:
    assert inherited(bytes([1, 1, 2, 2]), "abcd", "abXd", 3) == bytes([1, 1, 3, 2])


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("", "Ours.", "Ours."),
        ("Ours.", "", "Ours."),
        ("Ours.", "Ours.", "Ours."),
        ("We will visi", "We will visit e", "We will visit e"),
        ("We will visit each other.", "We will visit", "We will visit each other."),
        (
            "We will visit other schools soon",
            "We will visit schools very soon",
            "We will visit other schools very soon",
        ),
        ("We will go there", "We shall go there", "We will shall go there"),
        ("We plan the year.", "Trust comes before all else.", "We plan the year.\nTrust comes before all else."),
    ],
)
def test_two_texts_without_a_known_past_keep_every_word(first: str, second: str, both: str) -> None:
    assert joined(first, second) == both


@given(st.text(alphabet="abc dé\n", max_size=80), st.text(alphabet="abc dé\n", max_size=80))
def test_no_word_is_lost_where_nobody_knows_the_past(first: str, second: str) -> None:
    both = joined(first, second)

    for text in (first, second):
        letters = iter(re.sub(r"\s", "", both))
        assert all(letter in letters for letter in re.sub(r"\s", "", text)), both
    assert Counter(both.split()) <= Counter(first.split()) + Counter(second.split())
