"""Old phones, blocked scripts, forbidden storage, plain http: the table's page still does its job."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.browser import INSECURE, PHONE, Complaints, Phone
from support.conference import Venue

Phones = Callable[..., Phone]
Contexts = Callable[..., BrowserContext]


@pytest.fixture
def plain(conference: Venue, new_context: Contexts) -> Page:
    """A browser that runs no scripts, with the page of table 14 open."""
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(conference.told["tables"][0]["url"])
    return page


def share(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.get_by_role("button", name="Share with the room").tap()


def test_a_form_shares_and_leads_to_the_receipt(plain: Page, conference: Venue) -> None:
    share(plain, "No script was needed.")
    expect(plain.get_by_role("heading", name="Arrived")).to_be_visible()
    assert "/r/" in plain.url
    plain.reload()
    expect(plain.locator(".kept .words")).to_have_text("No script was needed.")
    assert conference.wall.texts() == ["No script was needed."]


def test_nothing_that_needs_a_script_is_offered(plain: Page) -> None:
    expect(plain.get_by_text("Clear this phone", exact=True)).to_be_hidden()
    expect(plain.get_by_text("Clear this phone?")).to_be_hidden()
    expect(plain.get_by_text("Kept as you write")).to_be_hidden()
    expect(plain.get_by_role("button", name="Share another")).to_be_hidden()


def test_a_form_that_cannot_be_taken_comes_back_with_the_words_and_a_sentence(
    plain: Page, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("422")
    share(plain, "x" * 1501)
    expect(plain.get_by_role("alert")).to_contain_text("1")
    expect(plain.locator("#text")).to_have_value("x" * 1501)
    expect(plain.locator("#text")).to_have_attribute("aria-invalid", "true")
    share(plain, "Short enough.")
    expect(plain.get_by_role("heading", name="Arrived")).to_be_visible()
    assert conference.wall.texts() == ["Short enough."]


def test_a_headline_that_cannot_be_taken_has_its_sentence_beside_it(plain: Page, complaints: Complaints) -> None:
    complaints.expect("422")
    plain.locator(".more summary").tap()
    plain.locator("#headline").fill("x" * 141)
    share(plain, "Short enough.")
    expect(plain.locator("#headline")).to_have_value("x" * 141)
    expect(plain.locator("#headline")).to_have_attribute("aria-invalid", "true")
    expect(plain.locator("#headline-fault")).to_be_visible()
    expect(plain.get_by_role("alert")).to_have_text("That is 141 characters; the most that fits is 140.")
    expect(plain.locator("#text")).not_to_have_attribute("aria-invalid", "true")


def test_a_form_keeps_the_answer_about_consent(plain: Page, conference: Venue) -> None:
    share(plain, "Line one.\nLine two.")
    plain.get_by_role("radio", name="In the report, without a name").check()
    plain.get_by_role("button", name="Keep this answer").tap()
    expect(plain.get_by_role("radio", name="In the report, without a name")).to_be_checked()
    assert [(item["consent"], item["text"]) for item in conference.desk.items()] == [("report", "Line one.\nLine two.")]


def test_a_receipt_does_not_say_its_first_sentence_twice(plain: Page) -> None:
    plain.locator(".more summary").tap()
    plain.locator("#headline").fill("We visit.")
    share(plain, "We visit.  One another.")
    expect(plain.locator(".kept .words")).to_have_text("We visit. One another.")
    expect(plain.locator(".kept h3")).to_have_count(0)


def test_a_form_edits(plain: Page, conference: Venue) -> None:
    share(plain, "The first wording.")
    plain.locator("summary", has_text="Edit").tap()
    plain.locator("#text").fill("The second wording.")
    plain.get_by_role("button", name="Share the new wording").tap()
    expect(plain.locator(".kept > .words")).to_have_text("The second wording.")
    assert conference.wall.texts() == ["The second wording."]


def test_a_form_that_was_sent_with_other_words_shows_both_and_offers_the_next(
    plain: Page, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("409")
    key = plain.locator("#form input[name=key]").get_attribute("value") or ""
    reply = plain.request.post(plain.url, form={"key": key, "revision": "1", "text": "What the middlebox sent."})
    assert reply.ok
    share(plain, "What stands in the box.")
    expect(plain.get_by_role("alert")).to_contain_text("We already have other words from you.")
    expect(plain.locator(".kept .words")).to_have_text("What the middlebox sent.")
    expect(plain.locator("#text")).to_have_value("What stands in the box.")
    plain.get_by_role("button", name="Share with the room").tap()
    expect(plain.get_by_role("heading", name="Arrived")).to_be_visible()
    assert conference.wall.texts() == ["What stands in the box."]


def test_a_form_takes_back_for_good(plain: Page, conference: Venue) -> None:
    share(plain, "Said in haste.")
    plain.locator("summary", has_text="Take back").tap()
    plain.get_by_role("button", name="Yes, take it back").tap()
    expect(plain.get_by_role("heading", name="Taken back")).to_be_visible()
    assert conference.wall.texts() == []
    plain.get_by_role("link", name="Share another").tap()
    share(plain, "Said with care.")
    expect(plain.get_by_role("heading", name="Arrived")).to_be_visible()
    assert conference.wall.texts() == ["Said with care."]


def test_with_the_scripts_blocked_the_form_shares(phones: Phones, conference: Venue, complaints: Complaints) -> None:
    complaints.expect(r"\.js\]")
    phone = phones()
    phone.context.route("**/*.js", lambda route: route.abort())
    phone.opens()
    share(phone.page, "The network blocks scripts.")
    expect(phone.page.get_by_role("heading", name="Arrived")).to_be_visible()
    assert conference.wall.texts() == ["The network blocks scripts."]


def test_a_browser_that_keeps_nothing_says_so_and_still_shares(phones: Phones, conference: Venue) -> None:
    phone = phones()
    phone.context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    phone.opens().writes("Kept nowhere but here.")
    warning = phone.page.get_by_text("This phone does not let us save. Keep this page open until it says Arrived.")
    expect(warning).to_be_visible()
    phone.share.tap()
    phone.arrives()
    assert conference.wall.texts() == ["Kept nowhere but here."]


def test_a_browser_that_keeps_nothing_goes_on_with_another_phone_s_reflection_on_its_receipt(
    phones: Phones, conference: Venue
) -> None:
    key = conference.table().shares("Begun on one phone.")["key"]
    other = phones()
    other.context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full') }")
    other.opens(f"{other.url}/r/{key}")
    other.page.locator("summary", has_text="Edit").tap()
    other.page.locator("#text").fill("Finished on another.")
    other.page.get_by_role("button", name="Share the new wording").tap()
    expect(other.page.locator(".kept > .words")).to_have_text("Finished on another.")
    assert conference.wall.texts() == ["Finished on another."]


def test_a_browser_that_forbids_storage_altogether_still_shares(phones: Phones, conference: Venue) -> None:
    phone = phones()
    phone.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    phone.opens().shares("Kept nowhere at all.")
    phone.arrives()
    phone.taps("Clear this phone")
    assert conference.wall.texts() == ["Kept nowhere at all."]


def test_on_plain_http_with_a_name_of_its_own_it_shares_and_edits(
    phones: Phones, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("Cross-Origin-Opener-Policy")  # browsers heed it on https alone, and say so
    phone = phones(base=f"http://{INSECURE}:{conference.server.port}").opens()
    assert phone.page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    phone.shares("From a laptop's own network.")
    phone.arrives()
    phone.taps("Copy")
    assert phone.page.evaluate("getSelection().toString()") == "From a laptop's own network."
    phone.taps("Edit")
    phone.writes("Edited there, too.")
    phone.share.tap()
    phone.arrives()
    assert conference.wall.texts() == ["Edited there, too."]
