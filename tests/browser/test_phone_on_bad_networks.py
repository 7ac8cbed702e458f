"""A phone on a hotel's Wi-Fi: nothing that a table wrote is lost or doubled, and nothing is called sent that is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.browser import Complaints, Phone
from support.conference import Venue
from support.proxy import Holding, Proxy, answering, cut, honest, truncated
from support.server import CEILING, until

Phones = Callable[..., Phone]
PORTALS = {
    "text/html": b"<!doctype html><title>Hotel Wi-Fi</title><p>Please accept our terms.",
    "application/json": b'{"status": "ok", "message": "Please accept our terms."}',
}
NETWORK_DOWN = "ERR_(INTERNET_DISCONNECTED|EMPTY_RESPONSE|CONNECTION_|CONTENT_LENGTH_MISMATCH|INCOMPLETE)"


@pytest.fixture
def bad(phones: Phones, proxy: Proxy, complaints: Complaints) -> Phone:
    """A phone behind the proxy, with the table's page open; networks may complain."""
    complaints.expect(NETWORK_DOWN)
    return phones(base=proxy.base).opens()


def words(conference: Venue) -> list[str]:
    return [item["text"] for item in conference.desk.items()]


def test_shared_while_offline_it_is_saved_and_sent_when_the_network_is_back(bad: Phone, conference: Venue) -> None:
    bad.context.set_offline(True)
    bad.shares("Written in a basement.")
    expect(bad.heading).to_have_text("Saved on this phone")
    expect(bad.heading).to_be_focused()
    expect(bad.newest.locator(".words")).to_have_text("Written in a basement.")
    bad.context.set_offline(False)
    bad.arrives()
    assert words(conference) == ["Written in a basement."]


def test_shared_while_offline_it_is_sent_by_itself_when_the_link_is_opened_again(bad: Phone, conference: Venue) -> None:
    bad.context.set_offline(True)
    bad.shares("Nobody waited for this.")
    expect(bad.heading).to_have_text("Saved on this phone")
    bad.dies()
    bad.context.set_offline(False)
    bad.opens_again().arrives()
    assert conference.wall.texts() == words(conference) == ["Nobody waited for this."]


def test_a_tab_that_is_swiped_away_while_sending_shares_once(bad: Phone, proxy: Proxy, conference: Venue) -> None:
    proxy.http = held = Holding()
    bad.shares("Swiped away.")
    assert held.holds.wait(CEILING)
    bad.dies()
    proxy.http = honest
    held.lets_go.set()
    bad.opens_again().arrives()
    assert words(conference) == ["Swiped away."]


def test_two_tabs_of_one_phone_send_what_waits_once(bad: Phone, conference: Venue) -> None:
    bad.context.set_offline(True)
    bad.shares("Waiting in two tabs.")
    expect(bad.heading).to_have_text("Saved on this phone")
    first = bad.page
    bad.context.set_offline(False)
    bad.opens_again().arrives()
    bad.page = first
    bad.arrives()
    assert [(item["text"], item["revision"]) for item in conference.desk.items()] == [("Waiting in two tabs.", 1)]


def test_while_it_is_on_its_way_nobody_is_told_that_there_is_no_connection(bad: Phone, proxy: Proxy) -> None:
    proxy.http = held = Holding()
    bad.shares("On its way.")
    assert held.holds.wait(CEILING)
    expect(bad.newest).to_contain_text("On its way.")
    expect(bad.said).not_to_contain_text("No connection")
    held.lets_go.set()
    bad.arrives()


def test_a_tab_that_is_killed_while_somebody_types_keeps_the_draft(bad: Phone) -> None:
    bad.box.press_sequentially("Half a thou")
    bad.dies()
    bad.opens_again()
    expect(bad.box).to_have_value("Half a thou")


def test_a_draft_of_an_edit_is_still_an_edit_after_the_tab_was_killed(bad: Phone, conference: Venue) -> None:
    bad.shares("The first wording.")
    bad.arrives()
    bad.taps("Edit")
    bad.box.press_sequentially(" And more.")
    bad.dies()
    bad.opens_again()
    expect(bad.box).to_have_value("The first wording. And more.")
    bad.share.tap()
    bad.arrives()
    assert words(conference) == ["The first wording. And more."]


@pytest.mark.parametrize("kind", PORTALS)
def test_what_a_captive_portal_answers_is_not_taken_for_a_receipt(
    bad: Phone, proxy: Proxy, conference: Venue, kind: str
) -> None:
    expect(bad.page.locator("header [role=timer]")).to_be_attached()  # all of the page has come
    proxy.http = answering(kind, PORTALS[kind])
    bad.shares("Past the hotel's own page.")
    until(lambda: proxy.requests[-1].startswith(b"PUT"), "it was never sent")
    expect(bad.said).to_contain_text("No connection")
    expect(bad.heading).to_have_text("Saved on this phone")
    assert words(conference) == []
    proxy.http = honest
    bad.taps("Send now")
    bad.arrives()
    assert words(conference) == ["Past the hotel's own page."]


@pytest.mark.parametrize("network", [cut, truncated(0), truncated(60)], ids=["cut", "without-body", "half-a-body"])
def test_a_reply_that_is_lost_after_the_server_has_kept_the_words_shares_once(
    bad: Phone, proxy: Proxy, conference: Venue, network: Callable[..., bytes]
) -> None:
    proxy.http = network
    bad.shares("Kept, and nobody said so.")
    until(lambda: words(conference), "it never came")
    expect(bad.heading).to_have_text("Saved on this phone")
    proxy.http = honest
    bad.taps("Send now")
    bad.arrives()
    assert [(item["text"], item["revision"]) for item in conference.desk.items()] == [("Kept, and nobody said so.", 1)]


def test_taking_back_what_is_still_on_its_way_keeps_it_off_the_wall(
    bad: Phone, proxy: Proxy, conference: Venue
) -> None:
    bad.context.set_offline(True)
    bad.shares("Better not.")
    bad.taps("Take back")
    bad.taps("Yes, take it back")
    bad.context.set_offline(False)
    expect(bad.heading).to_have_text("Taken back")
    assert conference.wall.texts() == []
