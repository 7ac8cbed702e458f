"""The ways in: a code that is typed, a table that is picked, a tent that is printed and scanned."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from support.browser import PHONE, SCREEN, Complaints
from support.conference import Venue

Contexts = Callable[..., BrowserContext]
SPILLING = """(faces) => faces
  .filter((face) => face.scrollHeight > face.clientHeight || face.scrollWidth > face.clientWidth)
  .map((face) => face.textContent)"""
POINTS = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture
def visitor(conference: Venue, new_context: Contexts) -> Page:
    """Somebody whose camera fails, with the start page on the phone."""
    page = new_context(**PHONE).new_page()
    page.goto(conference.server.base)
    return page


def test_the_code_of_the_card_leads_to_the_conference(conference: Venue, visitor: Page) -> None:
    visitor.get_by_label("Code").fill(f" {conference.told['conference'].lower()} ")
    visitor.get_by_role("button").tap()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A year of communities – Fall Conference")
    expect(visitor.get_by_text("What has your group learned?")).to_be_visible()
    expect(visitor.get_by_text("We visit one another.")).to_be_hidden()
    visitor.get_by_text("Our purpose").first.tap()
    expect(visitor.get_by_text("We visit one another.")).to_be_visible()
    expect(visitor.get_by_text("And what for.")).to_be_visible()


def test_an_unknown_code_is_said_beside_the_box_and_stays_in_it(visitor: Page, complaints: Complaints) -> None:
    complaints.expect("404")
    visitor.get_by_label("Code").fill("NOPE99")
    visitor.get_by_label("Code").press("Enter")
    expect(visitor.get_by_role("alert")).to_have_text("No conference has this code. Please look at the card once more.")
    expect(visitor.get_by_label("Code")).to_have_value("NOPE99")


def test_picking_a_table_leads_to_a_page_that_shares_and_shows_nobody_else_s_words(
    conference: Venue, visitor: Page
) -> None:
    conference.table().shares("Written by the table itself.")
    visitor.goto(f"{conference.server.base}/c/{conference.told['conference']}")
    visitor.get_by_role("link", name="Table 14").tap()
    expect(visitor.locator("#text")).to_be_visible()
    assert "Written by the table itself." not in visitor.content()
    visitor.locator("#text").fill("Written by somebody who walked in.")
    visitor.locator("#share").tap()
    expect(visitor.get_by_role("heading", name="Arrived")).to_be_visible()
    expect(visitor.locator("#ours")).to_be_hidden()
    walked_in = {item["text"]: item["walk_in"] for item in conference.desk.items()}
    assert walked_in == {"Written by the table itself.": False, "Written by somebody who walked in.": True}


def test_a_file_from_elsewhere_is_refused_and_these_tests_would_notice(visitor: Page, complaints: Complaints) -> None:
    with visitor.expect_console_message():
        visitor.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:1/pixel.gif' }))")
    assert complaints.unexpected() != []
    complaints.expect("Content Security Policy")


@pytest.mark.parametrize("paper", POINTS)
def test_there_is_one_printed_page_for_each_table_and_its_code_is_the_table_s_link(
    conference: Venue, new_context: Contexts, tmp_path: Path, paper: str
) -> None:
    page = new_context(**SCREEN).new_page()
    page.goto(f"{conference.url('office')}/tents?paper={paper}")
    file = tmp_path / "tents.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", file.read_bytes())
    pages = [(round(float(width)), round(float(height))) for width, height in sizes]
    assert pages == [POINTS[paper]] * len(conference.told["tables"])
    for picture, table in zip(pictures(page, file), conference.told["tables"], strict=True):
        assert {code.text for code in zxingcpp.read_barcodes(picture)} == {table["url"]}


def pictures(page: Page, file: Path) -> list[Image.Image]:
    """Each sheet as it comes out of the printer, or as the screen shows it where nothing can draw a PDF."""
    if shutil.which("pdftoppm") is None:
        return [Image.open(BytesIO(sheet.screenshot())) for sheet in page.locator(".sheet").all()]
    subprocess.run(["pdftoppm", "-r", "100", "-gray", "-png", str(file), str(file.with_suffix(""))], check=True)
    return [Image.open(each) for each in sorted(file.parent.glob("tents-*.png"))]


@pytest.mark.parametrize("paper", POINTS)
def test_nothing_on_a_tent_is_cut_off(cass: Venue, new_context: Contexts, paper: str) -> None:
    page = new_context(**SCREEN).new_page()
    page.goto(f"{cass.url('office')}/tents?paper={paper}")
    faces = page.locator(".face")
    assert faces.count() == 2 * len(cass.told["tables"])
    spills = (
        "(all) => all.filter((face) => face.scrollHeight > face.clientHeight || face.scrollWidth > face.clientWidth)"
    )
    assert faces.evaluate_all(f"{spills}.map((face) => face.textContent)") == []
    expect(page.get_by_text("REHEARSAL").first).to_be_visible()
