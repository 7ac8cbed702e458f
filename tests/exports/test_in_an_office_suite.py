"""Files opened by LibreOffice, where it is installed: spreadsheet and word processor show what was typed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from support.conference import CODE, House
from support.server import CEILING
from support.shell import Shell

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

ODD = "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ, “belongs”; \"quoted\" 'x' Łı̨kʼe\n\n👩🏽‍🏫 =1+1 <&>"
FORMULA = '=HYPERLINK("https://example.org";"Click")'
# LibreOffice's own names: separator, quotes, UTF-8, from the first line; for export also "as shown" and "every sheet".
READS, WRITES = "CSV:44,34,76,1", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"


def converted(tmp_path: Path, made: str, wanted: str, *reading: str) -> Path:
    """One file by LibreOffice into another format, with a profile of its own."""
    assert SOFFICE is not None
    home, out = (tmp_path / "profile").as_uri(), str(tmp_path / "shown")
    asked = [SOFFICE, f"-env:UserInstallation={home}", "--headless", *reading]
    done = subprocess.run(
        [*asked, "--convert-to", wanted, "--outdir", out, str(tmp_path / made)],
        capture_output=True,
        timeout=CEILING * 4,
        check=True,
    )
    (found,) = (tmp_path / "shown").iterdir()
    assert done.returncode == 0
    return found


def rows(file: Path) -> list[dict[str, str]]:
    """A table as LibreOffice shows it."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("made", "reading"), [("out.xlsx", ()), ("out.csv", (f"--infilter={READS}",))])
def test_a_spreadsheet_shows_every_letter(
    house: House, shell: Shell, tmp_path: Path, made: str, reading: tuple[str, ...]
) -> None:
    house.table().shares(ODD)
    shell("export", CODE, "--format", made.removeprefix("out."), "-o", str(tmp_path / made))
    (row,) = rows(converted(tmp_path, made, WRITES, *reading))

    assert row["text"] == ODD


@pytest.mark.parametrize(("made", "reading"), [("out.xlsx", ()), ("out.csv", (f"--infilter={READS}",))])
def test_no_cell_is_carried_out_as_a_formula(
    house: House, shell: Shell, tmp_path: Path, made: str, reading: tuple[str, ...]
) -> None:
    house.table().shares(FORMULA)
    shell("export", CODE, "--format", made.removeprefix("out."), "-o", str(tmp_path / made))
    (row,) = rows(converted(tmp_path, made, WRITES, *reading))

    assert row["text"].removeprefix("'") == FORMULA


def test_a_word_processor_shows_every_quote(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares(ODD, consent="quote")
    shell("export", CODE, "--format", "docx", "-o", str(tmp_path / "out.docx"))
    shown = converted(tmp_path, "out.docx", "txt:Text (encoded):UTF8").read_text("utf-8")

    assert all(line in shown for line in ODD.splitlines())
