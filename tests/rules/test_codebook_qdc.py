"""A codebook from another program: read whole, or refused in one sentence; nothing in it can do anything."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reflection_wall.rules.codebook import BadCodebook, Book, guid
from reflection_wall.rules.codebook_qdc import LARGEST, read

ONE, TWO, THREE = (f"{n}d62985d-b147-5d01-a9b5-cae5dcd98342" for n in "abc")


def file(codes: str, *, head: str = "") -> bytes:
    """A codebook file with these codes."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{head}<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another">'
        f"\n<Codes>\n{codes}\n</Codes>\n<Sets/></CodeBook>"
    ).encode()


def code(guid: str, name: str, inside: str = "", **more: str) -> str:
    """One code as programs write it."""
    extra = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'<Code guid="{guid}" name="{name}"{extra}>{inside}</Code>'


def of(codes: str) -> list[Book]:
    """The codebooks in a file with these codes."""
    return read(file(codes), "Own codes")


def refusal(data: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(BadCodebook) as refused:
        read(data, "Own codes")
    return str(refused.value.message)


def test_codes_of_another_program_keep_their_guid_their_meaning_and_their_place() -> None:
    below = code(TWO, "Openness", "<Description>Saying even what is hard</Description>", color="#46AA00")
    (book,) = of(code(ONE.upper(), "Trust", below, isCodable="true") + code(f"{{{THREE}}}", "Time"))

    assert dict(book.name) == {"und": "Own codes"}
    assert [(each.key, each.name["und"], each.parent) for each in book.codes] == [
        *((ONE, "Trust", None), (TWO, "Openness", ONE), (THREE, "Time", None)),
    ]
    assert book.codes[1].definition == {"und": "Saying even what is hard"}


def test_headings_on_top_are_codebooks_of_their_own() -> None:
    books = of(
        code(ONE, "Equity", "<Description>About.</Description>" + code(TWO, "Access"), isCodable="false")
        + code(THREE, "Other", code("d" + THREE[1:], "This"), isCodable="false")
    )

    assert [(book.key, dict(book.name), [c.name["und"] for c in book.codes]) for book in books] == [
        *((ONE, {"und": "Equity"}, ["Access"]), (THREE, {"und": "Other"}, ["This"])),
    ]
    assert books[0].about == {"und": "About."}


def test_one_code_that_can_be_given_makes_the_file_one_codebook() -> None:
    (book,) = of(code(ONE, "Heading", code(TWO, "Access"), isCodable="false") + code(THREE, "Trust"))

    assert [each.name["und"] for each in book.codes] == ["Heading", "Access", "Trust"]


def test_sets_and_foreign_elements_are_left_alone() -> None:
    data = file(code(ONE, "Trust", '<x:Note xmlns:x="urn:x"><Code guid="x" name="y"/></x:Note>')).replace(
        b"<Sets/>", f'<Sets><Set guid="{TWO}" name="S"><MemberCode guid="{ONE}"/></Set></Sets>'.encode()
    )

    assert [each.name["und"] for each in read(data, "Own codes")[0].codes] == ["Trust"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Line 1, column 1: this is not XML (no element found)."),
        (b"<CodeBook>\n <Codes>\n</CodeBook>", "Line 1, column 1: this is not a REFI-QDA codebook."),
        (file("<Code>").replace(b"</CodeBook>", b""), "Line 4, column 1: a code has no name."),
        (file(code(ONE, "Trust"))[:-5], "Line 6, column 8: this is not XML (unclosed token)."),
        (file(code(ONE, "Trust") + "\n <Code/>"), "Line 5, column 2: a code has no name."),
        (file(code("", "Trust")), "Line 4, column 1: a code has no GUID of its own."),
        (file(code(ONE, "Trust") + "\n" + code(ONE, "Time")), "Line 5, column 1: a code has no GUID of its own."),
        (file(code(ONE, "Trust") + "\n" + code(TWO, "trust")), "Line 5: “trust” is there twice."),
        (file(""), "There is no code in this file."),
        (b" " * (LARGEST + 1), "The file is larger than 4 MB."),
        (b"PK\x03\x04", "Line 1, column 3: this is not XML (not well-formed (invalid token))."),
    ],
    ids=lambda given: str(given)[-40:],
)
def test_what_cannot_be_used_is_refused_with_its_place(data: bytes, why: str) -> None:
    assert refusal(data) == why


def test_what_is_no_guid_becomes_one_and_the_same_each_time() -> None:
    codes = code("a/b", "Equity", code("{" + ONE.upper() + "}", "Access") + code("../x", "Time"), isCodable="false")
    first, second = of(codes), of(codes)

    assert [(book.key, [each.key for each in book.codes]) for book in first] == [
        (guid("a/b"), [ONE, guid("../x")]),
    ]
    assert first == second


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        (code(ONE, "n" * 161, code(TWO, "Access"), isCodable="false"), "a name is longer than 160 characters."),
        (code(ONE, "n" * 1_000_000, code(TWO, "Access"), isCodable="false"), "a name is longer than 160 characters."),
        (
            code(ONE, "Equity", f"<Description>{'d' * 2001}</Description>" + code(TWO, "Access"), isCodable="false"),
            "Line 4: “Equity”: a definition is longer than 2000 characters.",
        ),
    ],
    ids=["name", "endless name", "about"],
)
def test_a_heading_has_as_much_room_as_a_code(heading: str, why: str) -> None:
    said = refusal(file(heading))

    assert said.endswith(why)
    assert len(said) < 400


def test_no_document_type_is_read_let_alone_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    head = f'<!DOCTYPE CodeBook [<!ENTITY outside SYSTEM "file://{tmp_path}/secret">]>'

    assert refusal(file(code(ONE, "&outside;"), head=head)).endswith("a codebook has no document type.")


def test_a_bomb_of_entities_never_goes_off() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))

    assert refusal(file(code(ONE, "&e11;"), head=f"<!DOCTYPE CodeBook [{entities}]>")).endswith("document type.")


def test_ten_thousand_levels_are_refused_before_they_are_built() -> None:
    deep = "".join(f'<Code guid="{n}" name="{n}">' for n in range(10_000)) + "</Code>" * 10_000

    assert refusal(file(deep)).endswith("a codebook has at most 6 levels.")


def test_a_definition_without_end_is_refused_before_it_is_built() -> None:
    endless = file(code(ONE, "Trust", f"<Description>{'&#65;' * 700_000}</Description>"))
    began = time.perf_counter()
    said = refusal(endless)

    assert said.endswith("a definition is longer than 2000 characters.")
    assert said.startswith("Line 4, column ")
    assert time.perf_counter() - began < 1


def test_a_definition_in_many_small_pieces_is_one_text() -> None:
    (book,) = of(code(ONE, "Trust", f"<Description>{'&#65;&amp;' * 500}</Description>"))

    assert book.codes[0].definition == {"und": "A&" * 500}
