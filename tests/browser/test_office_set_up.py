"""The set-up in a real browser: every form on a phone and on a desk's screen, in both languages, right and wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.browser import PHONE, SCREEN, Complaints
from support.conference import Venue
from support.welcome import checked, welcomed

Contexts = Callable[..., BrowserContext]


def paths(page: Page, base: str, code: str) -> dict[str, str]:
    """Every page of the set-up, by name, in the programme of this conference."""
    page.goto(f"{base}/office")
    card = page.locator("section").filter(has=page.locator(".card-head b", has_text=re.compile(f"^{code}$")))
    programme = str(card.locator("h2 a").get_attribute("href"))
    page.goto(base + programme)
    community = str(page.locator("#communities a.other").nth(2).get_attribute("href"))
    within = ("set-up", "questions", "tables", "list", "rehearsal")
    page.goto(f"{base}/office/c/{code}/questions")
    question = str(page.locator(".deeds a.other").first.get_attribute("href"))
    page.goto(f"{base}/office/c/{code}/tables")
    table = str(page.locator(".listed a").first.get_attribute("href"))
    return {
        "home": "/office",
        "programme-new": "/office/programmes/new",
        "programme": programme,
        "texts": f"{programme}/texts",
        "community-new": f"{programme}/communities/new",
        "community": community,
        "conference-new": f"{programme}/conferences/new",
        "question": question,
        "table": table,
        **{each: f"/office/c/{code}/{each}" for each in within},
        "walk-in": f"/c/{code}",
        "about": f"/c/{code}/about",
    }


def looked_at(page: Page, name: str) -> None:
    """Kept as a picture where somebody wants to look."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("screen", [PHONE, SCREEN], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_of_the_set_up_is_for_everyone(
    conference: Venue,
    invited: Callable[..., str],
    new_context: Contexts,
    complaints: Complaints,
    screen: dict[str, Any],
    language: str,
) -> None:
    complaints.expect("422")
    base, code = conference.server.base, conference.told["conference"]
    page = new_context(**screen).new_page()
    welcomed(page, invited())
    every, shot = paths(page, base, code), f"{language}-{screen['viewport']['width']}"
    for name, path in every.items():
        page.goto(f"{base}{path}?lang={language}")
        checked(page)
        looked_at(page, f"{shot}-{name}")
    page.goto(f"{base}{every['community']}?lang={language}")
    page.set_default_timeout(8000)
    page.locator("#name").fill("=1+1")
    page.locator("form .main").click()
    expect(page.locator("#name")).to_be_focused()
    checked(page)
    looked_at(page, f"{shot}-fault")
    for name, cells in (("bad", "Table\tCommunity\n1\t\n1-3\tNew\n2\tNew\n"), ("good", "1-3\tNew\n4\tRural leaders")):
        page.goto(f"{base}/office/c/{code}/list?lang={language}")
        page.locator("#list").fill(cells)
        page.locator("form .main").click()
        checked(page)
        looked_at(page, f"{shot}-list-{name}")
