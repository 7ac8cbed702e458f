"""REFI-QDA codebooks: read by an independent reader, and by our own they come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyrefiqda import RefiCodebook

from reflection_wall.exports import codebook_qdc
from reflection_wall.rules import ready
from reflection_wall.rules.codebook import Book, Entry, guid
from reflection_wall.rules.codebook_qdc import read

OWN = Book(
    "own",
    {"en": "Own <codes> & more", "fr": "Nos codes"},
    {"en": "About."},
    "",
    (
        Entry("a", {"en": "ᓂᐦᐃᔭᐍᐏᐣ"}, {"en": "One\n\nTwo 🍁"}, "Somebody (2006)."),
        Entry("b", {"und": "“Below”"}, {}, "", parent="a"),
        Entry("c", {"und": "No more"}, {}, "Somebody.", retired=True),
    ),
)


def test_an_independent_reader_finds_every_code_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "own.qdc").write_bytes(codebook_qdc.write([OWN]))
    (heading,) = RefiCodebook.load(tmp_path / "own.qdc").codes.code

    assert (heading.name, heading.is_codable, heading.description) == ("Own <codes> & more", False, "About.")
    assert [(each.name, each.guid, each.is_codable) for each in heading.code] == [
        ("ᓂᐦᐃᔭᐍᐏᐣ", guid("own", "a"), True),
        ("No more", guid("own", "c"), True),
    ]
    assert heading.code[0].description == "One\n\nTwo 🍁\n\nSource: Somebody (2006)."
    assert [each.name for each in heading.code[0].code] == ["“Below”"]


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_what_goes_out_comes_back(locale: str) -> None:
    out = ready.books()
    back = read(codebook_qdc.write(out, locale), "whatever")

    assert [(b.key, b.name["und"], b.about["und"], b.source) for b in back] == [
        (guid(b.key), b.name[locale], b.about[locale], b.source) for b in out
    ]
    assert [[(c.key, c.name["und"], c.definition["und"], c.source) for c in b.codes] for b in back] == [
        [(guid(b.key, c.key), c.name[locale], c.definition[locale], c.source) for c in b.codes] for b in out
    ]


def test_what_came_back_goes_out_again_the_same() -> None:
    once = codebook_qdc.write([OWN])

    assert codebook_qdc.write(read(once, "whatever")) == once


def test_a_source_without_a_meaning_is_still_a_source() -> None:
    (book,) = read(codebook_qdc.write([OWN]), "whatever")

    assert [(each.definition, each.source) for each in book.codes][2] == ({}, "Somebody.")
