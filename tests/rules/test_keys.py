"""Keys: derived ones can be printed again and mean one thing each; a rehearsal's can be told from a phone's."""

from __future__ import annotations

import re

import pytest

from reflection_wall.rules import keys

SECRET, OTHER_SECRET = "a secret", "another secret"
BITS_OF_A_CHARACTER = 6


def every_key(secret: str) -> list[str]:
    """One key for each purpose, table, role, generation and conference."""
    return [
        key
        for code in ("FALL25", "FALL2", "SPRING")
        for generation in (1, 2, 11)
        for key in (
            *(keys.table_key(secret, code, table, generation) for table in (1, 2, 11)),
            *(keys.walk_in_key(secret, code, table, generation) for table in (1, 2, 11)),
            *(keys.role_key(secret, code, role, generation) for role in ("wall", "viewer", "presenter")),
        )
    ]


def test_a_derived_key_can_be_made_again() -> None:
    assert every_key(SECRET) == every_key(SECRET)


def test_no_two_purposes_share_a_key() -> None:
    made = every_key(SECRET) + every_key(OTHER_SECRET)

    assert len(set(made)) == len(made)


def test_a_key_has_at_least_128_bits_of_base64url() -> None:
    made = [*every_key(SECRET), keys.fresh(), keys.rehearsal_key(SECRET)]

    assert [
        key for key in made if not re.fullmatch(r"[A-Za-z0-9_-]+", key) or len(key) * BITS_OF_A_CHARACTER < 128
    ] == []


def test_fresh_keys_differ() -> None:
    assert len({keys.fresh() for _ in range(100)}) == 100


def test_what_the_database_holds_is_the_sha_256_and_not_the_key() -> None:
    assert keys.kept("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_key_of_any_characters_can_be_looked_up() -> None:
    assert keys.kept(chr(0xD800)) != keys.kept(chr(0xD801))


def test_the_fingerprint_tells_secrets_apart_and_says_none() -> None:
    marks = keys.fingerprint(SECRET), keys.fingerprint(OTHER_SECRET)

    assert marks[0] != marks[1]
    assert SECRET not in marks[0]


@pytest.mark.parametrize("key", ["A" * 22, "a-_9" * 6, "A" * 86])
def test_a_phone_brings_22_to_86_characters_of_base64url(key: str) -> None:
    assert keys.is_client_key(key)


@pytest.mark.parametrize(
    "key", ["", "A" * 21, "A" * 87, "A" * 22 + "=", "A" * 21 + " ", "A" * 21 + "é", "A" * 22 + "\n"]
)
def test_anything_else_is_no_phone_s_key(key: str) -> None:
    assert not keys.is_client_key(key)


def test_a_rehearsal_key_is_recognized_by_the_installation_that_made_it() -> None:
    assert keys.is_rehearsal_key(SECRET, keys.rehearsal_key(SECRET))


def test_a_rehearsal_key_looks_like_a_phone_s() -> None:
    assert keys.is_client_key(keys.rehearsal_key(SECRET))


def test_a_rehearsal_key_means_nothing_to_another_installation() -> None:
    assert not keys.is_rehearsal_key(OTHER_SECRET, keys.rehearsal_key(SECRET))


def test_no_phone_s_key_is_taken_for_a_rehearsal() -> None:
    assert not any(keys.is_rehearsal_key(SECRET, keys.fresh()) for _ in range(200))


@pytest.mark.parametrize("key", ["", "=", "é" * 22, "A" * 22, "A" * 86, "ü", "A" * 21])
def test_a_key_of_another_form_is_no_rehearsal(key: str) -> None:
    assert not keys.is_rehearsal_key(SECRET, key)


def test_a_changed_rehearsal_key_is_none() -> None:
    key = keys.rehearsal_key(SECRET)

    assert not keys.is_rehearsal_key(SECRET, key[:4] + ("A" if key[4] != "A" else "B") + key[5:])
