"""The wall in one's own hand: the same words in reading order, before and without any script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support import axe
from support.browser import PHONE
from support.conference import Venue
from support.people import Desk

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
    reader.get_by_role("button", name="Show more (3)").tap()
    expect(reader.locator("#list li")).to_have_count(53)
    expect(reader.locator("#list .words").last).to_have_text("Number 0.")
    expect(reader.get_by_role("link", name="Older")).to_have_count(0)
    reader.clock.fast_forward(11_000)
    expect(reader.locator("#announcement")).to_have_text("")


def test_a_long_list_is_drawn_in_parts_and_what_is_drawn_stays(live: Venue, reader: Page) -> None:
    for n in range(55):
        live.table().shares(f"Number {n}.")
    further = reader.get_by_role("button", name=re.compile("Show more"))
    reader.reload()
    entries = reader.locator("#list li")
    expect(further).to_have_text("Show more (5)")
    expect(entries).to_have_count(50)
    live.table("22").shares("Nouveau.")
    expect(reader.locator("#list .words").first).to_have_text("Nouveau.")
    expect(reader.locator("#list .words").last).to_have_text("Number 5.")
    reader.clock.fast_forward(11_000)
    expect(reader.locator("#announcement")).to_have_text("1 new reflection")
    further.tap()
    expect(entries).to_have_count(56)
    expect(entries.nth(51)).to_be_focused()
    expect(further).to_be_hidden()
    reader.get_by_label("Order").select_option("oldest")
    expect(entries).to_have_count(50)
    expect(reader.locator("#list .words").first).to_have_text("Number 0.")
    expect(further).to_have_text("Show more (6)")
    live.desk.sets(scene="blank")
    expect(further).to_be_hidden()


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


def chosen(reader: Page, order: str) -> list[str]:
    reader.get_by_label("Order").select_option(order)
    return reader.locator("#list .words").all_text_contents()


def test_one_reads_in_the_order_of_one_s_choice(live: Venue, reader: Page) -> None:
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    live.table("22").shares("Quatre.")
    expect(reader.locator("#list .words")).to_have_count(4)
    assert chosen(reader, "oldest") == ["One.", "Two.", "Three.", "Quatre."]
    live.table().shares("Five.")
    expect(reader.locator("#list .words")).to_have_text(["One.", "Two.", "Three.", "Quatre.", "Five."])
    assert chosen(reader, "newest") == ["Five.", "Quatre.", "Three.", "Two.", "One."]


def test_to_discover_is_to_meet_the_table_that_one_has_read_least(live: Venue, reader: Page) -> None:
    for text in ("One.", "Two."):
        live.table().shares(text)
    expect(reader.locator("#list .words")).to_have_count(2)
    reader.clock.fast_forward(3000)
    live.table("22").shares("Trois.")
    expect(reader.locator("#list .words")).to_have_count(3)
    assert chosen(reader, "discover")[0] == "Trois."
    live.table().shares("Four.")
    expect(reader.locator("#list .words")).to_have_count(4)
    assert reader.locator("#list .words").all_text_contents()[0] == "Trois."
    reader.reload()
    expect(reader.locator("#list .words")).to_have_count(4)
    assert chosen(reader, "discover")[0] == "Trois."


def reads(reader: Page) -> None:
    """Somebody looks at what stands there for a while, once the browser has noticed that it stands there."""
    reader.evaluate("""() => new Promise((done) => {
        new IntersectionObserver((_, watcher) => done(watcher.disconnect())).observe(document.body);
    })""")
    reader.clock.fast_forward(3000)


def test_what_is_drawn_anew_or_seen_on_another_day_was_read_once(live: Venue, reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 1400})
    key = live.table().shares("One.")["key"]
    live.table("22").shares("Deux.")
    live.table("22").shares("Trois.")
    expect(reader.locator("#list .words")).to_have_count(3)
    reads(reader)
    for n in range(2, 5):
        live.table().puts(key, f"One, as of {n}.", revision=n)
        expect(reader.get_by_text(f"One, as of {n}.")).to_be_visible()
        reads(reader)
    reader.reload()
    expect(reader.locator("#list .words")).to_have_count(3)
    reads(reader)
    assert chosen(reader, "discover")[0] == "One, as of 4."


def test_what_the_projector_shows_now_comes_first(live: Venue, reader: Page) -> None:
    reference = live.table().shares("In the light.", headline="A headline", lang="en-CA")["reference"]
    live.table("22").shares("Not in the light.")
    now = reader.get_by_role("region", name="On the wall now")
    live.desk.sets(reflection=live.desk.item(reference)["id"])
    expect(now.locator(".words")).to_have_text(["In the light."])
    expect(now.get_by_role("heading", name="A headline")).to_be_visible()
    reader.reload()
    expect(now.locator(".words")).to_have_text(["In the light."])
    live.desk.judges(live.desk.item(reference), "hide")
    expect(reader.get_by_role("heading", name="The wall shows what comes in.")).to_be_visible()
    assert "In the light." not in reader.content()
    live.desk.sets(scene="tour")
    expect(reader.get_by_role("heading", name="The wall goes from table to table.")).to_be_visible()


def test_what_the_projector_shows_now_is_there_without_scripts(live: Venue, new_context: Contexts) -> None:
    reference = live.table().shares("In the light.")["reference"]
    live.desk.sets(reflection=live.desk.item(reference)["id"])
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live.url("viewer"))
    expect(page.locator("#now .words")).to_have_text(["In the light."])
    expect(page.locator("#order")).to_be_hidden()


def test_a_translation_stands_beneath_in_its_own_language(live: Venue, reader: Page, new_context: Contexts) -> None:
    reference = live.table("22").shares("Nous irons nous voir.", lang="fr-CA")["reference"]
    item = live.desk.item(reference)
    moderator = Desk(live.send, live.told["keys"]["moderator"])
    told = {"lang": "en-CA", "text": "We will visit.", "version": item["version"]}
    assert moderator.asks("PUT", f"reflections/{item['id']}/translation", **told).status == 200
    plain = new_context(**PHONE, java_script_enabled=False).new_page()
    plain.goto(live.url("viewer"))
    for page in (reader, plain):
        words = page.locator("#list .words")
        expect(words).to_have_text(["Nous irons nous voir.", "We will visit."])
        assert [each.get_attribute("lang") for each in words.all()] == ["fr-CA", "en-CA"]


def test_the_time_that_is_left_is_told(live: Venue, reader: Page) -> None:
    timer = reader.get_by_role("timer")
    expect(timer).to_be_hidden()
    live.desk.sets(timer=90)
    expect(timer).to_have_text(re.compile(r"1:(30|29|28)"))
    reader.clock.fast_forward(91_000)
    expect(timer).to_have_text("Time is up")


@pytest.mark.parametrize("scene", ["spotlight", "tour", "opening"])
def test_axe_finds_nothing_whatever_the_projector_shows(live: Venue, reader: Page, scene: str) -> None:
    reference = live.table().shares("One.", headline="A headline", lang="en-CA")["reference"]
    live.table("22").shares("Deux.", lang="fr-CA")
    item = live.desk.item(reference)["id"]
    live.desk.sets(**({"reflection": item} if scene == "spotlight" else {"scene": scene}), timer=60)
    expect(reader.get_by_role("timer")).to_be_visible()
    assert axe.violations(reader) == []


def test_a_headline_that_the_text_begins_with_is_not_read_twice(live: Venue, new_context: Contexts) -> None:
    live.table().shares("Visit first. Then we plan together.", headline="Visit first.")
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(live.url("viewer"))
    assert plain.locator("#list article").inner_text().count("Visit first.") == 1
    pushed = new_context().new_page()
    pushed.goto(live.url("viewer"))
    live.table("22").shares("Visit often. Then we plan together.", headline="Visit often.")
    expect(pushed.locator("#list article")).to_have_count(2)
    assert pushed.locator("#list").inner_text().count("Visit often.") == 1
