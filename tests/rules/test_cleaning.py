"""What a person typed becomes what is kept: words stay, traps go (security-privacy, section 6)."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.vectors import LENGTHS

from reflection_wall.rules.cleaning import MOST_MARKS, clean, clean_line, is_blank, length

CREE = "ᓂᐦᐃᔭᐍᐏᐣ ᐊᓂᔑᓈᐯᒧᐎᓐ"
DENE = "Dëne Sųłıné · Tłı̨chǫ · k’ı̨́nayıdı̨́" + unicodedata.normalize("NFC", " ǫ̀ Į̀ nı̨̀")
FAMILY = "👨‍👩‍👧‍👦"
TEACHER = "👩🏽‍🏫"
CANADA = "🇨🇦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
PERSIAN = "می\u200cخواهم"

BREAKS = ["\r\n", "\r", "\n", "\u0085", "\u2028", "\u2029"]
CONTROLS = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\r\n\u0085"]
DIRECTIONS = [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
TAGS = [chr(n) for n in range(0xE0000, 0xE0080)]

MARKS = "\u0301\u0323\u0330\u0489\u20e3\u200c\u200d\ufe0f"

# Every sort of character that has a rule of its own, mixed with any other.
ODD = st.text(
    st.sampled_from(["\n", "\r", "\u0085", "\u2028", *CONTROLS, *DIRECTIONS, *TAGS, *MARKS, *" \t\u3164\u00a0a🏴"])
    | st.characters()
    | st.characters(categories=["Cs"]),
    max_size=60,
)


@pytest.mark.parametrize("example", LENGTHS, ids=lambda example: example["about"])
def test_a_text_is_as_long_as_the_phone_says(example: dict[str, Any]) -> None:
    assert length(clean(example["text"])) == example["length"]


@pytest.mark.parametrize("words", [CREE, DENE, FAMILY, TEACHER, CANADA, SCOTLAND, PERSIAN, "“belongs” – l’été, 1 ½ €"])
def test_words_of_every_kind_come_through_untouched(words: str) -> None:
    assert clean(words) == words


@pytest.mark.parametrize("written", BREAKS, ids=ascii)
def test_every_kind_of_line_break_becomes_the_one_kind(written: str) -> None:
    assert clean(f"one{written}two") == "one\ntwo"


def test_control_characters_are_dropped() -> None:
    assert [char for char in CONTROLS if clean(f"one{char}two") != "onetwo"] == []


def test_nothing_can_turn_the_direction_of_what_follows() -> None:
    assert [char for char in DIRECTIONS if clean(f"one{char}two") != "onetwo"] == []


@pytest.mark.parametrize("half", [0xD800, 0xDBFF, 0xDC00, 0xDFFF], ids=hex)
def test_half_a_character_is_dropped(half: int) -> None:
    assert clean(f"one{chr(half)}two") == "onetwo"


@pytest.mark.parametrize("stray", ["\ufeff", "\ufff9", "\ufffb", "\ufdd0", "\ufffe", "\uffff"], ids=ascii)
def test_a_mark_that_is_no_character_is_dropped(stray: str) -> None:
    assert clean(f"one{stray}two") == "onetwo"


def test_invisible_tags_outside_a_flag_are_dropped() -> None:
    assert [char for char in TAGS if clean(f"one{char}two") != "onetwo"] == []


def test_an_unfinished_flag_keeps_no_tags() -> None:
    assert clean("🏴\U000e0067\U000e0062 one") == "🏴 one"


def test_a_tab_becomes_a_space() -> None:
    assert clean("one\ttwo") == "one two"


def test_no_more_than_one_empty_line_stands_in_a_row() -> None:
    assert clean("\n one\n \n\u00a0\n\n\ntwo \n\n") == "one\n\ntwo"


def test_letters_are_composed() -> None:
    assert clean("e\u0301te\u0301") == "\u00e9t\u00e9"


def test_compatibility_forms_stay_what_they_are() -> None:
    assert clean("\ufdfa ﬁ ½") == "\ufdfa ﬁ ½"


@pytest.mark.parametrize("base", ["q", "ᐊ", "가", "👍"])
def test_a_letter_carries_at_most_four_marks(base: str) -> None:
    assert clean(base + "\u0489" * 40) == base + "\u0489" * MOST_MARKS


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d", "\u034f", "\ufe0f"], ids=ascii)
def test_an_invisible_joiner_does_not_let_the_tower_grow_on(joiner: str) -> None:
    tower = clean("q" + (joiner + "\u0330" * MOST_MARKS) * 20)

    assert tower.count("\u0330") <= MOST_MARKS


def test_a_headline_is_one_line() -> None:
    assert clean_line(" Relationship \r\n\n first\t! ") == "Relationship first !"


@pytest.mark.parametrize(("words", "long"), [("e\u0301" * 3, 3), (FAMILY, 7), ("ᓂᐦᐃᔭᐍᐏᐣ", 7), (".\r\n.", 3), ("𝒳", 1)])
def test_length_counts_code_points_of_the_composed_text(words: str, long: int) -> None:
    assert length(clean(words)) == long


@pytest.mark.parametrize(
    "nothing",
    [
        *("", " ", "\n\n", "\t", "\u00a0", "\u2003", "\u3000", "\u1680"),
        *("\u00ad", "\u034f", "\u061c", "\u180e", "\u200b", "\u200d", "\u200e", "\u2060", "\u2063", "\ufe0f", "\ufeff"),
        *("\u115f", "\u1160", "\u3164", "\uffa0", "\u17b4", "\u17b5", "\u2800"),
        *("\u0301", "\U000e0041", "\U000e0100", "\U0001d173", "\x00\x1f\x7f\x9f", "\u202e", " \u3164\u200b\n\u2800 "),
    ],
    ids=ascii,
)  # fmt: skip
def test_what_shows_nothing_is_blank(nothing: str) -> None:
    assert is_blank(clean(nothing))


@pytest.mark.parametrize("seen", [".", "ᐊ", "👍", "?", "0", "é", "—", "½", "\u3164!"])
def test_what_shows_anything_is_not_blank(seen: str) -> None:
    assert not is_blank(clean(seen))


@given(ODD)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ODD)
def test_what_is_kept_is_composed(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean(text))


@given(ODD)
def test_no_trap_is_left(text: str) -> None:
    left = set(clean(text)) & {*CONTROLS, *DIRECTIONS, "\t", "\r", "\u0085", "\u2028", "\u2029", "\U000e0001", "\ufeff"}

    assert not left


@given(ODD)
def test_what_is_kept_can_be_written_as_utf_8(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(ODD)
def test_composing_makes_no_text_more_than_three_times_as_long(text: str) -> None:
    assert length(clean(text)) <= 3 * len(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x2FFF), min_size=1))
def test_no_composed_letter_digit_or_sign_is_ever_lost(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert [char for char in composed if unicodedata.category(char)[0] != "M"] == [
        char for char in clean(text) if unicodedata.category(char)[0] != "M"
    ]
