"""A codebook from a spreadsheet's file: read whole, or refused in one sentence with line and column."""

from __future__ import annotations

import pytest

from reflection_wall.rules.codebook import BadCodebook, Book
from reflection_wall.rules.codebook_csv import LARGEST, read

QUOTES = "column 1: a quotation mark is not closed, or stands where none can."
LONG = "a definition is longer than"
UTF_8 = "is not UTF-8: please save the file as “CSV UTF-8”."


def of(text: str, encoding: str = "utf-8") -> Book:
    """The codebook in a file with this text."""
    return read(text.encode(encoding), "Own codes")


def refusal(data: str | bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(BadCodebook) as refused:
        read(data if isinstance(data, bytes) else data.encode(), "Own codes")
    return str(refused.value.message)


def test_a_list_of_names_is_a_codebook() -> None:
    book = of("name\nTrust\nTime\n")

    assert (book.key, dict(book.name)) == ("own-codes", {"und": "Own codes"})
    assert [(each.key, each.name) for each in book.codes] == [("trust", {"und": "Trust"}), ("time", {"und": "Time"})]


def test_every_column_is_read_in_every_language() -> None:
    (first, second) = of(
        "code,parent,name_en,name_fr,definition_en,definition_fr,source\r\n"
        "t,,Trust,Confiance,Relying on one another.,Compter les uns sur les autres.,Own\r\n"
        't2,t,Openness,Ouverture,"Saying, even\r\nwhat is hard",,\r\n'
    ).codes

    assert (first.key, first.name, first.source) == ("t", {"en": "Trust", "fr": "Confiance"}, "Own")
    assert (second.parent, second.definition) == ("t", {"en": "Saying, even\nwhat is hard"})


def test_the_code_above_may_be_called_by_its_name_and_come_later() -> None:
    codes = of("name,parent\nOpenness,Trust\nTrust,\n").codes

    assert [(each.key, each.parent) for each in codes] == [("trust", None), ("openness", "trust")]


def test_codes_without_names_are_called_by_their_code() -> None:
    assert [each.name for each in of("code\nTrust building\n").codes] == [{"und": "Trust building"}]


def test_syllabics_and_names_that_look_alike_get_keys_of_their_own() -> None:
    codes = of("name,parent\nᓂᐦᐃᔭᐍᐏᐣ,\nᑕᓂᓯ,\nOther,ᓂᐦᐃᔭᐍᐏᐣ\nOther,ᑕᓂᓯ\n").codes

    assert [(each.name["und"], each.key) for each in codes] == [
        *(("ᓂᐦᐃᔭᐍᐏᐣ", "code"), ("Other", "other")),
        *(("ᑕᓂᓯ", "code-2"), ("Other", "other-2")),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_reads_what_spreadsheets_write(delimiter: str, encoding: str) -> None:
    text = "name;definition\r\nÉquité;À chacun sa place\r\n".replace(";", delimiter)

    assert [each.definition for each in of(text, encoding).codes] == [{"und": "À chacun sa place"}]


def test_columns_of_somebody_s_own_and_empty_lines_are_left_alone() -> None:
    assert [each.key for each in of("colour,Name\nred,Trust\n,\n\nblue,Time\n").codes] == ["trust", "time"]


def test_a_code_is_retired_where_its_line_says_so() -> None:
    found = of("name,retired\na,yes\nb,Oui\nc,no\nd,\n")

    assert [each.retired for each in found.codes] == [True, True, False, False]


def test_the_apostrophe_that_guards_a_cell_is_not_part_of_it() -> None:
    (code,) = of("name,definition\n'+1,'tis\n").codes

    assert (code.name, code.definition) == ({"und": "+1"}, {"und": "'tis"})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "There is no code in this file."),
        ("name\n", "There is no code in this file."),
        ("colour\nred\n", "Line 1, column 1: no column is called “name” or “code”."),
        ("name,name\na,b\n", "Line 1, column 2: another column has this name."),
        ("name\nTrust\nTime,soon\n", "Line 3, column 2: the first line has no name for this column."),
        ("name,source\nTrust,x\n,x\n", "Line 3, column name: a name is missing."),
        ('name,definition\nTrust,"a\nb"\nTime,"c\n', f"Line 4, {QUOTES}"),
        ('name\nTrust\n"Ti"me\n', f"Line 3, {QUOTES}"),
        ("name,parent\nTrust,\nTime,Space\n", "Line 3, column parent: no line has this code or name."),
        ("code,name\na,Trust\na,Time\n", "Line 3, column code: another line has this code."),
        ("name\nTrust\nTime\ntrust\n", "Line 4: “trust” is there twice."),
        ("name,parent\nTrust,Time\nTime,Trust\n", "Line 2: “Trust” stands below itself."),
        ("name\n" + "x" * 161 + "\n", "Line 2, column name: a name is longer than 160 characters."),
        ("name,definition\nTrust," + "x" * 2001, f"Line 2, column definition: {LONG} 2000 characters."),
        ("name_fr,definition_fr\nTrust," + "x" * 2001, f"Line 2, column definition_fr: {LONG} 2000 characters."),
        ("name,source\nTrust," + "x" * 1001, "Line 2, column source: a source is longer than 1000 characters."),
        ("name,retired\nTrust,perhaps\n", "Line 2, column retired: this is neither yes nor no."),
        ("name\n" + "\n".join(map(str, range(501))), "A codebook has at most 500 codes."),
        ("name\nTrust\nÉquité\n".encode("cp1252"), f"Line 3, column 1 {UTF_8}"),
        (b"name\n" + b"x" * LARGEST, "The file is larger than 1 MB."),
        (b"PK\x03\x04\xff", f"Line 1, column 5 {UTF_8}"),
    ],
    ids=lambda given: str(given)[:30],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_place(data: str | bytes, why: str) -> None:
    assert refusal(data) == why


def test_a_cell_of_a_hundred_thousand_letters_is_a_sentence_too() -> None:
    assert refusal('name\n"' + "x" * 200_000 + '"\n').startswith("Line 2, column ")
