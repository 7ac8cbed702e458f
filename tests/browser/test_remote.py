"""The remote in a presenter's hand: it steers the walls and stays in step with every desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.browser import PHONE, Complaints, Projector
from support.conference import Venue
from support.desk import Contexts, sit
from support.server import until

Walls = Callable[..., Projector]


@pytest.fixture
def remote(live: Venue, new_context: Contexts) -> Page:
    page = new_context(**PHONE).new_page()
    page.goto(f"{live.url('presenter')}/remote")
    expect(page.get_by_role("heading", name="The room sees: Live")).to_be_visible()
    return page


def test_blank_and_back_and_every_screen_follows(
    live: Venue, remote: Page, walls: Walls, new_context: Contexts
) -> None:
    wall = walls(live)
    desk = sit(new_context, live.url("presenter"))
    remote.get_by_role("button", name="Blank the wall").tap()
    expect(wall.page.locator("body")).to_have_attribute("data-scene", "blank")
    expect(desk.page.locator("#blank")).to_have_attribute("aria-pressed", "true")
    expect(remote.get_by_role("heading", name="The room sees: Blank")).to_be_visible()
    desk.presses("b")
    expect(wall.page.locator("body")).to_have_attribute("data-scene", "live")
    expect(remote.get_by_role("button", name="Blank the wall")).to_have_attribute("aria-pressed", "false")


def test_a_spotlight_from_the_newest_is_paged_and_kept_over_a_blank(live: Venue, remote: Page) -> None:
    live.table().shares("One.")
    remote.get_by_role("button", name="One.").tap()
    expect(remote.get_by_role("heading", name="The room sees: Spotlight")).to_be_visible()
    expect(remote.locator("#now-words")).to_have_text("One.")
    expect(remote.locator("#now-signed")).to_have_text("Rural leaders")
    for _ in range(3):
        remote.get_by_role("button", name="Next").tap()
    remote.get_by_role("button", name="Back").tap()
    until(lambda: live.desk.stage()["page"] == 2, "a page was lost")
    remote.get_by_role("button", name="Blank the wall").tap()
    until(lambda: live.desk.stage()["scene"] == "blank")
    remote.get_by_role("button", name="Show the wall again").tap()
    until(lambda: live.desk.stage()["scene"] == "spotlight")
    assert live.desk.stage()["page"] == 2


def test_no_row_of_the_spotlight_list_moves_under_a_thumb(live: Venue, remote: Page) -> None:
    first, second = (live.table().shares(text)["reference"] for text in ("One.", "Two."))
    remote.reload()
    choice = remote.get_by_role("button", name="One.")
    choice.focus()
    before = choice.bounding_box()
    live.table("22").shares("Trois.")
    live.desk.judges(live.desk.item(first), "pin")
    fresh = remote.get_by_role("button", name="1 new: show")
    expect(fresh).to_be_visible()
    expect(choice).to_be_focused()
    assert choice.bounding_box() == before
    assert remote.locator("#newest .words").all_text_contents() == ["Two.", "One."]
    live.desk.judges(live.desk.item(second), "hide")
    expect(remote.locator("#newest .words")).to_have_text(["One."])
    expect(choice).to_be_focused()
    fresh.tap()
    expect(remote.locator("#newest .words")).to_have_text(["One.", "Trois."])
    expect(fresh).to_be_hidden()


def test_a_clicker_on_the_phone_pages_and_blanks(live: Venue, remote: Page) -> None:
    remote.get_by_role("button", name="Tour").tap()
    expect(remote.get_by_role("heading", name="The room sees: Tour")).to_be_visible()
    remote.keyboard.press("PageDown")
    until(lambda: live.desk.stage()["page"] == 1)
    remote.keyboard.press(".")
    until(lambda: live.desk.stage()["scene"] == "blank")


def test_the_timer_is_in_the_hand(live: Venue, remote: Page) -> None:
    remote.get_by_text("Timer").tap()
    remote.get_by_role("button", name="5 min", exact=True).tap()
    expect(remote.locator("#countdown")).to_contain_text("4:5")
    remote.get_by_role("button", name="Stop").tap()
    expect(remote.locator("#countdown")).to_have_text("")


def test_what_is_hidden_meanwhile_is_not_put_up(live: Venue, remote: Page, complaints: Complaints) -> None:
    complaints.expect("409")
    reference = live.table().shares("One.")["reference"]
    choice = remote.get_by_role("button", name="One.")
    expect(choice).to_be_visible()
    item = live.desk.item(reference)
    remote.route("**/stage", lambda route: (live.desk.judges(item, "hide"), route.continue_())[1])
    choice.tap()
    expect(remote.get_by_role("status")).to_have_text("Only what may be on the wall can be put in the spotlight.")
    assert live.desk.stage()["scene"] == "live"


def test_blank_is_the_largest_and_nothing_lies_beneath_the_footer(live: Venue, remote: Page) -> None:
    for n in range(12):
        live.table().shares(f"Number {n}.")
    remote.get_by_role("button", name="11 new: show").tap()
    expect(remote.locator("#newest li")).to_have_count(12)
    sizes = {
        each.inner_text(): (box := each.bounding_box() or {})["width"] * box["height"]
        for each in remote.get_by_role("button").all()
    }
    assert max(sizes, key=lambda name: sizes[name]) == "Blank the wall"
    for each in remote.locator("#newest button").all():
        each.focus()
        footer, place = remote.locator("footer").bounding_box(), each.bounding_box()
        assert footer
        assert place
        assert place["y"] + place["height"] <= footer["y"]


def test_whoever_may_only_look_has_no_remote(live: Venue, new_context: Contexts, complaints: Complaints) -> None:
    complaints.expect("404")
    page = new_context(**PHONE).new_page()
    key = live.told["keys"]["wall"]
    reply = page.goto(f"{live.server.base}/d/{key}/remote")
    assert reply is not None
    assert reply.status == 404
