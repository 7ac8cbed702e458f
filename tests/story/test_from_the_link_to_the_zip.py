"""From the set-up link to the evidence, in a browser all the way: tables write on phones, an organizer codes with the
keyboard, names a theme and takes everything home, where independent readers open it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, expect
from pypdf import PdfReader
from pyrefiqda import RefiProject
from support.browser import PHONE, Phone
from support.newcomer import Newcomer
from support.paper import Paper
from support.server import Server

SAID = {
    "1": "We visit each other’s schools before winter.",
    "2": "ᓂᐦᐃᔭᐍᐏᐣ belongs in the hallway. 🌱\n\nŁı̨kʼe, =1+1.",
    "3": "Nous irons nous voir avant l’hiver : « ensemble ».",
}
LIST = "Table\tCommunity\n" + "".join(f"{label}\tRural superintendents\n" for label in SAID)


def test_what_tables_wrote_comes_home_coded_and_whole(
    empty: Server, newcomer: Newcomer, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    newcomer.sets_up(empty, LIST, "3 tables will be added. 1 community is new.")
    newcomer.presses("Print the tents", "link")
    newcomer.takes("Tents · A4", tmp_path / "tents.pdf", "link")
    tables_share(empty, new_context, Paper(tmp_path / "tents.pdf"))
    newcomer.presses("After", "link")
    newcomer.presses("Codebooks", "link")
    newcomer.page.get_by_role("button", name="Take it in").first.click()
    newcomer.presses("Review", "link")
    newcomer.page.wait_for_load_state()
    newcomer.page.keyboard.press("j")
    expect(newcomer.page.locator("tbody tr").first).to_be_focused()
    newcomer.page.keyboard.press("1")
    expect(newcomer.page.locator("tbody tr .chip")).to_have_count(1)
    newcomer.presses("Take home", "link")
    newcomer.page.get_by_text("More files").click()
    newcomer.page.get_by_role("radio", name=re.compile("All of these in one ZIP file")).check()
    newcomer.takes("Make the file", tmp_path / "home.zip")

    all_is_whole(tmp_path / "home.zip", tmp_path)


def tables_share(server: Server, new_context: Callable[..., BrowserContext], tents: Paper) -> None:
    """Every table scans its tent and shares."""
    for (label, words), sheet in zip(SAID.items(), tents.sheets, strict=True):
        (link,) = {code.says for code in sheet.codes}
        phone = Phone(new_context(**PHONE), re.sub(r"http://[^/]+", server.base, link)).opens()
        expect(phone.page.get_by_role("heading", name=f"Table {label}")).to_be_visible()
        phone.shares(words)
        phone.arrives()
    tents.close()


def all_is_whole(file: Path, tmp_path: Path) -> None:
    """What the readers find is what was typed, and every checksum is right."""
    with zipfile.ZipFile(file) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(found["manifest.json"])
    named = {Path(name).suffix: name for name in found}
    rows = list(csv.DictReader(io.StringIO(found[reflections(found)].decode("utf-8-sig"), newline="")))
    words = {
        str(cell) for row in load_workbook(io.BytesIO(found[named[".xlsx"]]))["Reflections"].values for cell in row
    }

    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != "manifest.json"
    }
    assert sorted(row["text"] for row in rows) == sorted(SAID.values())
    assert set(SAID.values()) <= words
    assert coded_texts(found[named[".qdpx"]], tmp_path) == sorted(SAID.values())
    assert SAID["1"] not in pdf_text(found[named[".pdf"]])  # nobody has allowed to quote it


def pdf_text(data: bytes) -> str:
    """What a reader of the report finds, spaces as one."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Fall Conference" in text
    return " ".join(text.split())


def reflections(found: dict[str, Any]) -> str:
    return next(name for name in found if name.endswith("reflections.csv"))


def coded_texts(data: bytes, tmp_path: Path) -> list[str]:
    """The texts of a project as another program reads them; one of them has a code."""
    (tmp_path / "home.qdpx").write_bytes(data)
    project = RefiProject.load(tmp_path / "home.qdpx", tmp_path / "unpacked")
    assert len([each for source in project.sources.text_source for each in source.plain_text_selection]) == 1
    return sorted(
        RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "unpacked").read_text("utf-8")
        for source in project.sources.text_source
    )
