"""Coding with the keyboard in a real browser, on passages as well; and every page of evidence under axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.axe import violations
from support.browser import PHONE, SCREEN
from support.conference import Venue
from support.shell import Shell
from support.welcome import invitation, welcomed

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def review(conference: Venue, shell: Shell, new_context: Contexts) -> Page:
    """The review of a conference in which three tables have shared."""
    code = conference.told["conference"]
    for text in ("📚 We visit each other.", "Nous partageons.", "A third."):
        conference.table().shares(text)
    shell("codebook", "adopt", code, "equity")
    page = new_context(**SCREEN).new_page()
    welcomed(page, invitation(shell))
    page.goto(f"{conference.server.base}/office/c/{code}/review")
    return page


def test_keys_move_code_note_and_undo(review: Page) -> None:
    rows = review.locator("tbody tr")
    review.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    review.keyboard.press("1")
    expect(rows.nth(0).locator(".chip")).to_have_text("Access")
    review.keyboard.press("2")
    expect(rows.nth(0).locator(".chip")).to_have_count(2)
    review.keyboard.press("1")
    expect(rows.nth(0).locator(".chip")).to_have_count(1)
    expect(rows.nth(0).locator(".chip")).to_have_text("Opportunity")
    review.keyboard.press("z")
    expect(rows.nth(0).locator(".chip")).to_have_count(2)
    review.keyboard.press("j")
    review.keyboard.press("d")
    expect(rows.nth(1).locator(".done-mark")).to_be_visible()
    review.keyboard.press("m")
    review.keyboard.type("Ask them 1 more.")
    rows.nth(1).get_by_role("button", name="Write it down").click()
    expect(rows.nth(1).locator(".memos")).to_contain_text("Ask them 1 more.")
    review.reload()
    expect(rows.nth(0).locator(".chip")).to_have_count(2)
    review.keyboard.press("/")
    expect(review.get_by_label("Search")).to_be_focused()


def test_marked_words_take_the_code_and_nothing_else_does(review: Page) -> None:
    row = review.locator("tbody tr").nth(0)
    review.keyboard.press("j")
    row.locator(".words").evaluate(
        """words => { const range = document.createRange(); const text = words.firstChild;
           const at = text.data.indexOf("visit"); range.setStart(text, at); range.setEnd(text, at + 5);
           getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    review.keyboard.press("3")
    expect(row.locator("mark")).to_have_text("visit")
    expect(row.locator(".words")).to_have_text("📚 We visit each other.")
    expect(row.locator("q")).to_have_text("visit")


def test_a_code_goes_to_all_that_were_chosen(review: Page) -> None:
    review.keyboard.press("j")
    for key in ("x", "j", "x"):
        review.keyboard.press(key)
    expect(review.locator("#many")).to_have_text("2 chosen")
    review.keyboard.press("1")
    expect(review.locator(".chip")).to_have_count(2)
    expect(review.locator("#undo")).to_contain_text("(2)")


def test_with_single_keys_off_a_key_does_nothing(review: Page) -> None:
    review.get_by_label("single keys").uncheck()
    review.locator("tbody tr").nth(0).focus()
    review.keyboard.press("1")
    review.locator("button[data-key='2']").click()
    expect(review.locator(".chip")).to_have_text("Opportunity")


@pytest.mark.parametrize("screen", [PHONE, SCREEN], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_of_evidence_is_for_everyone(
    review: Page, conference: Venue, new_context: Contexts, screen: dict[str, Any], language: str
) -> None:
    review.keyboard.press("j")
    review.keyboard.press("1")
    expect(review.locator(".chip")).to_have_count(1)
    page = new_context(**screen, storage_state=review.context.storage_state()).new_page()
    base = f"{conference.server.base}/office/c/{conference.told['conference']}"
    for path in ("/review", "/codebooks", "/codebooks/of/equity", "/agreement", "/themes?proposals=1"):
        page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={language}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert (path, violations(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
