"""The wall in one's own hand: the same words in reading order, before and without any script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.browser import PHONE
from support.conference import Venue

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def reader(live: Venue, new_context: Contexts) -> Page:
    """The wall in somebody's hand."""
    page = new_context(**PHONE).new_page()
    page.clock.install()
    page.goto(live.url("viewer"))
    expect(page.locator("#shared")).to_have_text("Waiting for the first table")
    return page


def test_the_newest_comes_first_whether_pushed_or_there_at_the_beginning(live: Venue, reader: Page) -> None:
    words = reader.locator("#list .words")
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    expect(words).to_have_text(["Three.", "Two.", "One."])
    reader.reload()
    expect(words).to_have_text(["Three.", "Two.", "One."])


def test_each_is_in_its_own_language_and_direction(live: Venue, reader: Page) -> None:
    live.table("22").shares("Nous irons nous voir.", lang="fr-CA", headline="Se voir")
    live.table("14").shares("שלום עולם", lang="he")
    words = reader.locator("#list .words")
    expect(words).to_have_count(2)
    assert words.evaluate_all("(all) => all.map((each) => [each.lang, getComputedStyle(each).direction])") == [
        ["he", "rtl"],
        ["fr-CA", "ltr"],
    ]
    expect(reader.locator("#list footer").last).to_have_text("Direction francophone")


def test_what_is_hidden_disappears(live: Venue, reader: Page) -> None:
    reference = live.table().shares("Too much.")["reference"]
    expect(reader.locator("#list .words")).to_have_text(["Too much."])
    live.desk.judges(live.desk.item(reference), "hide")
    expect(reader.locator("#list .words")).to_have_count(0)
    assert "Too much." not in reader.content()
    expect(reader.get_by_text("Nothing has been shared yet.")).to_be_visible()


def test_an_edit_moves_nothing(live: Venue, reader: Page) -> None:
    key = live.table().shares("The first wording.")["key"]
    live.table().shares("Another.")
    live.table().puts(key, "The second wording.", revision=2)
    expect(reader.locator("#list .words")).to_have_text(["Another.", "The second wording."])


def test_new_ones_are_announced_politely_as_a_count(live: Venue, reader: Page) -> None:
    said = reader.locator("#announcement")
    expect(said).to_have_attribute("role", "status")
    for text in ("One.", "Two."):
        live.table().shares(text)
    expect(reader.locator("#list li")).to_have_count(2)
    expect(said).to_have_text("")
    reader.clock.fast_forward(11_000)
    expect(said).to_have_text("2 new reflections")


def test_a_blanked_wall_is_blank_in_the_hand_too(live: Venue, reader: Page) -> None:
    live.table().shares("For later.")
    expect(reader.get_by_text("For later.")).to_be_visible()
    live.desk.sets(scene="blank")
    expect(reader.get_by_text("The wall is paused for a moment.")).to_be_visible()
    expect(reader.get_by_text("For later.")).to_be_hidden()
    live.desk.sets(scene="live")
    expect(reader.get_by_text("For later.")).to_be_visible()


def test_the_feed_brings_what_did_not_come_with_the_page_and_announces_none_of_it(live: Venue, reader: Page) -> None:
    for n in range(53):
        live.table().shares(f"Number {n}.")
    reader.reload()
    expect(reader.locator("#list li")).to_have_count(53)
    expect(reader.locator("#list .words").last).to_have_text("Number 0.")
    expect(reader.get_by_role("link", name="Older")).to_have_count(0)
    reader.clock.fast_forward(11_000)
    expect(reader.locator("#announcement")).to_have_text("")


def test_without_scripts_the_older_ones_are_one_tap_away(live: Venue, new_context: Contexts) -> None:
    for n in range(53):
        live.table().shares(f"Number {n}.")
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live.url("viewer"))
    expect(page.locator("#list li")).to_have_count(50)
    page.get_by_role("link", name="Older").tap()
    expect(page.locator("#list .words")).to_have_text(["Number 2.", "Number 1.", "Number 0."])
    expect(page.get_by_role("link", name="Older")).to_have_count(0)
    page.get_by_role("link", name="Newest").tap()
    expect(page.locator("#list .words").first).to_have_text("Number 52.")


def test_it_is_there_without_scripts(live: Venue, new_context: Contexts) -> None:
    for text in ("One.", "Two."):
        live.table().shares(text)
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live.url("viewer"))
    expect(page.locator("#list .words")).to_have_text(["Two.", "One."])
