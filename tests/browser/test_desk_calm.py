"""What stays where it is at the desk while it tells of changes, and what it says when nothing is heard."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support.browser import Complaints, Projector
from support.conference import Venue
from support.desk import Contexts, Desk, sit

LANGUAGES = ("en", "fr")
PLACES = """() => Object.fromEntries([...document.querySelectorAll(
  ".seg, .seg > button, #stop, [role=tab], #news, #cards, #blank, .not")]
  .map((each, n) => [each.id || each.dataset.mode || each.className || n, each.getBoundingClientRect()])
  .map(([name, { x, y }]) => [name, [Math.round(x), Math.round(y)]]))"""


def places(page: Page) -> dict[str, Any]:
    """Where everything is that somebody aims at."""
    found: dict[str, Any] = page.evaluate(PLACES)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_moves_while_the_desk_counts(
    live: Venue, new_context: Contexts, walls: Callable[..., Projector], language: str
) -> None:
    live.desk.sets(moderation="hold")
    live.table().shares("It waits.")
    page = sit(new_context, f"{live.url('moderator')}?lang={language}").page
    expect(page.locator("#n-waiting")).to_have_text("1")
    before = places(page)
    walls(live)
    expect(page.locator("#walls")).to_contain_text("1 ")
    assert places(page) == before
    page.evaluate("document.getElementById('walls').textContent = '0 of 12 walls show the newest'")
    assert places(page) == before
    page.evaluate("document.getElementById('oldest').textContent = 'depuis 104 min'")
    page.evaluate("for (const b of document.querySelectorAll('.tabs b')) b.textContent = '104'")
    page.evaluate("document.getElementById('countdown').textContent = 'Il reste 9:58\\nFermeture dans 0:28'")
    page.evaluate("document.getElementById('lost').hidden = false")
    assert places(page) == before
    page.keyboard.press("j")
    page.keyboard.press("h")
    expect(page.locator("#undo")).to_be_visible()
    assert places(page) == before


def test_a_dead_server_is_said_within_three_seconds_and_taken_back_when_it_is_there(
    venue: Venue, new_context: Contexts, complaints: Complaints
) -> None:
    complaints.expect("ERR_|WebSocket|Failed to load")
    desk = sit(new_context, venue.url("presenter"))
    remote = desk.page.context.new_page()
    remote.goto(f"{venue.url('presenter')}/remote")
    expect(remote.locator("#on-now")).to_have_text("The room sees: Opening")
    before = places(desk.page)
    venue.server.kill()
    dies = time.monotonic()
    said = "No connection. B on the projector’s own keyboard still blanks the wall."
    expect(desk.page.locator("#lost")).to_have_text(said)
    expect(desk.page.locator("#lost")).to_be_visible(timeout=3000)
    expect(remote.locator("#lost")).to_be_visible(timeout=3000)
    assert time.monotonic() - dies < 3
    assert places(desk.page) == before
    desk.presses("s")
    expect(desk.said).to_contain_text("did not reach the server")
    remote.locator("#blank").click()
    expect(remote.locator("#said")).to_contain_text("did not reach the server")
    venue.restarts()
    for page in (desk.page, remote):
        expect(page.locator("#lost")).to_be_hidden(timeout=20_000)
        expect(page.locator("#said")).to_have_text("", timeout=1000)


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_mode_the_blank_and_the_connection_stay_in_sight(
    live: Venue, new_context: Contexts, width: int, language: str
) -> None:
    for n in range(6):
        live.table().shares(f"Number {n}.")
    page = new_context(viewport={"width": width, "height": 640}).new_page()
    for path in ("/remote", ""):
        page.goto(f"{live.url('presenter')}{path}?lang={language}")
        expect(page.locator("#on-now")).not_to_have_text("…")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for mode in ("live", "tour"):
        live.desk.sets(scene=mode)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("[data-mode][aria-pressed=true]")).to_be_in_viewport()
    expect(page.locator("[data-blank]:visible")).to_be_in_viewport()
    expect(page.locator("#walls")).to_be_in_viewport()
    bar = page.locator(".bar").bounding_box()
    assert bar is not None
    assert bar["height"] < 110


def test_the_show_the_remote_and_the_list_are_at_hand(live: Venue, new_context: Contexts) -> None:
    desk = sit(new_context, live.url("presenter"))
    for found in (
        desk.page.get_by_role("button", name="Start the show"),
        desk.page.get_by_role("link", name="Remote for the hand"),
    ):
        expect(found).to_be_in_viewport()
    desk.presses("Tab")
    expect(desk.page.get_by_role("link", name="Go to the reflections")).to_be_focused()
    desk.presses("Enter", "Tab")
    expect(desk.tab("Waiting")).to_be_focused()


def test_the_queue_has_most_of_a_laptop_s_screen(live: Venue, new_context: Contexts) -> None:
    live.desk.sets(moderation="hold")
    for n in range(5):
        live.table().shares(f"Number {n}.")
    desk = sit(new_context, live.url("presenter"))
    expect(desk.page.get_by_role("article")).to_have_count(5)
    for n in range(3):
        expect(desk.item(f"Number {n}.").get_by_role("button", name="Show")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("path", ["", "/remote"])
def test_a_pass_that_has_ended_leaves_nothing_on_the_screen(
    live: Venue, new_context: Contexts, complaints: Complaints, path: str
) -> None:
    complaints.expect("404|WebSocket|ERR_")
    live.table().shares("Not for everybody.")
    page = new_context().new_page()
    page.goto(f"{live.url('presenter')}{path}?lang=fr")
    expect(page.get_by_text("Not for everybody.").first if path else page.locator("#n-up")).to_be_visible()
    live.send("DELETE", f"/api/d/{live.told['keys']['moderator']}/passes/standing-presenter-1")
    expect(page.locator("body")).to_have_text("Ce laissez-passer n’est plus valable.")
    for key in ("b", "j", "Enter", "PageDown"):
        page.keyboard.press(key)
    page.wait_for_timeout(1500)
    assert page.locator("button, a, input, article").count() == 0


def test_a_desk_that_only_loses_the_network_keeps_its_lists(
    live: Venue, new_context: Contexts, complaints: Complaints
) -> None:
    complaints.expect("ERR_|404|WebSocket")
    live.desk.sets(moderation="hold")
    live.table().shares("Still here.")
    desk = sit(new_context, live.url("presenter"))
    desk.lists("Still here.")
    # A captive portal answers for everybody, and is not the server.
    desk.page.route("**/api/**", lambda route: route.fulfill(status=404, content_type="text/html", body="Pay first"))
    desk.page.context.set_offline(True)
    desk.page.evaluate("dispatchEvent(new Event('online'))")
    desk.page.wait_for_timeout(500)
    desk.lists("Still here.")


def test_a_desk_speaks_either_language(live: Venue, new_context: Contexts) -> None:
    desk: Desk = sit(new_context, live.url("presenter"))
    desk.page.get_by_role("link", name="Français").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "fr")
    desk.page.goto(f"{live.url('presenter')}/remote")
    desk.page.get_by_role("link", name="English").click()
    expect(desk.page.get_by_role("heading", name="Remote")).to_be_visible()
