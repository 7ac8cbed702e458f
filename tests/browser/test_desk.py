"""The desk in a browser: what a presenter or a moderator does, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from support.browser import Complaints, Projector
from support.conference import SECRET, Venue
from support.desk import Contexts, Desk, sit
from support.server import until

from reflection_wall.rules.keys import rehearsal_key

Walls = Callable[..., Projector]


@pytest.fixture
def sitting(new_context: Contexts) -> Callable[[Venue], Desk]:
    """Sits down at the desk of a conference."""
    return lambda venue: sit(new_context, venue.url("presenter"))


@pytest.fixture
def desk(live: Venue, sitting: Callable[[Venue], Desk]) -> Desk:
    """The desk of the small conference, its wall in the live scene."""
    return sitting(live)


def texts(venue: Venue) -> list[str]:
    return sorted(venue.wall.texts())


def test_hide_show_again_and_pin_by_mouse(live: Venue, desk: Desk) -> None:
    live.table().shares("Words.")
    desk.tab("On the wall").click()
    desk.item("Words.").get_by_role("button", name="Hide").click()
    until(lambda: texts(live) == [], "it was hidden and stayed up")
    expect(desk.page.locator("#said")).to_have_text("Hidden.")
    desk.tab("Hidden").click()
    desk.item("Words.").get_by_role("button", name="Show again").click()
    until(lambda: texts(live) == ["Words."], "it was shown again and stayed away")
    desk.tab("On the wall").click()
    desk.item("Words.").get_by_role("button", name="Pin").click()
    until(lambda: live.desk.items()[0]["pinned"], "it was not pinned")
    desk.item("Words.").get_by_role("button", name="Unpin").click()
    until(lambda: not live.desk.items()[0]["pinned"], "it stayed pinned")


def test_a_sample_is_told_from_what_a_table_has_shared(live: Venue, desk: Desk) -> None:
    live.table().shares("From a table.")
    live.table().puts(rehearsal_key(SECRET), "From a rehearsal.")
    desk.tab("On the wall").click()

    expect(desk.item("From a rehearsal.").locator(".flag")).to_have_text("sample of a rehearsal")
    expect(desk.item("From a table.").locator(".flag")).to_have_count(0)


def test_the_queue_is_worked_by_keyboard_alone(live: Venue, desk: Desk) -> None:
    desk.page.get_by_role("button", name="Hold", exact=True).press("Enter")
    expect(desk.page.locator("[data-mode=hold]")).to_have_attribute("aria-pressed", "true")
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    desk.lists("One.", "Two.", "Three.")
    desk.presses("j", "j", "k", "j", "a")
    desk.lists("One.", "Three.")
    assert texts(live) == ["Two."]
    desk.presses("k", "h")
    desk.lists("Three.")
    states = {item["text"]: item["state"] for item in live.desk.items()}
    assert states == {"One.": "hidden", "Two.": "live", "Three.": "held"}


def test_the_tabs_are_reached_by_keyboard(live: Venue, desk: Desk) -> None:
    live.table().shares("Words.")
    desk.tab("Waiting").press("ArrowRight")
    expect(desk.tab("On the wall")).to_be_focused()
    expect(desk.tab("On the wall")).to_have_attribute("aria-selected", "true")
    desk.lists("Words.")
    desk.presses("j", "p")
    until(lambda: live.desk.items()[0]["pinned"], "it was not pinned")
    desk.presses("h")
    until(lambda: texts(live) == [], "it was hidden and stayed up")
    desk.tab("On the wall").press("ArrowRight")
    desk.lists("Words.")
    desk.presses("j", "a")
    until(lambda: texts(live) == ["Words."], "it was shown again and stayed away")


def test_with_nothing_chosen_a_key_first_chooses_and_only_then_acts(live: Venue, desk: Desk) -> None:
    live.table().shares("Up.")
    desk.tab("On the wall").click()
    desk.lists("Up.")
    desk.presses("h")
    expect(desk.item("Up.")).to_have_class("item at")
    expect(desk.page.locator("#said")).to_have_text("Chosen: “Up.”. Press the key again to do it.")
    live.table().shares("Just arrived.")
    expect(desk.tab("On the wall")).to_contain_text("2")
    desk.lists("Up.")
    desk.presses("h")
    until(lambda: texts(live) == ["Just arrived."], "not the one that was chosen")


def test_what_takes_the_place_of_one_that_somebody_else_judged_is_not_judged_at_once(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    references = [live.table().shares(text)["reference"] for text in ("One.", "Two.")]
    desk.lists("One.", "Two.")
    desk.presses("j")
    live.desk.judges(live.desk.item(references[0]), "hide")
    desk.lists("Two.")
    desk.presses("a")
    expect(desk.page.locator("#said")).to_have_text("Chosen: “Two.”. Press the key again to do it.")
    assert texts(live) == []
    desk.presses("a")
    until(lambda: texts(live) == ["Two."], "the second press did nothing")


def test_a_key_judges_the_card_that_has_the_focus(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    for text in ("One.", "Two."):
        live.table().shares(text)
    desk.lists("One.", "Two.")
    desk.item("Two.").get_by_role("button", name="Hide").focus()
    expect(desk.item("Two.")).to_have_class("item at")
    desk.presses("a")
    until(lambda: texts(live) == ["Two."], "not the one that has the focus")


def test_one_that_comes_back_into_the_queue_does_not_push_the_chosen_one_away(live: Venue, desk: Desk) -> None:
    first = live.table().shares("One.")["reference"]
    live.desk.sets(moderation="hold")
    live.table().shares("Two.")
    desk.lists("Two.")
    desk.presses("j")
    before = desk.item("Two.").bounding_box()
    live.desk.judges(live.desk.item(first), "hold")
    desk.lists("Two.", "One.")
    assert desk.item("Two.").bounding_box() == before


def test_a_key_that_is_held_down_is_one_press(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    desk.lists("One.", "Two.", "Three.")
    verdicts: list[str] = []
    desk.page.on("request", lambda request: verdicts.append(request.url) if request.method == "PUT" else None)
    desk.presses("j")
    desk.page.keyboard.down("h")
    desk.lists("Two.", "Three.")
    for _ in range(3):
        desk.page.keyboard.down("h")
    desk.presses("b")
    expect(desk.page.locator("#blank")).to_have_attribute("aria-pressed", "true")
    assert [url.rpartition("/")[2] for url in verdicts] == ["verdict", "stage"]


def test_the_keys_can_be_switched_off_and_the_desk_remembers_it(live: Venue, desk: Desk) -> None:
    blank = desk.page.locator("#blank")
    keys = desk.page.get_by_role("checkbox", name="Single-key shortcuts, on this device")
    desk.page.locator(".keys summary").click()
    keys.press(" ")
    expect(keys).not_to_be_checked()
    desk.page.reload()
    expect(desk.page.locator("[data-mode][aria-pressed=true]")).to_have_count(1)
    desk.page.locator(".keys summary").click()
    expect(keys).not_to_be_checked()
    expect(blank.locator("kbd")).to_be_hidden()
    live.table().shares("Words.")
    desk.tab("On the wall").click()
    desk.presses("j", "h", "b")
    desk.item("Words.").get_by_role("button", name="Pin").click()
    until(lambda: live.desk.items()[0]["pinned"], "it was not pinned")
    expect(blank).to_have_attribute("aria-pressed", "false")
    assert texts(live) == ["Words."]
    keys.press(" ")
    desk.presses("b")
    expect(blank).to_have_attribute("aria-pressed", "true")


def test_the_switch_for_the_keys_is_there_on_a_small_or_magnified_screen(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 340, "height": 600})
    desk.page.locator(".keys summary").click()
    expect(desk.page.get_by_label("Single-key shortcuts")).to_be_visible()


def test_the_scenes_and_the_blank_are_one_key_each(live: Venue, desk: Desk, walls: Walls) -> None:
    wall = walls(live)
    scene = wall.page.locator("body")
    for key, shown in (
        ("2", "opening"),
        ("b", "blank"),
        ("b", "opening"),
        ("1", "live"),
        (".", "blank"),
        (".", "live"),
    ):
        desk.presses(key)
        expect(scene).to_have_attribute("data-scene", shown)
        expect(desk.page.locator("#blank")).to_have_attribute("aria-pressed", str(shown == "blank").lower())


def test_new_arrivals_neither_move_the_chosen_one_nor_steal_the_focus(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    for text in ("One.", "Two."):
        live.table().shares(text)
    desk.lists("One.", "Two.")
    show = desk.item("Two.").get_by_role("button", name="Show")
    show.focus()
    before = show.bounding_box()
    for n in range(10):
        live.table().shares(f"More {n}.")
    expect(desk.tab("Waiting")).to_contain_text("12")
    expect(show).to_be_focused()
    assert show.bounding_box() == before


def test_on_the_wall_s_list_new_ones_wait_while_somebody_works_in_it(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    desk.tab("On the wall").click()
    hide = desk.item("One.").get_by_role("button", name="Hide")
    hide.focus()
    before = hide.bounding_box()
    live.table().shares("Two.")
    expect(desk.tab("On the wall")).to_contain_text("2")
    expect(hide).to_be_focused()
    assert hide.bounding_box() == before
    desk.page.get_by_role("button", name="1 new: show").click()
    desk.lists("Two.", "One.")


def test_after_a_deed_by_keyboard_the_focus_stays_in_the_list(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    for text in ("One.", "Two."):
        live.table().shares(text)
    desk.lists("One.", "Two.")
    desk.item("One.").get_by_role("button", name="Show").press("Enter")
    desk.lists("Two.")
    expect(desk.page.locator("#list :focus, #list:focus")).to_have_count(1)


def test_enter_pressed_twice_on_one_card_does_nothing_to_the_next(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    desk.lists("One.", "Two.", "Three.")
    desk.item("One.").get_by_role("button", name="Hide").focus()
    desk.presses("Enter")
    desk.lists("Two.", "Three.")
    expect(desk.item("Two.")).to_be_focused()
    desk.presses("Enter")
    desk.item("Two.").get_by_role("button", name="Hide").focus()
    for _ in range(3):
        desk.page.keyboard.down("Enter")
    desk.lists("Three.")
    desk.page.keyboard.down("Enter")
    desk.presses("Tab")
    assert {item["text"]: item["state"] for item in live.desk.items()} == {
        "One.": "hidden",
        "Two.": "hidden",
        "Three.": "held",
    }
    assert sum(len(item["reasons"]) for item in live.desk.items()) == 2


def test_a_card_that_is_drawn_anew_keeps_what_is_open_and_the_focus(live: Venue, desk: Desk) -> None:
    reference = live.table().shares("One.")["reference"]
    desk.tab("On the wall").click()
    desk.item("One.").get_by_text("More").click()
    for name in ("Translation", "Hide"):
        button = desk.item("One.").get_by_role("button", name=name).first
        button.focus()
        item = live.desk.item(reference)
        live.desk.judges(item, "unpin" if item["pinned"] else "pin")
        expect(desk.item("One.").locator(".told li")).to_have_count(len(live.desk.item(reference)["reasons"]))
        expect(button).to_be_focused()


def test_a_press_under_way_counts_though_the_card_changes_meanwhile(live: Venue, desk: Desk) -> None:
    reference = live.table().shares("One.")["reference"]
    desk.tab("On the wall").click()
    hide = desk.item("One.").get_by_role("button", name="Hide").first
    hide.hover()
    desk.page.mouse.down()
    live.desk.judges(live.desk.item(reference), "pin")
    live.table().shares("Two.")
    expect(desk.tab("On the wall")).to_contain_text("2")
    desk.page.mouse.up()
    until(lambda: texts(live) == ["Two."], "the press was lost")


def test_a_press_shows_the_words_that_were_seen_and_no_others(live: Venue, desk: Desk, complaints: Complaints) -> None:
    complaints.expect("409")
    live.desk.sets(moderation="hold")
    key = live.table().shares("Seen.")["key"]
    show = desk.item("Seen.").get_by_role("button", name="Show")
    show.hover()
    desk.page.mouse.down()
    live.table().puts(key, "Unseen.", 2)
    live.table("22").shares("Another.")
    expect(desk.tab("Waiting")).to_contain_text("2")
    desk.page.mouse.up()
    expect(desk.page.locator("#said")).to_contain_text("Somebody was quicker.")
    expect(desk.item("Unseen.")).to_be_visible()
    assert texts(live) == []


def test_the_mode_is_still_there_after_a_restart(venue: Venue, sitting: Callable, complaints: Complaints) -> None:
    complaints.expect("ERR_|WebSocket")
    desk = sitting(venue)
    desk.page.get_by_role("button", name="Hold", exact=True).click()
    pressed = desk.page.locator("[data-mode=hold]")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    venue.server.kill()
    venue.restarts()
    desk.page.reload()
    expect(pressed).to_have_attribute("aria-pressed", "true")
    venue.table().shares("After the restart.")
    desk.lists("After the restart.")
    assert texts(venue) == []


def test_an_edit_that_waits_shows_both_wordings_and_the_wall_keeps_the_judged_one(live: Venue, desk: Desk) -> None:
    table = live.table()
    key = table.shares("The judged wording.")["key"]
    live.desk.sets(moderation="hold")
    table.puts(key, "The new wording.", revision=2)
    item = desk.item("The new wording.")
    expect(item).to_contain_text("The judged wording.")
    expect(item).to_contain_text("New words wait; these are still up:")
    assert texts(live) == ["The judged wording."]
    item.get_by_role("button", name="Show").click()
    until(lambda: texts(live) == ["The new wording."], "the new wording never came up")
    desk.lists()


def test_blank_and_back_by_mouse(live: Venue, desk: Desk, walls: Walls) -> None:
    wall = walls(live)
    desk.page.get_by_role("button", name="Blank the wall").click()
    expect(wall.page.locator(".curtain")).to_be_visible()
    desk.page.get_by_role("button", name="Show the wall again").click()
    expect(wall.page.locator(".curtain")).to_be_hidden()


def test_the_question_is_closed_and_opened_and_one_at_a_time(live: Venue, desk: Desk) -> None:
    first, second = (desk.page.locator("[data-prompt]").nth(n) for n in (0, 1))
    first.get_by_role("button", name="Close it").click()
    expect(first.get_by_role("button", name="Open it")).to_be_enabled()
    assert live.table().shares("Late.")["late"]
    second.get_by_role("button", name="Open it").click()
    expect(second.get_by_role("button", name="Close it")).to_be_enabled()
    first.get_by_role("button", name="Open it").click()
    expect(first.get_by_role("button", name="Close it")).to_be_enabled()
    expect(second.get_by_role("button", name="Open it")).to_be_enabled()
    assert not live.table().shares("In time.")["late"]


def test_it_says_how_many_walls_show_the_newest(live: Venue, desk: Desk, walls: Walls) -> None:
    said = desk.page.locator("#walls")
    expect(said).to_have_text("No wall is connected")
    walls(live)
    expect(said).to_have_text("1 wall, shows the newest")
    second = walls(live)
    expect(said).to_have_text("2 walls, both show the newest")
    live.table().shares("Newer.")
    expect(said).to_have_text("2 walls, both show the newest")
    second.page.close()
    expect(said).to_have_text("1 wall, shows the newest")


def test_a_delayed_one_shows_its_clock_and_can_be_stopped(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="delay", delay=60)
    live.table().shares("In a minute.")
    item = desk.item("In a minute.")
    expect(item).to_contain_text("shown in 5")
    item.get_by_role("button", name="Hide").click()
    desk.lists()
    assert [each["state"] for each in live.desk.items()] == ["hidden"]


def test_a_second_moderator_is_told_that_somebody_was_quicker(live: Venue, desk: Desk, complaints: Complaints) -> None:
    complaints.expect("409|ERR_|WebSocket")
    live.desk.sets(moderation="hold")
    reference = live.table().shares("Judged twice.")["reference"]
    show = desk.item("Judged twice.").get_by_role("button", name="Show")
    expect(show).to_be_visible()
    judged = live.desk.item(reference)
    desk.page.route("**/verdict", lambda route: (live.desk.judges(judged, "hide"), route.continue_())[1])
    show.click()
    expect(desk.said).to_contain_text("Somebody was quicker. This is how it stands now. hidden by presenter")
    desk.lists()
    assert [each["state"] for each in live.desk.items()] == ["hidden"]


def test_nothing_on_the_desk_covers_anything_else(cass: Venue, sitting: Callable[[Venue], Desk]) -> None:
    desk = sitting(cass)
    expect(desk.page.locator("#map li")).to_have_count(len(cass.told["tables"]))
    parts = desk.page.locator(".left > *").filter(visible=True)
    places = [part.bounding_box() for part in parts.all()]
    for above, below in pairwise(places):
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] <= below["y"], (above, below)
