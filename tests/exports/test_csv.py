"""CSV: every word comes home, and no cell is ever a formula."""

from __future__ import annotations

import csv as reader
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.conference import CODE, House
from support.shell import Shell

from reflection_wall.exports import csv
from reflection_wall.services.review import COLUMNS

ODD = "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ, “belongs”; \"quoted\" 'x' Łı̨kʼe\n\n👩🏽‍🏫 عربي 1,5 a\\b"
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠SUM",
    '=HYPERLINK("http://x","y")',
    "-2+3+cmd|' /C calc'!A0",
]


def records(raw: str) -> list[list[str]]:
    """RFC 4180, read by hand: commas between cells, CRLF between records, quotes doubled inside quotes."""
    found, cells, cell, quoted, n = [], [], "", False, 0
    while n < len(raw):
        char = raw[n]
        if quoted and raw[n : n + 2] == '""':
            cell, n = cell + '"', n + 1
        elif char == '"':
            quoted = not quoted
        elif not quoted and char == ",":
            cells, cell = [*cells, cell], ""
        elif not quoted and raw[n : n + 2] == "\r\n":
            found, cells, cell, n = [*found, [*cells, cell]], [], "", n + 1
        else:
            cell += char
        n += 1
    assert (quoted, cells, cell) == (False, [], ""), "the file does not end with a whole record"
    return found


def exported(shell: Shell, *options: str) -> list[dict[str, str]]:
    """The rows of an export, by column."""
    raw = shell("export", CODE, "--format", "csv", *options).out
    columns, *rows = records(raw.removeprefix("\ufeff"))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_a_file_begins_with_a_mark_and_its_columns(house: House, shell: Shell) -> None:
    raw = shell("export", CODE, "--format", "csv").out

    assert raw == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_a_row_says_everything_about_a_reflection(house: House, shell: Shell) -> None:
    house.table("14").puts(
        "A" * 22, "Hello", headline="Hi", kind="both", consent="quote", lang="en-CA", people=6,
        written_at="2025-11-05T15:59:00Z",
    )  # fmt: skip
    (row,) = exported(shell)

    assert row == {
        "reference": row["reference"],
        "conference": "FALL25",
        "community": "Rural leaders",
        "community_kind": "role",
        "region": "Zone 4",
        "table": "14",
        "prompt": "What has your group learned?",
        "prompt_version": "1",
        "headline": "Hi",
        "text": "Hello",
        "kind": "both",
        "language": "en-CA",
        "people": "6",
        "state": "live",
        "late": "no",
        "on_wall": "yes",
        "consent": "quote",
        "redacted": "no",
        "revision": "1",
        "source": "phone",
        "walk_in": "no",
        "received_at": "2025-11-05T16:00:00.000Z",
        "revised_at": "2025-11-05T16:00:00.000Z",
        "shown_at": "2025-11-05T16:00:00.000Z",
        "written_at": "2025-11-05T15:59:00Z",
        "theme": "",
        "memos": "",
    }
    assert row["reference"].startswith("T14-")


def test_odd_words_come_home_untouched(house: House, shell: Shell) -> None:
    house.table().shares(ODD, headline="“Odd”, isn’t it")

    assert [(row["text"], row["headline"]) for row in exported(shell)] == [(ODD, "“Odd”, isn’t it")]


def test_python_s_own_reader_finds_the_same(house: House, shell: Shell) -> None:
    house.table().shares(ODD)
    raw = shell("export", CODE, "--format", "csv").out.removeprefix("\ufeff")

    assert list(reader.reader(io.StringIO(raw, newline=""))) == records(raw)


def test_records_end_with_crlf_and_line_breaks_stay_inside_quotes(house: House, shell: Shell) -> None:
    house.table().shares("One\ntwo")
    raw = shell("export", CODE, "--format", "csv").out

    assert raw.count("\r\n") == 2
    assert '"One\ntwo"' in raw


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(house: House, shell: Shell, words: str) -> None:
    house.table().puts("A" * 22, words, headline=words, written_at=words[:40])
    (row,) = exported(shell)

    assert (row["text"], row["headline"], row["written_at"]) == ("'" + words, "'" + words, "'" + words[:40])


@pytest.mark.parametrize("start", [*"=+-@\t\r\0＝＋－＠", " =", "\n+", "\u00a0-"])
def test_no_start_that_a_spreadsheet_takes_for_a_formula_is_left(start: str) -> None:
    assert csv.cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("words", ["1-2", "a=b", "“=1”", "…-", "'=1", "10 %", "#1", "/x"])
def test_other_words_are_left_alone(words: str) -> None:
    assert csv.cell(words) == words


@pytest.mark.parametrize(("value", "said"), [(True, "yes"), (False, "no"), (None, ""), (0, "0"), (6, "6"), ("", "")])
def test_values_are_said_plainly(value: object, said: str) -> None:
    assert csv.cell(value) == said


@given(
    st.lists(
        st.tuples(st.text(), st.text(st.sampled_from("=+-@,\"\r\n\t 'a;é👍")), st.none() | st.integers()), max_size=5
    )
)
def test_any_values_come_back_as_they_went(rows: list[tuple[str, str, int | None]]) -> None:
    columns = ("a", "b", "c")
    raw = "".join(csv.lines(columns, [dict(zip(columns, row, strict=True)) for row in rows]))

    assert records(raw.removeprefix(csv.BYTE_ORDER_MARK))[1:] == [[csv.cell(value) for value in row] for row in rows]


@given(st.text())
def test_no_cell_ever_starts_like_a_formula(text: str) -> None:
    assert not csv.cell(text).startswith(tuple("=+-@\t\r\0＝＋－＠"))
