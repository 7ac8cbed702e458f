"""A frame is only a hint (delivery.md, I6): with a server that pushes nothing at all, every screen comes to the same
picture a few seconds later."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from support.browser import PHONE, SCREEN, Complaints, Phone, Projector
from support.conference import CODE, Venue, created
from support.desk import sit
from support.server import Server

Contexts = Callable[..., BrowserContext]
SILENT = """
from reflection_wall import entry
from socketio import Server

Server.emit = lambda *told, **more: None
entry.main()
"""


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[Venue]:
    """The small conference on a server without a voice."""
    env = created(tmp_path)
    program = tmp_path / "silent.py"
    program.write_text(SILENT, "utf-8")
    server = Server(
        {**env, "PYTHONPATH": str(Path(__file__).parents[2])}, program=[sys.executable, str(program), "serve"]
    )
    try:
        yield Venue(server, server.links(CODE))
    finally:
        server.stop()


def test_what_is_shared_shown_hidden_and_blanked_reaches_every_screen_that_hears_nothing(
    silent: Venue, new_context: Contexts, complaints: Complaints
) -> None:
    silent.desk.sets(scene="live")
    wall = Projector(new_context(**SCREEN), silent.url("wall"))
    in_hand = new_context(**PHONE).new_page()
    in_hand.goto(silent.url("viewer"))
    desk = sit(new_context, silent.url("presenter"))
    phone = Phone(new_context(**PHONE), silent.told["tables"][0]["url"]).opens()
    phone.shares("Heard without a word.")
    phone.arrives()
    words = "Heard without a word."

    for page in (wall.page, in_hand):
        expect(page.get_by_text(words)).to_be_visible()
    desk.tab("On the wall").click()
    expect(desk.item(words)).to_be_visible()
    desk.does("h")
    for page in (wall.page, in_hand):
        expect(page.get_by_text(words)).to_have_count(0)
    desk.page.keyboard.press("b")
    expect(wall.page.locator("body")).to_have_attribute("data-scene", "blank")
