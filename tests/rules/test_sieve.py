"""Sieves: what can be asked for, how it is kept, and how a search reads a text."""

from __future__ import annotations

from typing import Any

import pytest

from reflection_wall.rules.refusals import Invalid
from reflection_wall.rules.sieve import Sieve, folded, kept, read, searched


def test_what_a_form_sends_as_words_is_read() -> None:
    assert read({"codes": ["3", "4"], "coded": "true", "text": "visits"}) == Sieve(
        codes=(3, 4), coded=True, text="visits"
    )


def test_only_what_says_something_is_kept_and_it_comes_back() -> None:
    sieve = Sieve(regions=("Zone 4",), states=("hidden",), coded=False)

    assert kept(sieve) == {"regions": ["Zone 4"], "states": ["hidden"], "coded": False}
    assert read(kept(sieve)) == sieve


@pytest.mark.parametrize(
    "query",
    [
        *({name: [number]} for name in ("communities", "prompts", "codes") for number in ("-1", 2**31, "9" * 25)),
        *(
            {"coder": "9" * 25},
            {"colour": "red"},
            {"states": ["erased"]},
            {"codes": ["x"]},
            {"text": "x" * 201},
            {"codes": list(range(201))},
        ),
    ],
    ids=lambda query: next(iter(query)),
)
def test_what_is_no_filter_is_refused(query: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        read(query)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("equite", "L’Équité d’abord"),
        ("L'ÉQUITÉ", "l’équité"),
        ("noel  ouvert", "Portes ouvertes à Noël"),
        ("ᓂᐦᐃᔭᐍᐏᐣ", "en ᓂᐦᐃᔭᐍᐏᐣ aussi"),
        ("strasse", "Straße"),
        ("tlicho", "Tłı̨chǫ"),
        ("coeur", "Le cœur du village"),
    ],
)
def test_a_search_minds_neither_accents_nor_capitals(search: str, text: str) -> None:
    assert all(word in folded(text) for word in searched(search))


def test_a_search_finds_no_other_word() -> None:
    assert searched("equity")[0] not in folded("equality")
