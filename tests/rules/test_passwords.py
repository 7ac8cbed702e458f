"""Passwords: length counts, and that nobody would try it early."""

from __future__ import annotations

import argon2
import pytest

from reflection_wall.rules import passwords
from reflection_wall.rules.refusals import Invalid

ABOUT = ("marie.tremblay@example.org", "Marie Tremblay")


@pytest.mark.parametrize(
    "typed",
    [
        *("three quiet otters", "zebra-otter-kayak", "écoute la neige tomber", "kd82hSl29sNq", "ᓄᓇᕗᑦ ᐃᓄᒃᑎᑐᑦ ᐊᓂᔪᖅ"),
        *("le vent tourne vite", "Marie aime les loutres", "password of the otters", "🦦🍁🌊🏔️🦉🌲🐟🪵🔥🌙⭐🫎"),
    ],
)
def test_what_nobody_would_try_early_is_taken(typed: str) -> None:
    assert passwords.judged(typed, *ABOUT)


@pytest.mark.parametrize(
    "typed",
    [
        *("password1234", "Password1234!", "P@ssw0rd2025!!", "passwordpassword", "motdepasse2025", "Welcome2025!!"),
        *(
            "1234567890123",
            "0987654321098",
            "qwertyuiop12",
            "QWERTYuiop!!",
            "azertyuiop12",
            "1qaz2wsx3edc",
            "abcdefghijklm",
        ),
        *("aaaaaaaaaaaa", "abababababab", "otterotterotter", "!!!!!!!!!!!!!", "correct horse battery staple"),
        *("marie.tremblay@example.org", "MarieTremblay2025", "Tremblay, Marie", "reflectionwall25", "Reflection Wall!"),
    ],
)
def test_what_everybody_would_try_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.judged(typed, *ABOUT)

    assert refused.value.errors["password"].text == passwords.TOO_KNOWN


@pytest.mark.parametrize("typed", ["", "short", "eleven char", "é" * 11, "e\u0301" * 11])
def test_less_than_twelve_characters_is_too_short_however_they_are_made(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.judged(typed)

    assert refused.value.errors["password"].text == passwords.TOO_SHORT


def test_the_longest_password_is_taken_and_one_more_refused() -> None:
    words = "".join(chr(0x4E00 + n) for n in range(passwords.LONGEST))

    assert passwords.judged(words) == words
    with pytest.raises(Invalid):
        passwords.judged(words + "x")


def test_the_same_keys_on_another_keyboard_make_the_same_password() -> None:
    assert passwords.matches(passwords.hashed("une e\u0301te\u0301 sans fin"), "une été sans fin")


def test_a_password_is_told_from_every_other() -> None:
    kept = passwords.hashed("three quiet otters")

    assert [passwords.matches(kept, each) for each in ("three quiet otters", "three quiet otter", "", "\ud800")] == [
        *(True, False, False, False)
    ]


def test_what_is_no_hash_matches_nothing() -> None:
    assert [passwords.matches(kept, kept) for kept in ("", "nonsense")] == [False, False]


def test_nobody_s_password_takes_as_long_as_anybody_s() -> None:
    kept = passwords.hashed("three quiet otters")

    assert argon2.extract_parameters(passwords.NOBODY) == argon2.extract_parameters(kept)
    assert not passwords.matches(passwords.NOBODY, "")


def test_the_list_has_long_words_alone_or_what_is_left_of_them() -> None:
    assert len(passwords._KNOWN) > 350
    assert all(word == word.casefold() for word in passwords._KNOWN)
