"""An organizer's text in one or several languages reaches each reader in the best there is, and says which it is."""

from __future__ import annotations

import pytest

from reflection_wall.rules.languages import language_of, said, text_of

BOTH, FRENCH, ANY = {"en": "Hello", "fr": "Bonjour"}, {"fr": "Bonjour"}, {"und": "Tansi"}


@pytest.mark.parametrize(
    ("text", "locale", "words", "language"),
    [
        (BOTH, "fr", "Bonjour", "fr"),
        (BOTH, "en", "Hello", "en"),
        (BOTH, "fr-CA", "Bonjour", "fr"),
        (BOTH, "cr", "Hello", "en"),
        (FRENCH, "en", "Bonjour", "fr"),
        (ANY, "fr", "Tansi", None),
        ({**ANY, "en": "Hello"}, "fr", "Tansi", None),
        ({"fr-CA": "Allô", "fr": "Bonjour"}, "fr-CA", "Allô", "fr-CA"),
        ({}, "en", "", None),
        (None, "en", "", None),
    ],
)
def test_a_reader_gets_the_nearest_words_and_their_language(
    text: dict[str, str] | None, locale: str, words: str, language: str | None
) -> None:
    assert (said(text, locale), language_of(text, locale)) == (words, language)


def test_a_text_written_once_is_for_everybody() -> None:
    assert text_of("Tansi") == ANY


def test_a_text_in_several_languages_is_kept_as_it_is() -> None:
    assert text_of(BOTH) == BOTH
