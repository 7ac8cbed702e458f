"""French: every sentence that a visitor can meet has its translation, and says the same values."""

from __future__ import annotations

import gettext
import re
from functools import cache

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from support.server import ROOT

FOLDER = ROOT / "reflection_wall" / "translations"
PO = FOLDER / "fr" / "LC_MESSAGES" / "messages.po"
_PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|(%[sd])")


@cache
def spoken() -> frozenset[str]:
    """Every sentence of code and templates, found afresh."""
    methods, keywords = [("**.py", "python"), ("**.html", "jinja2")], {**DEFAULT_KEYWORDS, "later": None}
    return frozenset(
        str(message)
        for folder in ("reflection_wall", "templates")
        for _, _, message, *_ in extract_from_dir(ROOT / folder, methods, keywords=keywords)
    )


@cache
def catalogue() -> Catalog:
    """The French, as it is written."""
    with PO.open("rb") as file:
        return read_po(file, "fr", abort_invalid=True)


def messages() -> list[Message]:
    """Every sentence of the catalogue, without its head."""
    return [message for message in catalogue() if message.id]


def places(text: object) -> list[str]:
    """The values that go into a sentence."""
    return sorted("".join(found) for found in _PLACES.findall(str(text)))


def test_every_sentence_is_in_the_catalogue() -> None:
    assert spoken() - {str(message.id) for message in messages()} == set()


def test_the_catalogue_has_no_sentence_that_nobody_says() -> None:
    assert {str(message.id) for message in messages()} - spoken() == set()


def test_every_sentence_is_translated_and_none_is_a_guess() -> None:
    assert [message.id for message in messages() if not message.string or message.fuzzy] == []


def test_every_translation_says_the_same_values() -> None:
    assert {str(each.id): each.string for each in messages() if places(each.id) != places(each.string)} == {}


def test_a_question_stays_a_question_and_a_sentence_a_sentence() -> None:
    ends = {
        str(each.id): each.string
        for each in messages()
        if str(each.id)[-1] in ".?!…:" and str(each.id)[-1] != str(each.string)[-1]
    }

    assert ends == {}


@pytest.mark.parametrize("straight", ["'", '"'])
def test_quotes_and_apostrophes_are_printers_ones(straight: str) -> None:
    assert [each.string for each in messages() if straight in str(each.string)] == []


def test_no_line_ends_before_a_french_mark_or_behind_an_opening_quote() -> None:
    breaks = re.compile(r"[^\S\u00a0\u202f](?=[:;?!»])|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")

    assert [each.string for each in messages() if breaks.search(str(each.string))] == []


def test_what_is_loaded_is_what_is_written() -> None:
    loaded = gettext.translation("messages", FOLDER, ["fr"])

    def said(each: Message) -> str:
        words = str(each.id)
        return loaded.pgettext(each.context, words) if each.context else loaded.gettext(words)

    assert {each.id: each.string for each in messages() if said(each) != each.string} == {}
