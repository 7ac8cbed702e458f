"""The stage from the desk, by keyboard alone: look and take, clicker, timer, clocks, questions, the ballroom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.browser import Complaints, Projector
from support.conference import Venue
from support.desk import Contexts, Desk, sit
from support.server import until

Walls = Callable[..., Projector]


@pytest.fixture
def desk(live: Venue, new_context: Contexts) -> Desk:
    return sit(new_context, live.url("presenter"))


def scene(venue: Venue, wanted: str) -> None:
    until(lambda: venue.desk.stage()["scene"] == wanted, f"never {wanted}")


def test_a_scene_is_looked_at_first_and_taken_by_one_key(live: Venue, desk: Desk) -> None:
    opening = desk.page.get_by_role("button", name="Opening")
    desk.presses("Shift+Digit2")
    expect(desk.page.get_by_text("Preview: Opening. The room does not see it yet.")).to_be_visible()
    expect(desk.page.locator("#mini-stage")).to_contain_text("What has your group learned?")
    expect(opening).to_have_attribute("aria-pressed", "false")
    assert live.desk.stage()["scene"] == "live"
    desk.presses("Enter")
    scene(live, "opening")
    expect(opening).to_have_attribute("aria-pressed", "true")
    expect(desk.page.get_by_text("The room sees: Opening")).to_be_visible()


def test_a_look_is_left_and_changes_nothing(live: Venue, desk: Desk) -> None:
    tour = desk.page.get_by_role("button", name="Tour")
    desk.tabs_to(tour)
    desk.presses("Enter")
    expect(desk.page.get_by_text("Preview: Tour.")).to_be_visible()
    desk.presses("Escape")
    expect(desk.page.get_by_text("The room sees: Live")).to_be_visible()
    desk.presses("Enter", "Enter")
    scene(live, "tour")


def test_a_card_is_previewed_in_the_spotlight_and_taken(live: Venue, desk: Desk) -> None:
    for text in ("One.", "Two."):
        live.table().shares(text)
    desk.tab("On the wall").press("Enter")
    desk.lists("Two.", "One.")
    desk.presses("j", "j", "Shift+KeyG")
    expect(desk.page.locator("#mini-stage .words")).to_have_text("One.")
    assert live.desk.stage()["scene"] == "live"
    desk.presses("Enter")
    scene(live, "spotlight")
    one = next(item["id"] for item in live.desk.items() if item["text"] == "One.")
    assert live.desk.stage()["reflection"] == one
    desk.presses("b")
    scene(live, "blank")
    expect(desk.page.locator("#blank")).to_have_attribute("aria-pressed", "true")
    desk.presses("b")
    scene(live, "spotlight")
    assert live.desk.stage()["reflection"] == one


def test_what_may_not_be_up_is_refused_and_the_wall_is_as_it_was(
    live: Venue, desk: Desk, complaints: Complaints
) -> None:
    complaints.expect("409")
    live.desk.sets(moderation="hold")
    live.table().shares("Not yet.")
    desk.lists("Not yet.")
    desk.does("g")
    expect(desk.said).to_have_text("Only what may be on the wall can be put in the spotlight.")
    assert live.desk.stage()["scene"] == "live"


def test_a_clicker_pages_and_blanks(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    desk.presses("PageDown")
    desk.presses("4")
    scene(live, "tour")
    assert live.desk.stage()["page"] == 0
    expect(desk.page.get_by_role("button", name="Tour")).to_have_attribute("aria-pressed", "true")
    desk.presses("PageDown", "PageDown", "ArrowRight", "PageUp")
    until(lambda: live.desk.stage()["page"] == 2, "a page was lost")
    desk.presses(".")
    scene(live, "blank")


def test_one_key_stops_every_running_clock(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="delay", delay=60)
    live.table().shares("In a minute.")
    expect(desk.item("In a minute.")).to_contain_text("shown in")
    desk.presses("s")
    expect(desk.page.locator("[data-mode=hold]")).to_have_attribute("aria-pressed", "true")
    expect(desk.item("In a minute.")).to_contain_text("just now")
    expect(desk.said).to_contain_text("Every clock has stopped")
    (item,) = live.desk.items()
    assert (item["state"], item["show_at"]) == ("held", None)


def test_the_delay_is_changed_where_the_mode_stands(live: Venue, desk: Desk, complaints: Complaints) -> None:
    complaints.expect("422")
    delay = desk.page.get_by_label("Seconds of delay")
    desk.tabs_to(delay)
    desk.types("25")
    desk.presses("Enter")
    until(lambda: live.desk.stage()["delay"] == 25)
    desk.types("9000")
    desk.presses("Enter")
    expect(desk.said).to_contain_text("between 1 and 600")
    assert live.desk.stage()["delay"] == 25


def test_the_timer_runs_is_made_longer_and_stops(live: Venue, desk: Desk) -> None:
    countdown = desk.page.locator("#countdown")
    timer = desk.page.get_by_role("group", name="Timer")
    desk.tabs_to(timer.get_by_role("button", name="5 min"))
    desk.presses("Enter")
    expect(countdown).to_contain_text("4:5")
    desk.tabs_to(timer.get_by_role("button", name="+ 2 min"))
    desk.presses("Enter")
    expect(countdown).to_contain_text("6:5")
    desk.tabs_to(timer.get_by_role("button", name="Stop"))
    desk.presses("Enter")
    expect(countdown).to_have_text("")


def test_a_question_is_added_and_closed_with_a_last_call(live: Venue, desk: Desk) -> None:
    desk.tabs_to(desk.page.get_by_text("Add a question"))
    desk.presses("Enter", "Tab")
    desk.page.keyboard.type("What next?")
    desk.presses("Tab")
    desk.page.keyboard.type("Et ensuite?")
    desk.presses("Enter")
    row = desk.page.locator("[data-prompt]").filter(has_text="What next?")
    desk.tabs_to(row.get_by_role("button", name="Open it"))
    desk.presses("Enter")
    expect(row.get_by_role("button", name="Last call")).to_be_visible()
    desk.tabs_to(row.get_by_role("button", name="Last call"))
    desk.presses("Enter")
    expect(desk.page.locator("#countdown")).to_contain_text("Closing in 0:")
    desk.tabs_to(row.get_by_role("button", name="Keep it open"))
    desk.presses("Enter")
    expect(desk.page.locator("#countdown")).to_have_text("")
    assert live.desk.stage()["prompt"]["state"] == "open"
    assert live.table("22").looks()["prompts"][-1]["text"] == "Et ensuite?"


def test_the_ballroom_gives_the_smallest_type(live: Venue, desk: Desk) -> None:
    desk.tabs_to(desk.page.get_by_text("The ballroom, the phones"))
    desk.presses("Enter")
    desk.tabs_to(desk.page.get_by_label("Height of the image"))
    desk.types("2")
    desk.tabs_to(desk.page.get_by_label("Distance of the furthest seat"))
    desk.types("14")
    desk.presses("Enter")
    expect(desk.page.locator("#least")).to_have_text("Smallest type on the wall: 7 per cent of the image height.")
    desk.types("20")
    desk.presses("Enter")
    expect(desk.page.locator("#least")).to_have_text(
        "From the furthest seat this image is too small: it needs at least 2.5 m of height, or a second screen."
    )
    card = desk.page.get_by_role("link", name="Show the test card")
    assert (card.get_attribute("href") or "").endswith(f"{live.told['keys']['wall']}?card=1")


def test_what_phones_may_do_is_switched_here(live: Venue, desk: Desk) -> None:
    desk.page.get_by_text("The ballroom, the phones").click()
    for name, label in (
        ("walk_in", "pick their table from the list"),
        ("resonance", "resonates with us"),
        ("shared_draft", "write one draft together"),
    ):
        before = live.desk.stage()[name]
        desk.page.get_by_label(label).press("Space")
        until(lambda name=name, before=before: live.desk.stage()[name] is not before, f"{name} was not switched")


def test_the_preview_shows_what_the_wall_may_show(live: Venue, desk: Desk) -> None:
    desk.presses("Shift+Digit1")
    small = desk.page.locator("#mini-stage")
    expect(small).to_have_text("Nothing has been shared yet.")
    live.desk.sets(moderation="hold")
    reference = live.table().shares("Judged.")["reference"]
    live.table("9").shares("From the guarded circle.")
    live.desk.judges(live.desk.item(reference), "show")
    expect(small.locator(".words")).to_have_text(["Judged."])


def test_what_the_room_sees_is_said_in_words_and_claims_no_more(live: Venue, desk: Desk) -> None:
    now = desk.page.locator("#now")
    live.table().shares("Newest. " * 100 + "The very end.")
    expect(now).to_contain_text("The wall shows what comes in.")
    expect(now).to_contain_text("reflections: 1")
    live.desk.sets(scene="tour")
    expect(now).to_have_text("The wall goes from table to table.")
    live.desk.sets(reflection=live.desk.items()[0]["id"])
    expect(now).to_contain_text("The very end.")
    end = now.locator("#now-words")
    end.evaluate("words => words.parentElement.scrollTo(0, words.parentElement.scrollHeight)")
    assert now.evaluate("now => now.scrollTop + now.clientHeight >= now.scrollHeight - 1")
    live.desk.sets(scene="blank")
    expect(now).to_have_text("The wall is dark.")


def test_looking_at_a_scene_moves_nothing_below_it(live: Venue, desk: Desk) -> None:
    tour = desk.page.get_by_role("button", name="Tour")
    before = tour.bounding_box()
    tour.click()
    expect(desk.page.get_by_text("Preview: Tour.")).to_be_visible()
    assert tour.bounding_box() == before


def test_without_a_connection_the_desk_says_nothing_of_walls(
    live: Venue, new_context: Contexts, complaints: Complaints
) -> None:
    complaints.expect("ERR_|WebSocket")
    page: Page = new_context().new_page()
    page.clock.install()
    page.goto(live.url("presenter"))
    expect(page.locator("#walls")).to_have_text("No wall is connected")
    page.route("**/changes?*", lambda route: route.abort())
    page.context.set_offline(True)
    page.clock.fast_forward(30_000)
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#walls")).to_have_text("")


def test_the_show_opens_the_wall_in_a_window_of_its_own(live: Venue, desk: Desk) -> None:
    expect(desk.page.get_by_text("one display, or two that show the same")).to_be_visible()
    with desk.page.expect_popup() as opened:
        desk.tabs_to(desk.page.get_by_role("button", name="Start the show"))
        desk.presses("Enter")
    expect(opened.value.locator("body.wall")).to_have_attribute("data-scene", "live")
    expect(desk.said).to_contain_text("Drag the new window to the projector and press F")


def test_with_a_second_display_the_show_goes_there(live: Venue, new_context: Contexts) -> None:
    context = new_context()
    context.add_init_script("""
      Object.defineProperty(screen, "isExtended", { get: () => true });
      const here = {}, there = { availLeft: 1280, availTop: 0, availWidth: 1920, availHeight: 1080 };
      window.getScreenDetails = async () => ({ screens: [here, there], currentScreen: here });
      const real = window.open;
      window.open = (url, name, place) => { window.asked = place; return real.call(window, url, name, "popup"); };
    """)
    page = context.new_page()
    page.goto(live.url("presenter"))
    expect(page.locator("#mirrored")).to_be_hidden()
    with page.expect_popup():
        page.get_by_role("button", name="Start the show").click()
    expect(page.locator("#said")).to_have_text("The wall is on the other display.")
    assert page.evaluate("window.asked") == "popup,left=1280,top=0,width=1920,height=1080,fullscreen"
