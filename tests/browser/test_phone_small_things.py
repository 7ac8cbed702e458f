"""A table's phone in small: room on a short screen, a note's own way to change, whole references, one wall."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from support import axe
from support.browser import PHONE, Phone
from support.conference import Venue
from support.people import Desk
from support.server import until

Contexts = Callable[..., BrowserContext]
SIZES = [{"width": 320, "height": 568}, {"width": 390, "height": 664}]
_COVERED = """() => {
  const summary = document.querySelector("#notice summary").getBoundingClientRect();
  const send = document.querySelector(".send").getBoundingClientRect();
  return Math.min(summary.bottom, send.bottom) - Math.max(summary.top, send.top);
}"""


def at_cass(cass: Venue, new_context: Contexts, size: dict[str, int], lang: str = "en") -> Phone:
    """A phone of that size at a table of the demo."""
    url = next(table["url"] for table in cass.told["tables"] if table["label"] == "14")
    return Phone(new_context(**{**PHONE, "viewport": size}), f"{url}?lang={lang}").opens()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=["320", "390"])
def test_no_button_stands_on_the_notice_of_a_first_or_a_second_reflection(
    cass: Venue, new_context: Contexts, size: dict[str, int], lang: str
) -> None:
    phone = at_cass(cass, new_context, size, lang)
    expect(phone.share).to_be_enabled()
    assert phone.page.evaluate(_COVERED) <= 0
    phone.shares("We will visit one another.")
    expect(phone.page.locator("#another")).to_be_visible()
    until(lambda: not phone.page.evaluate("document.body.classList.contains('settling')"))
    phone.page.locator("#another").tap()
    expect(phone.page.locator("#cancel")).to_be_visible()
    assert phone.page.evaluate(_COVERED) <= 0
    assert not [said for said in axe.violations(phone.page) if said.startswith("target-size")]


def test_a_note_that_asks_for_a_change_has_a_button_to_change(live: Venue, phone: Phone) -> None:
    phone.shares("Ms. Smith will visit us.")
    reference = phone.arrives()
    moderator = Desk(live.send, live.told["keys"]["moderator"])
    item = moderator.item(reference)
    assert moderator.asks("POST", f"reflections/{item['id']}/note", text="Please leave the name out.").status == 201
    beside = phone.newest.locator(".noted")
    expect(beside).to_contain_text("Please leave the name out.")
    beside.get_by_role("button", name="Edit").tap()
    expect(phone.box).to_have_value("Ms. Smith will visit us.")
    phone.writes("We will be visited.")
    phone.share.tap()
    until(lambda: moderator.item(reference)["text"] == "We will be visited.")


def test_no_line_breaks_a_reference(live: Venue, new_context: Contexts) -> None:
    phone = Phone(new_context(**PHONE), live.told["tables"][0]["url"]).opens()
    phone.shares("One.")
    phone.arrives()
    lines = """() => {
      const said = document.querySelector(".state .quiet");
      const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
      const tops = new Set();
      while (walker.nextNode()) {
        const at = walker.currentNode.data.search(/T\\w+-\\w{4}/);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 8);
        for (const box of range.getClientRects()) tops.add(Math.round(box.top));
      }
      return tops.size;
    }"""
    for width in range(320, 420, 6):
        phone.page.set_viewport_size({"width": width, "height": 664})
        assert phone.page.evaluate(lines) == 1, width


def test_the_phone_s_two_looks_at_the_wall_are_told_apart_and_one_leads(live: Venue, phone: Phone) -> None:
    phone.shares("Up.")
    phone.arrives()
    phone.newest.get_by_role("link", name="The newest, to resonate with").tap()
    expect(phone.page.locator("#now .wall-list .words")).to_have_text(["Up."])
    phone.page.locator("#now").get_by_role("link", name="See the whole wall").tap()
    expect(phone.page.get_by_role("heading", name="The wall in your hand")).to_be_visible()
    phone.page.get_by_label("Order").select_option("oldest")
    phone.page.reload()
    expect(phone.page.get_by_label("Order")).to_have_value("oldest")


def test_a_table_is_found_in_the_list_within_a_few_flicks(cass: Venue, new_context: Contexts) -> None:
    page = new_context(**PHONE).new_page()
    page.goto(f"{cass.server.base}/c/{cass.told['conference']}")
    last = page.get_by_role("link", name=re.compile(r"24$"))
    top = last.evaluate("(each) => each.getBoundingClientRect().top + scrollY")
    assert top < 3 * 664
    page.get_by_text("Our purpose").first.tap()
    expect(page.get_by_text("Leaders in their first three years")).to_be_visible()
