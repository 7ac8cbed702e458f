"""A table's page in company: other phones of the table, the questions of the room, the wall and the organizers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from support.browser import Complaints, Phone
from support.conference import Venue
from support.server import until
from support.shell import Shell

Phones = Callable[..., Phone]
CHANGED = "The question has changed: “And what will you do about it?”. Yours will be kept under the old one."
CLOSED = "This question is closed. You can still share: it arrives late, and a moderator decides."


@pytest.fixture
def slow(phones: Phones) -> Phone:
    """A phone at table 14 whose time a test can move."""
    phone = phones()
    phone.page.clock.install()
    return phone.opens()


def looks(phone: Phone) -> None:
    """The phone is taken up again, some time later: its page asks how things stand."""
    phone.page.clock.fast_forward(21_000)


def carries(phone: Phone, other: Phone) -> Phone:
    """Another phone goes on where this one is."""
    key = phone.page.evaluate("Object.keys(localStorage).find((name) => name.startsWith('rw:item:')).slice(8)")
    other.page.clock.install()
    other.opens(f"{phone.url}/r/{key}").arrives()
    return other


def tops(phone: Phone) -> list[float]:
    """Where the parts of the page that somebody writes on are."""
    parts = ("#prompt", "#text", ".meter", "#notice", "#share")
    boxes = [phone.page.locator(each).bounding_box() for each in parts]
    return [box["y"] for box in boxes if box]


def edits(phone: Phone, text: str) -> None:
    phone.taps("Edit")
    phone.writes(text)
    phone.share.tap()
    phone.arrives()


def cards(phone: Phone) -> Locator:
    return phone.page.locator("#mine article")


def opening(conference: Venue, number: int) -> int:
    """The room turns to another question; returns its id."""
    wanted: int = conference.table().looks()["prompts"][number]["id"]
    conference.desk.prompt(wanted, "open")
    return wanted


# ── Consent ──


def test_an_older_one_asks_in_one_quiet_line_whether_it_may_be_passed_on(phone: Phone, conference: Venue) -> None:
    phone.shares("One.")
    first = phone.arrives()
    phone.taps("Share another")
    phone.shares("Two.")
    phone.arrives()
    older = cards(phone).nth(1)
    line = older.locator(".passing summary")
    expect(line).to_have_text("May be passed on: no · Change")
    expect(phone.newest.locator(".passing")).to_have_count(0)
    line.tap()
    older.get_by_role("radio", name="In the report, without a name").check()
    expect(line).to_have_text("May be passed on: in the report, without a name · Change")
    expect(older.get_by_text("Thank you, noted.")).to_be_visible()
    until(lambda: conference.desk.item(first)["consent"] == "report", "the answer never reached the server")


def test_two_that_were_written_offline_are_both_asked_about_when_they_arrive(
    phone: Phone, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    for text in ("One.", "Two."):
        phone.shares(text)
        expect(phone.heading).to_have_text("Saved on this phone")
        if text == "One.":
            phone.taps("Share another")
    phone.context.set_offline(False)
    phone.arrives()
    expect(phone.page.locator("#mine fieldset.consent:visible")).to_have_count(2)


# ── Other phones of the table ──


def test_what_the_table_shared_leaves_out_what_this_phone_shows_itself(slow: Phone, conference: Venue) -> None:
    conference.table().shares("From another phone.")
    slow.shares("As it was.")
    slow.arrives()
    looks(slow)
    edits(slow, "As it is.")
    ours = slow.page.locator("#ours-list .words")
    for _ in range(2):
        expect(ours).to_have_text(["From another phone."])
        slow.page.reload()
    slow.taps("Take back")
    slow.taps("Yes, take it back")
    expect(slow.heading).to_have_text("Taken back")
    expect(ours).to_have_text(["From another phone."])
    slow.taps("Clear this phone")
    slow.taps("Yes, clear it")
    expect(ours).to_have_text(["From another phone."])


def test_what_a_cleared_phone_shared_is_its_table_s_again(phone: Phone) -> None:
    phone.shares("Shared.")
    phone.arrives()
    edits(phone, "Shared and edited.")
    phone.taps("Clear this phone")
    phone.taps("Yes, clear it")
    expect(phone.page.locator("#ours-list .words")).to_have_text(["Shared and edited."])


def test_newer_words_of_another_phone_come_to_this_one(slow: Phone, phones: Phones, conference: Venue) -> None:
    slow.shares("Begun here.")
    slow.arrives()
    other = carries(slow, phones())
    edits(other, "Finished there.")
    looks(slow)
    expect(slow.newest.locator(".words")).to_have_text("Finished there.")
    expect(slow.said).to_have_text(re.compile(r"^On the wall at .+ Changed on another phone\.$"))
    edits(slow, "And here again.")
    expect(slow.said).not_to_contain_text("another phone")
    looks(other)
    expect(other.newest.locator(".words")).to_have_text("And here again.")
    assert conference.wall.texts() == ["And here again."]


def test_what_another_phone_took_back_is_taken_back_here(slow: Phone, phones: Phones, complaints: Complaints) -> None:
    complaints.expect("410")
    slow.shares("Said in haste.")
    slow.arrives()
    other = carries(slow, phones())
    looks(slow)
    other.taps("Take back")
    other.taps("Yes, take it back")
    expect(other.heading).to_have_text("Taken back")
    looks(slow)
    expect(slow.heading).to_have_text("Taken back")


def test_an_edit_does_not_overwrite_what_another_phone_wrote_meanwhile(
    slow: Phone, phones: Phones, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("409")
    slow.shares("Begun here.")
    slow.arrives()
    other = carries(slow, phones())
    slow.taps("Edit")
    slow.writes("Mine.")
    edits(other, "Theirs.")
    looks(slow)
    slow.share.tap()
    expect(slow.heading).to_have_text("The organizers have other words from you under this number.")
    assert conference.wall.texts() == ["Theirs."]


# ── The questions of the room ──


def test_a_question_that_changes_while_somebody_writes_is_told_and_moves_nothing(
    slow: Phone, conference: Venue
) -> None:
    slow.writes("An answer to the first.")
    before = tops(slow)
    opening(conference, 1)
    slow.page.clock.fast_forward(9500)
    news = slow.page.locator("#news")
    expect(news).to_contain_text(CHANGED)
    expect(slow.page.locator("#told")).to_have_text(CHANGED)
    expect(slow.page.locator("#prompt")).to_have_text("What has your group learned?")
    assert tops(slow) == before
    slow.taps("OK")
    expect(news).to_be_hidden()
    slow.share.tap()
    expect(slow.heading).to_have_text("Arrived late")
    slow.taps("Share another")
    expect(slow.page.locator("#prompt")).to_have_text("And what will you do about it?")


def test_a_question_that_closes_while_somebody_writes_is_told_and_moves_nothing(
    slow: Phone, conference: Venue, shell: Shell
) -> None:
    slow.writes("Nearly done.")
    before = tops(slow)
    slow.page.clock.fast_forward(9500)
    assert shell("close", conference.told["conference"]).status == 0
    slow.page.clock.fast_forward(9500)
    expect(slow.page.locator("#news")).to_contain_text(CLOSED)
    assert tops(slow) == before


def test_an_empty_box_turns_to_the_new_question_and_the_page_stays(slow: Phone, conference: Venue) -> None:
    slow.page.evaluate("window.stayed = true")
    slow.page.locator("#people").evaluate("(field) => { field.value = 6 }")
    second = opening(conference, 1)
    slow.page.clock.fast_forward(9500)
    expect(slow.page.locator("#prompt")).to_have_text("And what will you do about it?")
    assert slow.page.evaluate("window.stayed") is True
    slow.shares("An answer to the second.")
    slow.arrives()
    assert [(item["prompt"], item["late"]) for item in conference.desk.items()] == [(second, False)]


def test_an_empty_box_says_that_the_question_is_closed_and_that_it_is_open_again(
    slow: Phone, conference: Venue, shell: Shell
) -> None:
    closed = slow.page.locator("#closed")
    assert shell("close", conference.told["conference"]).status == 0
    slow.page.clock.fast_forward(9500)
    expect(closed).to_have_text(CLOSED)
    opening(conference, 0)
    slow.page.clock.fast_forward(9500)
    expect(closed).to_be_hidden()


def test_a_draft_keeps_its_question_when_the_page_is_loaded_again(phone: Phone, conference: Venue) -> None:
    first = conference.table().looks()["prompts"][0]["id"]
    phone.writes("An answer to the first.")
    opening(conference, 1)
    phone.page.reload()
    expect(phone.page.locator("#prompt")).to_have_text("What has your group learned?")
    expect(phone.page.locator("#news")).to_contain_text(CHANGED)
    phone.share.tap()
    expect(phone.heading).to_have_text("Arrived late")
    assert [item["prompt"] for item in conference.desk.items()] == [first]


def test_an_edit_stays_with_the_question_that_it_answers(phone: Phone, conference: Venue) -> None:
    first = conference.table().looks()["prompts"][0]["id"]
    phone.shares("An answer to the first.")
    phone.arrives()
    opening(conference, 1)
    phone.page.reload()
    phone.taps("Edit")
    expect(phone.page.locator("#prompt")).to_have_text("What has your group learned?")
    phone.writes("A better answer to the first.")
    phone.share.tap()
    expect(phone.heading).to_have_text("Arrived late")
    assert [item["prompt"] for item in conference.desk.items()] == [first]


# ── The wall ──


@pytest.mark.parametrize(("label", "language"), [("14", "en"), ("22", "fr")])
def test_the_wall_in_the_hand_speaks_the_phone_s_language(phones: Phones, label: str, language: str) -> None:
    phone = phones(label).opens()
    phone.page.locator("footer a").first.tap()
    expect(phone.page.locator("html")).to_have_attribute("lang", language)
    expect(phone.page.locator("#list")).to_be_attached()
