"""XLSX: opened by another library than the one that wrote it: a sheet for each thing, and no cell ever a formula."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from support.coding import opened
from support.conference import CODE, House
from support.evidence import coded
from support.people import fresh_key
from support.shell import Shell

from reflection_wall.exports import xlsx
from reflection_wall.exports.sheets import Sheet
from reflection_wall.services import memo
from reflection_wall.services.review import COLUMNS

MOMENT = datetime(2025, 11, 5, tzinfo=UTC)
ODD = "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ, “belongs”; \"quoted\" 'x' Łı̨kʼe\n\n👩🏽‍🏫 عربي 1,5 a\\b <&>"


def workbook(shell: Shell, tmp_path: Path, *options: str) -> dict[str, list[dict[str, Any]]]:
    """Every sheet of a workbook, as rows by column."""
    shell("export", CODE, "--format", "xlsx", *options, "-o", str(tmp_path / "out.xlsx"))
    book = load_workbook(tmp_path / "out.xlsx")
    found = {}
    for sheet in book:
        head, *rows = list(sheet.iter_rows(values_only=True))
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_there_is_a_sheet_for_each_thing(house: House, shell: Shell, tmp_path: Path) -> None:
    assert list(workbook(shell, tmp_path)) == [
        *("Reflections", "Participation", "Questions", "Codes", "Codings"),
        *("Themes", "Judged", "Memos", "Verdicts", "Data dictionary"),
    ]


def test_odd_words_come_home_untouched(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares(ODD, headline="“Odd”, isn’t it", people=6)
    (row,) = workbook(shell, tmp_path)["Reflections"]

    assert (row["text"], row["headline"], row["people"], row["late"]) == (ODD, "“Odd”, isn’t it", 6, "no")
    assert list(row) == list(COLUMNS)


def test_what_looks_like_a_workbook_s_own_escape_is_no_letter(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("_x0041_")

    assert unescape(workbook(shell, tmp_path)["Reflections"][0]["text"]) == "_x0041_"  # ECMA-376, ST_Xstring


def test_fifteen_hundred_characters_come_home(house: House, shell: Shell, tmp_path: Path) -> None:
    long = ("ᓂᐦᐃᔭᐍᐏᐣ 👍🏽 mot " * 200)[:1500].strip()
    house.table().shares(long)

    assert workbook(shell, tmp_path)["Reflections"][0]["text"] == long


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "https://x.org"])
def test_no_cell_is_a_formula_or_a_link(house: House, shell: Shell, tmp_path: Path, words: str) -> None:
    house.table().shares(words, headline=words)
    shell("export", CODE, "--format", "xlsx", "-o", str(tmp_path / "out.xlsx"))
    sheet = load_workbook(tmp_path / "out.xlsx")["Reflections"]
    cell = sheet.cell(2, list(COLUMNS).index("text") + 1)

    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", words, None)


def test_control_characters_are_replaced_and_a_cell_is_never_too_long() -> None:
    file = io.BytesIO()
    rows = [{"text": "a\x0b\x00b\ud800\uffff\r\nc"}, {"text": "👍" * 20_000}]
    xlsx.write([Sheet("x", "X", "", {"text": "."}, lambda: rows)], "T\x01", MOMENT, file)
    first, second = (row[0] for row in load_workbook(file)["X"].iter_rows(min_row=2, values_only=True))

    assert first == "a��b��\nc"
    assert len(str(second).encode("utf-16-le")) // 2 <= 32_767
    assert str(second).endswith("]")


def test_the_head_of_a_sheet_stays_in_view(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares()
    shell("export", CODE, "--format", "xlsx", "-o", str(tmp_path / "out.xlsx"))
    sheet = load_workbook(tmp_path / "out.xlsx")["Reflections"]

    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)
    assert sheet.cell(2, list(COLUMNS).index("text") + 1).alignment.wrap_text


def test_every_column_of_every_sheet_is_explained(house: House, shell: Shell, tmp_path: Path) -> None:
    office = opened(house)
    coded(house, (house.table().shares("We visit.")["reference"], "Practice", (0, 2)))
    memo.add(house.store, office.programme_id, office.anna, house.desk.items()[0]["id"], "Ask them.")
    house.desk.asks("PUT", f"themes/{fresh_key()}", name="Visits")
    house.desk.judges(house.desk.items()[0], "hold", reason="Wait.")
    book = workbook(shell, tmp_path)
    explained = {(row["table"], row["column"]) for row in book["Data dictionary"]}

    assert explained == {
        (name, column) for name, rows in book.items() if name != "Data dictionary" for column in rows[0]
    }


def test_a_coding_says_who_gave_which_code_to_which_words(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("First.")
    reference = house.table().shares("👍 We visit each other.")["reference"]
    coded(house, (reference, "Practice", (2, 10)), (reference, "Domain", None))
    whole, passage = workbook(shell, tmp_path)["Codings"]

    assert (whole["code"], whole["passage"], whole["place"]) == ("Domain", None, 2)
    assert (passage["passage"], passage["coder"], passage["reference"]) == ("We visit", "Ada Coder", reference)


def test_a_coding_goes_with_its_words(house: House, shell: Shell, tmp_path: Path) -> None:
    key = "A" * 22
    reference = house.table().puts(key, "We visit each other.").body["reference"]
    coded(house, (reference, "Practice", (0, 8)), (reference, "Domain", None))
    house.table().puts(key, "We visit each other.", 2, consent="quote")
    same = workbook(shell, tmp_path)["Codings"]
    house.table().puts(key, "Other words.", 3)

    assert (len(same), workbook(shell, tmp_path)["Codings"]) == (2, [])


def test_no_passage_outlives_a_redaction(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares("Bob helped all of us.")["reference"]
    coded(house, (reference, "Practice", (0, 3)), (reference, "Domain", None))
    house.desk.judges(house.desk.items()[0], "redact", text="A colleague helped all of us.")

    assert [row["code"] for row in workbook(shell, tmp_path)["Codings"]] == ["Domain"]


def test_what_is_passed_on_names_no_coder_and_has_no_log(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares("We visit each other.", consent="quote")["reference"]
    house.table().shares("For the room.")
    coded(house, (reference, "Practice", (0, 8)))
    book = workbook(shell, tmp_path, "--share")
    (row,) = book["Codings"]

    assert "Verdicts" not in book
    assert (row["coder"], row["place"], row.get("reference")) == ("Coder 1", 1, None)


def test_a_workbook_that_breaks_off_leaves_no_words_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[dict[str, str]]:
        yield {"text": "Canary."}
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        xlsx.write([Sheet("x", "X", "", {"text": "."}, rows)], "T", MOMENT, io.BytesIO())

    assert list(tmp_path.iterdir()) == []
