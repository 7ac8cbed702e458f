"""Codebook: what every codebook keeps to, wherever it comes from."""

from __future__ import annotations

from typing import Any

import pytest

from reflection_wall.rules.codebook import BadCodebook, Entry, arranged, guid


def code(key: str, parent: str | None = None, **more: Any) -> Entry:
    """A code of this key, called by it."""
    return Entry(**{"key": key, "name": {"en": key}, "definition": {}, "source": "", "parent": parent, **more})


def said(*codes: Entry) -> str:
    """Why these codes are refused."""
    with pytest.raises(BadCodebook) as refused:
        arranged(codes)
    return str(refused.value.message)


def test_a_code_comes_after_the_one_above_it_and_siblings_keep_their_order() -> None:
    found = arranged([code("c", "a"), code("b"), code("a"), code("d", "c"), code("e", "a")])

    assert [each.key for each in found] == ["b", "a", "c", "d", "e"]


def test_words_are_cleaned_and_empty_languages_left_out() -> None:
    (found,) = arranged(
        [code("a", name={"en": " Trust\u202e\nbuilding ", "fr": " "}, definition={"en": "One.\r\nTwo."})]
    )

    assert (found.name, found.definition) == ({"en": "Trust building"}, {"en": "One.\nTwo."})


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ([code("a"), code("a", name={"en": "Other"})], "“Other” is there twice."),
        ([code("a", name={"en": "Trust"}), code("b", name={"en": "TRUST"})], "“TRUST” is there twice."),
        ([code("a", "z")], "What should be above “a” is not there."),
        ([code("a", "b"), code("b", "a")], "“a” stands below itself."),
        ([code("a", name={"en": " "})], "“a”: a name is missing."),
        ([code("a", name={"en": "x" * 161})], f"“{'x' * 161}”: a name is longer than 160 characters."),
        ([code("a", definition={"fr": "x" * 2001})], "“a”: a definition is longer than 2000 characters."),
        ([code("a", source="x" * 1001)], "“a”: a source is longer than 1000 characters."),
        ([code(str(n)) for n in range(501)], "A codebook has at most 500 codes."),
        ([code(str(n), str(n - 1) if n else None) for n in range(7)], "A codebook has at most 6 levels."),
    ],
    ids=["key", "name", "orphan", "circle", "nameless", "long name", "long definition", "long source", "many", "deep"],
)
def test_what_breaks_a_rule_is_refused_with_its_reason(codes: list[Entry], why: str) -> None:
    assert said(*codes) == why


def test_the_same_name_may_stand_below_two_codes() -> None:
    found = arranged(
        [code("a"), code("b"), code("a1", "a", name={"en": "Other"}), code("b1", "b", name={"en": "Other"})]
    )

    assert len(found) == 4


def test_other_programs_know_a_code_by_the_same_guid_for_ever() -> None:
    assert guid("equity", "access") == "a6065403-eee3-5ed4-803c-96e3fc3c31b2"


def test_a_guid_that_came_with_a_code_is_kept() -> None:
    own = "0d62985d-b147-5d01-a9b5-cae5dcd98342"

    assert guid("whatever", own) == own


def test_the_same_key_in_two_codebooks_has_two_guids() -> None:
    assert len({guid("slqs", "vision"), guid("lqs", "vision"), guid("slqs"), guid("lqs")}) == 4
