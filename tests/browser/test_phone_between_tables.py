"""A phone whose table is called otherwise, or that comes to another one: its words go on being its table's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.browser import Complaints, Phone
from support.conference import Venue

Phones = Callable[..., Phone]


def renames(conference: Venue, label: str, to: str) -> None:
    """The desk calls a table otherwise."""
    found = next(row for row in conference.desk.asks("GET", "room").body["tables"] if row["label"] == label)
    assert conference.desk.asks("PUT", f"tables/{found['id']}", label=to).status == 200


@pytest.fixture
def offline(phones: Phones, complaints: Complaints) -> Phone:
    """A phone at table 14 that has lost its network since its page was opened."""
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    phone = phones().opens()
    phone.context.set_offline(True)
    return phone


def waits(phone: Phone, text: str) -> None:
    phone.shares(text)
    expect(phone.heading).to_have_text("Saved on this phone")


def comes_back(phone: Phone, url: str | None = None) -> None:
    """The tab was swiped away; the network is there again when the phone is taken up."""
    phone.dies()
    phone.context.set_offline(False)
    phone.page = phone.context.new_page()
    phone.opens(url)


def test_what_waits_goes_out_after_its_table_was_renamed(offline: Phone, conference: Venue) -> None:
    waits(offline, "Written at table 14.")
    renames(conference, "14", "14A")
    comes_back(offline)
    offline.arrives()
    assert [(item["text"], item["table"]) for item in conference.desk.items()] == [("Written at table 14.", "14A")]


def test_a_receipt_and_a_draft_are_still_there_after_their_table_was_renamed(phone: Phone, conference: Venue) -> None:
    phone.shares("Ours to edit.")
    phone.arrives()
    phone.taps("Share another")
    phone.writes("Half a thought")
    renames(conference, "14", "14A")
    phone.opens()
    expect(phone.box).to_have_value("Half a thought")
    expect(phone.newest.locator(".words")).to_have_text("Ours to edit.")


def test_what_waits_from_one_table_goes_out_as_its_own_under_another_s_code(
    offline: Phone, phones: Phones, conference: Venue
) -> None:
    waits(offline, "From table 14.")
    comes_back(offline, phones("22").url + "?lang=en")
    offline.arrives()
    expect(offline.said).to_have_text("Written at table 14.")
    assert [(item["text"], item["table"]) for item in conference.desk.items()] == [("From table 14.", "14")]


def test_what_stands_in_one_table_s_box_does_not_come_into_another_s(phone: Phone, phones: Phones) -> None:
    phone.writes("For table 14 alone.")
    phone.opens(phones("22").url)
    expect(phone.box).to_have_value("")
    phone.opens()
    expect(phone.box).to_have_value("For table 14 alone.")


def test_what_was_kept_under_a_label_is_the_table_s_of_that_label(phone: Phone, conference: Venue) -> None:
    phone.writes("Kept before tables had numbers.")
    phone.opens(conference.server.base)
    phone.page.evaluate(
        """() => {
          const now = Object.keys(localStorage).find((name) => name.startsWith("rw:draft:"));
          localStorage.setItem(now.replace(/\\/.*/, ":14"), localStorage.getItem(now));
          localStorage.removeItem(now);
        }"""
    )
    phone.opens()
    expect(phone.box).to_have_value("Kept before tables had numbers.")
