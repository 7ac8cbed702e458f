"""REFI-QDA codebooks: read by an independent reader, and by our own they come back as they were."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook
from support.refi import schema

from reflection_wall.exports import qdc
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
    (tmp_path / "own.qdc").write_bytes(qdc.of_books([OWN]))
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
    back = read(qdc.of_books(out, locale), "whatever")

    assert [(b.key, b.name["und"], b.about["und"], b.source) for b in back] == [
        (guid(b.key), b.name[locale], b.about[locale], b.source) for b in out
    ]
    assert [[(c.key, c.name["und"], c.definition["und"], c.source) for c in b.codes] for b in back] == [
        [(guid(b.key, c.key), c.name[locale], c.definition[locale], c.source) for c in b.codes] for b in out
    ]


def test_what_came_back_goes_out_again_the_same() -> None:
    once = qdc.of_books([OWN])

    assert qdc.of_books(read(once, "whatever")) == once


def test_a_source_without_a_meaning_is_still_a_source() -> None:
    (book,) = read(qdc.of_books([OWN]), "whatever")

    assert [(each.definition, each.source) for each in book.codes][2] == ({}, "Somebody.")


def test_programs_with_one_flat_list_of_codes_can_tell_them_apart(tmp_path: Path) -> None:
    (tmp_path / "all.qdc").write_bytes(qdc.of_books(ready.books()))
    names = [
        each.name for heading in RefiCodebook.load(tmp_path / "all.qdc").codes.code for each in (heading, *heading.code)
    ]

    assert len({name.casefold() for name in names}) == len(names)


def test_codebooks_with_the_same_identities_have_names_of_their_own() -> None:
    same = str(uuid.uuid4())
    books = [Book(key, {"und": "Ours"}, {}, "", (Entry(same, {"und": "Access"}, {}, ""),)) for key in "abc"]
    names = [each.get("name") for each in etree.fromstring(qdc.of_books(books)).iter("{*}Code")]

    assert len({name.casefold() for name in names}) == len(names) == 6


def test_its_codes_are_those_that_the_official_schema_of_projects_allows() -> None:
    (codes,) = etree.fromstring(qdc.of_books([*ready.books(), OWN]))
    project = etree.fromstring('<Project xmlns="urn:QDA-XML:project:1.0" name="Codes alone"><CodeBook/></Project>')
    moved = etree.tostring(codes).replace(b"urn:QDA-XML:codebook:1.0", b"urn:QDA-XML:project:1.0")
    project[0].append(etree.fromstring(moved))

    schema().assertValid(project)
