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
        each
        for folder in ("reflection_wall", "templates")
        for _, _, message, *_ in extract_from_dir(ROOT / folder, methods, keywords=keywords)
        for each in forms(message)
    )


def forms(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A sentence, or for one that counts something, its form for one and its form for several."""
    return (said,) if isinstance(said, str) else tuple(said)


@cache
def catalogue() -> Catalog:
    """The French, as it is written."""
    with PO.open("rb") as file:
        return read_po(file, "fr", abort_invalid=True)


def messages() -> list[Message]:
    """Every sentence of the catalogue, without its head; each form of one that counts by itself."""
    return [
        Message(one, string, flags=message.flags)
        for message in catalogue()
        if message.id
        for one, string in zip(forms(message.id), forms(message.string), strict=True)
    ]


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


def test_marks_stand_as_they_do_in_canada() -> None:
    """Office québécois de la langue française: a space before the colon, and none before ; ? and !"""
    spaced = re.compile(r"[\u00a0\u202f][;?!]|\w:(?!//|%)(?=\s)")

    assert [each.string for each in messages() if spaced.search(str(each.string))] == []


def test_what_is_loaded_is_what_is_written() -> None:
    loaded = gettext.translation("messages", FOLDER, ["fr"])

    def said(message: Message) -> tuple[str, ...]:
        one = forms(message.id)
        if message.context:
            return (loaded.pgettext(message.context, one[0]),)
        return (loaded.gettext(one[0]),) if len(one) == 1 else tuple(loaded.ngettext(*one, n) for n in (1, 2))

    assert [each.id for each in catalogue() if each.id and said(each) != forms(each.string)] == []
