"""A phone's body becomes one checked revision, or a sentence for each field at fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.vectors import VECTORS

from reflection_wall.rules import submission
from reflection_wall.rules.refusals import Invalid
from reflection_wall.rules.submission import LARGEST_BODY, Submission, payload_hash

GOOD: dict[str, Any] = {"text": "We will visit each other.", "consent": "wall", "revision": 1}
HALF = chr(0xD83D)

WRONG: list[tuple[str, Any]] = [
    *[("text", value) for value in (None, 1, True, ["a"], {"a": 1}, "", " \n\t", "\u3164\u200b", "\ufeff")],
    *[("revision", value) for value in (None, 0, -1, 1.5, "1", True, [1], 2**31, 10**400)],
    *[("prompt", value) for value in ("1", 1.5, True, [1], {})],
    *[("headline", value) for value in (1, False, ["a"], {}, "x" * 141)],
    *[("kind", value) for value in ("", "neither", "Both", 1, ["both"])],
    *[("consent", value) for value in ("", "yes", "WALL", 1, True)],
    *[("on_wall", value) for value in (None, 0, 1, "true", [])],
    *[("lang", value) for value in ("", "e", "english language", "en_CA", "français", "en-" + "a" * 9, 1, ["en"])],
    *[("people", value) for value in (0, -3, 100, 2.5, "6", True, [])],
    *[("written_at", value) for value in (1, True, ["now"], "x" * 41)],
]


def refused(values: Any) -> dict[str, str]:
    """The sentences of a refusal, as they are written in English."""
    with pytest.raises(Invalid) as raised:
        submission.read(json.dumps(values).encode())
    return {field: message.text % message.values for field, message in raised.value.errors.items()}


def accepted(values: Any) -> Submission:
    """The submission that a body is read as."""
    return submission.read(json.dumps(values).encode())[0]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_hash_is_that_of_the_contract(vector: dict[str, Any]) -> None:
    assert payload_hash(vector["body"]) == vector["hash"]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_hash_of_a_read_body_is_that_of_the_contract(vector: dict[str, Any]) -> None:
    assert submission.read(json.dumps(vector["body"]).encode())[1] == vector["hash"]


def test_the_hash_is_of_the_values_before_any_cleaning() -> None:
    typed, cleaned = {**GOOD, "text": " e\u0301 \u202e"}, {**GOOD, "text": "é"}

    assert payload_hash(typed) != payload_hash(cleaned)


def test_a_missing_value_hashes_like_null_and_a_missing_on_wall_like_true() -> None:
    spelled = {**GOOD, "prompt": None, "headline": None, "kind": None, "on_wall": True, "lang": None, "people": None}

    assert payload_hash(spelled) == payload_hash(GOOD)


def test_revision_and_time_of_writing_are_no_part_of_the_hash() -> None:
    assert payload_hash({**GOOD, "revision": 7, "written_at": "2025-11-05T10:42:00Z"}) == payload_hash(GOOD)


def test_half_a_character_hashes_like_the_browser_writes_it() -> None:
    # From Node, over JSON.stringify([null, "one\ud83d", null, null, "wall", true, null, null]).
    assert payload_hash({**GOOD, "text": f"one{HALF}"}) == (
        "sha256:dd38e744fe2062a739041f2bfe57336e5c28d60491c5ae631ead86c8b68e187e"
    )


@pytest.mark.parametrize(("field", "value"), WRONG, ids=lambda each: repr(each)[:24])
def test_a_wrong_value_is_refused_beside_its_own_field(field: str, value: Any) -> None:
    assert list(refused({**GOOD, field: value})) == [field]


@pytest.mark.parametrize("field", ["text", "revision"])
def test_what_must_be_there_is_missed(field: str) -> None:
    assert list(refused({name: value for name, value in GOOD.items() if name != field})) == [field]


def test_a_field_that_does_not_exist_is_named() -> None:
    assert refused({**GOOD, "colour": "red"}) == {"colour": "There is no field called “colour”."}


def test_two_faults_are_said_at_once() -> None:
    assert list(refused({**GOOD, "text": " ", "headline": "x" * 141})) == ["text", "headline"]


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b'"text"', b"3", b"\xff\xfe", b"NaN", b"{'text': 1}"])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid) as raised:
        submission.read(body)

    assert list(raised.value.errors) == ["text"]


@pytest.mark.parametrize("opening", [b"[", b'{"text":', b'{"text":[', b'{"a":{"b":'])
def test_a_body_nested_as_deep_as_it_may_be_long_is_refused(opening: bytes) -> None:
    with pytest.raises(Invalid):
        submission.read((opening * LARGEST_BODY)[:LARGEST_BODY])


@pytest.mark.parametrize("words", ["x" * 1500, "e\u0301" * 1500, " " + "x" * 1500 + "\n\n", "👍" * 1500])
def test_a_text_of_1500_characters_fits(words: str) -> None:
    assert len(accepted({**GOOD, "text": words}).text) == 1500


@pytest.mark.parametrize("words", ["x" * 1501, "e\u0301" * 1501, "👍" * 1501])
def test_a_text_of_1501_characters_does_not(words: str) -> None:
    assert refused({**GOOD, "text": words}) == {"text": "That is 1501 characters; the most that fits is 1500."}


def test_a_headline_of_140_characters_fits() -> None:
    assert accepted({**GOOD, "headline": "é" * 140}).headline == "é" * 140


def test_a_headline_of_141_characters_does_not() -> None:
    assert refused({**GOOD, "headline": "é" * 141}) == {
        "headline": "That is 141 characters; the most that fits is 140."
    }


@pytest.mark.parametrize("blank", [None, "", "  \n", "\u202e"])
def test_a_headline_of_nothing_is_none(blank: str | None) -> None:
    assert accepted({**GOOD, "headline": blank}).headline is None


def test_what_is_left_out_is_the_safest() -> None:
    left_out = accepted({"text": "Hello", "revision": 1})

    assert (left_out.consent, left_out.on_wall, left_out.kind, left_out.prompt) == ("wall", True, None, None)


@pytest.mark.parametrize("lang", ["en", "fr-CA", "cr-Cans-CA", "chp", "zh-Hant", "EN-ca", None])
def test_a_language_is_a_short_code_or_nothing(lang: str | None) -> None:
    assert accepted({**GOOD, "lang": lang}).lang == lang


@pytest.mark.parametrize("people", [1, 99, None])
def test_a_table_seats_1_to_99(people: int | None) -> None:
    assert accepted({**GOOD, "people": people}).people == people


@pytest.mark.parametrize("field", ["text", "headline"])
def test_half_a_character_in_words_is_left_out(field: str) -> None:
    assert getattr(accepted({**GOOD, field: f"one{HALF}two"}), field) == "onetwo"


@pytest.mark.parametrize("field", ["kind", "consent", "lang", "written_at"])
def test_half_a_character_anywhere_else_is_refused(field: str) -> None:
    assert list(refused({**GOOD, field: HALF})) == [field]


def test_a_field_named_with_half_a_character_is_refused() -> None:
    assert refused({**GOOD, f"a{HALF}b": 1}) == {"ab": "There is no field called “ab”."}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text(st.characters(categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*submission.FAULTS, "other", HALF]), JSON))
def test_any_json_object_is_either_read_or_refused(values: dict[str, Any]) -> None:
    try:
        read, _ = submission.read(json.dumps(values).encode())
    except Invalid:
        return
    assert read.text


@given(st.binary(max_size=200))
def test_any_bytes_are_either_read_or_refused(body: bytes) -> None:
    try:
        submission.read(body)
    except Invalid:
        return
    raise AssertionError("no chance bytes are a reflection")
