"""Paper cards at the desk, in a browser: for everyone, and one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from support.browser import PHONE, SCREEN, Complaints
from support.conference import Venue
from support.welcome import checked

Contexts = Callable[..., BrowserContext]


@pytest.mark.parametrize("screen", [PHONE, SCREEN, {"viewport": {"width": 320, "height": 640}}], ids=str)
def test_the_page_of_cards_is_for_everyone(
    cass: Venue, new_context: Contexts, complaints: Complaints, screen: dict[str, Any]
) -> None:
    complaints.expect("422")
    page = new_context(**screen).new_page()
    page.goto(f"{cass.url('presenter')}/cards")
    checked(page)
    page.get_by_role("button", name="Save this card").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    checked(page)


def test_cards_are_typed_in_one_after_the_other(live: Venue, new_context: Contexts) -> None:
    page = new_context(**SCREEN).new_page()
    page.goto(f"{live.url('moderator')}/cards")
    page.get_by_label("Table").select_option("14")
    for words in ("The first card.", "The second card."):
        page.get_by_label("What it says").fill(words)
        page.get_by_role("button", name="Save this card").click()
        expect(page.get_by_role("status")).to_contain_text("Saved as T14-")
        expect(page.get_by_label("Table")).to_have_value("14")

    assert sorted(live.wall.texts()) == ["The first card.", "The second card."]
