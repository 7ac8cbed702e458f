"""PDF: the same report, tagged, titled and in its language, read by another library than the one that set it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from support.conference import CODE, House
from support.shell import Shell


def report(shell: Shell, tmp_path: Path, *options: str) -> PdfReader:
    """The report."""
    said = shell("export", CODE, "--format", "pdf", *options, "-o", str(tmp_path / "out.pdf"))
    assert said.status == 0, said.err
    return PdfReader(tmp_path / "out.pdf")


def words(tmp_path: Path) -> str:
    """All words of the file without their spaces, as somebody has them who copies."""
    file = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    return "".join("".join(page.get_textpage().get_text_bounded() for page in file).split())


def tags(found: PdfReader) -> set[str]:
    """The kinds of structure in the file."""
    kinds, waiting = set(), [found.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            kinds.add(each.get("/S"))
            waiting.extend([each["/K"]] if "/K" in each else [])
    return {kind for kind in kinds if kind}


def test_a_report_is_tagged_titled_and_has_a_language(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("Words.", consent="quote")
    found = report(shell, tmp_path)
    root = found.trailer["/Root"]

    assert (found.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("Fall Conference", "en", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"pdfuaid:part>\s*1<", root["/Metadata"].get_data().decode())


def test_headings_lists_tables_and_their_heads_are_what_they_are(house: House, shell: Shell, tmp_path: Path) -> None:
    assert tags(report(shell, tmp_path)) >= {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/P"}


def test_a_report_in_french_says_so(house: House, shell: Shell, tmp_path: Path) -> None:
    house.set(locale="fr")
    found = report(shell, tmp_path)

    assert (found.trailer["/Root"]["/Lang"], found.metadata.title) == ("fr", "Conférence d’automne")
    assert "Raisond’être" in words(tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ",
        "Tłı̨chǫ Łı̨kʼe Dëne Sųłıné",
        "👩🏽‍🏫 and 🌱",
        "#strong[x] *y* $z$ @ref <label> \\ //",
        "= 1\n- 2",
    ],
)
def test_words_come_out_as_they_were_typed(house: House, shell: Shell, tmp_path: Path, said: str) -> None:
    house.table().shares(said, consent="quote", headline="A head")
    report(shell, tmp_path)

    assert "".join(said.split()) in words(tmp_path)


def test_pdf_and_docx_say_the_same(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table("14").shares("Canary for the room.")
    house.table("14").shares("For the report.", consent="report")
    house.table("14").shares("Named.", consent="quote")
    report(shell, tmp_path)
    found = words(tmp_path)

    assert "Named.—Ruralleaders" in found
    assert "Forthereport.—Agroupthatisnotnamed" in found
    assert "Canary" not in found
