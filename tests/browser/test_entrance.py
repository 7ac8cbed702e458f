"""In front of the page: a link with its secret after `#` leaves no trace of it, and a PIN is typed with keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from support.browser import PHONE, SCREEN, Complaints
from support.conference import Venue
from support.shell import Shell


@pytest.fixture
def made(conference: Venue, shell: Shell) -> Callable[..., str]:
    """The link of a new pass of the conference."""

    def make(role: str, *options: str) -> str:
        told = shell("pass", conference.told["conference"], role, *options, "--json")
        assert told.status == 0, told.err
        return str(told.json["url"])

    return make


@pytest.mark.parametrize("host", ["127.0.0.1", "wall.test"])
def test_a_desk_behind_a_secret_after_the_hash_works_and_no_history_has_the_secret(
    conference: Venue,
    complaints: Complaints,
    made: Callable[..., str],
    new_context: Callable[..., BrowserContext],
    host: str,
) -> None:
    complaints.expect("Cross-Origin-Opener-Policy")  # which browsers keep to https, and say so
    conference.desk.sets(moderation="hold")
    receipt = conference.table().shares("To be shown by cookie.")
    url = made("moderator", "--fragment").replace("127.0.0.1", host)
    secret = url.partition("#")[2]
    asked: list[str] = []
    page = new_context(**SCREEN).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_url("**/d/~*")
    page.get_by_text("To be shown by cookie.").wait_for()
    page.locator("[data-mode=open]").click()
    expect(page.locator("[data-mode=open]")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_text("To be shown by cookie.").first).to_be_visible()

    assert conference.desk.item(receipt["reference"])["state"] == "held"
    assert [each for each in asked if secret in each] == []
    assert page.evaluate("history.length") == 2
    assert secret not in page.content()
    page.go_back()
    assert page.url == "about:blank"


def test_a_wall_behind_a_secret_after_the_hash_is_told_over_its_socket(
    conference: Venue, made: Callable[..., str], new_context: Callable[..., BrowserContext]
) -> None:
    conference.desk.sets(scene="live")
    page = new_context(**SCREEN).new_page()
    page.goto(made("wall", "--fragment"))
    page.wait_for_url("**/w/~*")
    desk = new_context(**SCREEN).new_page()
    desk.goto(conference.url("moderator"))

    expect(desk.locator("#walls")).to_contain_text("1 wall")
    conference.table().shares("Told over the socket.")
    expect(page.locator(".card .words")).to_have_text("Told over the socket.")


def test_a_link_that_is_not_whole_says_so_and_goes_on_when_it_is(
    made: Callable[..., str], new_context: Callable[..., BrowserContext]
) -> None:
    url = made("moderator", "--fragment")
    page = new_context(**PHONE).new_page()
    page.goto(url.partition("#")[0])
    expect(page.get_by_text("This link is not complete.")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.goto(url)

    page.wait_for_url("**/d/~*")


def test_a_wrong_secret_is_refused_in_a_sentence(
    complaints: Complaints, made: Callable[..., str], new_context: Callable[..., BrowserContext]
) -> None:
    complaints.expect("404")
    page = new_context(**PHONE).new_page()
    page.goto(made("moderator", "--fragment")[:-6] + "AAAAAA")

    expect(page.get_by_text("This link is not known here.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sorry")
    assert "/enter/" in page.url


def test_without_a_connection_the_secret_is_kept_for_another_try(
    complaints: Complaints, made: Callable[..., str], new_context: Callable[..., BrowserContext]
) -> None:
    complaints.expect("ERR_FAILED")
    page = new_context(**PHONE).new_page()
    page.route("**/api/enter/*", lambda route: route.abort())
    page.goto(made("presenter", "--fragment"))
    expect(page.get_by_text("No connection just now.")).to_be_visible()
    page.unroute("**/api/enter/*")
    page.get_by_role("button", name="Try again").click()

    page.wait_for_url("**/d/~*")


@pytest.mark.parametrize("options", [(), ("--fragment",)])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_pin_is_typed_with_keys_alone(
    complaints: Complaints, made: Callable[..., str], new_context: Callable[..., BrowserContext], options: Any,
    scripts: bool,
) -> None:  # fmt: skip
    if options and not scripts:
        pytest.skip("such a link needs scripts, and says so")
    complaints.expect("40[3]|422")
    page = new_context(**SCREEN, java_script_enabled=scripts).new_page()
    page.goto(made("viewer", "--pin", "4711", *options))
    expect(page.get_by_role("heading", name="This link has a PIN")).to_be_visible()
    page.get_by_label("PIN").focus()
    page.keyboard.type("1111")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This is not the PIN of this link.")
    page.get_by_label("PIN").focus()
    page.keyboard.type("4711")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="The wall in your hand")).to_be_visible()
