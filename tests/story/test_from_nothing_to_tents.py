"""From an empty installation to printed tents, as a newcomer goes: every click and every filled field is a step.

The promise is ten minutes. A newcomer who reads each page needs some ten seconds for a step, so that forty would still
be under seven minutes; the story counts them, so that no form grows in silence.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from support.browser import SCREEN
from support.server import Server, environment, until

MOST_STEPS = 20
NAMES = ("Rural superintendents", "New system leaders", "Direction francophone", "Inclusive education")
LIST = "Table\tCommunity\tLanguage\n" + "".join(
    f"{n}\t{NAMES[n % 4]}\t{'fr' if n % 4 == 2 else 'en'}\n" for n in range(1, 25)
)
Contexts = Callable[..., BrowserContext]


class Newcomer:
    """Somebody who has never been here, and what they have done so far."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, list[str]()

    def fills(self, label: str, words: str) -> None:
        """Type into a field, or paste."""
        self.page.get_by_label(label, exact=True).fill(words)
        self.steps.append(f"fill {label}")

    def presses(self, name: str, role: str = "button") -> None:
        """Press a button, or follow a link."""
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        self.steps.append(f"press {name}")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty database."""
    server = Server(environment(tmp_path))
    yield server
    server.stop()


def test_a_newcomer_comes_from_an_empty_installation_to_printed_tents(empty: Server, new_context: Contexts) -> None:
    def link() -> str:
        return next((found[0] for line in empty.said if (found := re.search(r"http\S+/office/welcome/\S+", line))), "")

    page = new_context(**SCREEN).new_page()
    page.goto(re.sub(r"http://[^/]+", empty.base, until(link, "the server never printed its set-up link")))
    newcomer = Newcomer(page)

    newcomer.fills("Your name", "Marie Tremblay")
    newcomer.fills("E-mail", "marie@example.org")
    newcomer.fills("Password", "three quiet otters")
    newcomer.fills("Once more", "three quiet otters")
    newcomer.presses("Continue")
    newcomer.presses("I have put them away", "link")
    newcomer.presses("Set up the first conference", "link")
    newcomer.fills("Title, English", "A year of communities")
    newcomer.presses("Continue to the conference")
    newcomer.fills("Title, English", "Fall Conference")
    newcomer.fills("Date", "2026-11-05")
    newcomer.presses("Continue to the tables")
    newcomer.presses("Paste or upload a list", "link")
    newcomer.fills("Tables and communities", LIST)
    newcomer.presses("Look at it")
    expect(page.get_by_text("24 tables will be added. 4 communities are new.")).to_be_visible()
    newcomer.presses("Set it up")
    newcomer.presses("Print the tents", "link")

    tents = page.locator("article")
    expect(tents).to_have_count(24)
    picture = Image.open(io.BytesIO(tents.nth(13).locator("svg.qr").first.screenshot()))
    read = [found.text for found in zxingcpp.read_barcodes(picture)]
    page.goto(re.sub(r"http://[^/]+", empty.base, read[0]))
    expect(page.get_by_role("heading", name="Table 14")).to_be_visible()
    assert len(newcomer.steps) <= MOST_STEPS, newcomer.steps
