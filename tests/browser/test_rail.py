"""The rail beside the scenes, and the question: a code that keeps its place, one clock, no false way in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from support.browser import Projector
from support.conference import Venue
from support.server import until

Walls = Callable[..., Projector]
SCREENS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]
DEEP = [0.04, 0.06, 0.08]
CODE = ".rail .qr"


def shows(wall: Projector, venue: Venue, scene: str, **more: Any) -> None:
    """The wall is in that scene, with everything fitted."""
    assert venue.desk.sets(scene=scene, **more).status == 200
    head = venue.wall.frame()["head"]
    until(lambda: wall.page.evaluate("wall.seen.to") >= head)
    expect(wall.page.locator("body")).to_have_attribute("data-drawn", scene)
    rests(wall)


def rests(wall: Projector) -> None:
    """All that the last frame brought has been fitted."""
    wall.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def clocks(wall: Projector) -> list[str]:
    return [each for each in wall.page.locator(".timer").filter(visible=True).all_text_contents() if each]


@pytest.mark.parametrize("share", DEEP)
@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080"])
def test_the_code_keeps_its_size_and_place_whatever_the_scene_and_the_clock(
    cass: Venue, walls: Walls, size: dict[str, int], share: float
) -> None:
    cass.desk.sets(image_height=3, furthest_seat=300 * share, scene="live")
    wall = walls(cass, viewport=size, reduced_motion="reduce")
    shows(wall, cass, "live")
    before = wall.page.locator(CODE).bounding_box()
    assert before
    assert before["width"] > size["height"] / 3
    for scene in ("opening", "tour", "room", "opening", "words", "live", "communities", "themes"):
        shows(wall, cass, scene, timer=600 if scene == "words" else None)
        if scene != "opening":
            assert wall.page.locator(CODE).bounding_box() == before, scene
    prompt = cass.desk.stage()["prompt"]["id"]
    cass.desk.asks("PUT", f"prompts/{prompt}", state="closed", grace=300)
    cass.table("1").shares("We will visit one another.")
    until(lambda: any("Closes in" in each for each in clocks(wall)))
    rests(wall)
    assert wall.page.locator(CODE).bounding_box() == before


@pytest.mark.parametrize("share", DEEP)
def test_the_opening_s_code_stays_as_it_is_when_a_clock_comes(cass: Venue, walls: Walls, share: float) -> None:
    wall = walls(cass, reduced_motion="reduce")
    shows(wall, cass, "opening", image_height=3, furthest_seat=300 * share)
    before = wall.page.locator(".opening .qr").bounding_box()
    cass.desk.sets(timer=600)
    until(lambda: clocks(wall) != [])
    rests(wall)
    assert wall.page.locator(".opening .qr").bounding_box() == before


def test_there_is_one_clock_and_the_last_call_is_what_it_says(cass: Venue, walls: Walls) -> None:
    wall = walls(cass)
    shows(wall, cass, "live", timer=300)
    until(lambda: len(clocks(wall)) == 1)
    prompt = cass.desk.stage()["prompt"]["id"]
    cass.desk.asks("PUT", f"prompts/{prompt}", state="closed", grace=90)
    until(lambda: len(clocks(wall)) == 1 and re.fullmatch(r"Closes in 1:\d\d", clocks(wall)[0]), f"{clocks(wall)}")


@pytest.mark.parametrize("share", [0.06, 0.07, 0.08, 0.1, 0.12])
@pytest.mark.parametrize("scene", ["opening", "live"])
def test_neither_the_typed_code_nor_a_part_of_the_address_is_broken(
    cass: Venue, walls: Walls, scene: str, share: float
) -> None:
    wall = walls(cass, reduced_motion="reduce")
    shows(wall, cass, scene, image_height=3, furthest_seat=300 * share)
    lines = """() => [...document.querySelectorAll(".join b, .join span")].filter((each) => each.checkVisibility())
      .flatMap((each) => [...each.childNodes]).filter((each) => each.nodeType === Node.TEXT_NODE && each.data.trim())
      .map((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return [each.data, new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size];
      })"""
    found = wall.page.evaluate(lines)
    assert cass.told["conference"] in [text for text, _ in found]
    assert {many for _, many in found} == {1}, found


def test_where_no_table_may_be_picked_the_wall_sends_to_the_card_and_not_to_a_code(cass: Venue, walls: Walls) -> None:
    wall = walls(cass, reduced_motion="reduce")
    invited = wall.page.get_by_text("Scan the card on your table.").filter(visible=True)
    for scene in ("live", "opening", "room"):
        shows(wall, cass, scene, walk_in=False)
        expect(wall.page.locator(".qr").filter(visible=True)).to_have_count(0)
        expect(wall.page.get_by_text(cass.told["conference"], exact=True).filter(visible=True)).to_have_count(0)
        expect(invited).to_have_count(1)
    wall.page.reload()
    expect(invited).to_have_count(1)
    expect(wall.page.locator("#shared")).to_be_visible()
    shows(wall, cass, "live", walk_in=True)
    expect(wall.page.locator(CODE)).to_be_visible()


# ---- the question ----


@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080"])
def test_the_question_is_there_in_live_however_long_it_is(cass: Venue, walls: Walls, size: dict[str, int]) -> None:
    question = cass.desk.stage()["prompt"]["text"]
    cass.table("1").shares("We will visit one another.")
    wall = walls(cass, viewport=size, reduced_motion="reduce")
    shows(wall, cass, "live")
    shown = wall.page.get_by_text(question, exact=True).filter(visible=True)
    expect(shown).to_have_count(1)
    fits = "(each) => each.scrollHeight <= each.clientHeight && each.getBoundingClientRect().bottom <= innerHeight"
    assert shown.evaluate(fits)
    shows(wall, cass, "room")
    expect(shown).to_have_count(0)


def test_live_waits_for_the_first_answer_with_the_question_large(cass: Venue, walls: Walls) -> None:
    question = cass.desk.stage()["prompt"]["text"]
    wall = walls(cass, reduced_motion="reduce")
    shows(wall, cass, "live")
    shown = wall.page.get_by_text(question, exact=True).filter(visible=True)
    expect(shown).to_have_count(1)
    expect(wall.page.get_by_text("Nothing has been shared yet.")).to_be_visible()
    assert shown.evaluate("(each) => Number.parseFloat(getComputedStyle(each).fontSize)") > 0.055 * 720


@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080"])
def test_the_question_of_the_opening_fills_its_side(cass: Venue, walls: Walls, size: dict[str, int]) -> None:
    wall = walls(cass, viewport=size, reduced_motion="reduce")
    shows(wall, cass, "opening")
    wall.page.evaluate("async () => { await document.fonts.ready }")
    bottom = wall.page.locator(".opening .how").evaluate("(each) => each.getBoundingClientRect().bottom")
    assert bottom > 0.75 * size["height"]


# ---- another question ----


def asked_next(venue: Venue) -> None:
    """The second question is open."""
    prompt = venue.desk.stage()["prompt"]["id"]
    assert venue.desk.asks("PUT", f"prompts/{prompt + 1}", state="open").status == 200


def test_a_new_question_does_not_stand_beside_the_answers_to_the_old_one(live: Venue, walls: Walls) -> None:
    live.table().shares("An answer to the first question.")
    wall = walls(live, reduced_motion="reduce")
    until(lambda: wall.waits(1) or wall.cards.count() == 1)
    asked_next(live)
    expect(wall.page.locator("#awaited")).to_have_text("And what will you do about it?")
    expect(wall.page.locator("#awaited")).to_be_visible()
    expect(wall.page.get_by_text("An answer to the first question.")).to_have_count(0)
    expect(wall.page.locator("#shared")).to_have_text("Waiting for the first table")
    live.table("22").shares("We will visit.")
    until(lambda: wall.waits(1) or wall.texts() == ["We will visit."], f"{wall.texts()}")
    expect(wall.page.locator("#awaited")).to_be_hidden()


def test_the_room_fills_anew_for_a_new_question_and_other_scenes_keep_everything(live: Venue, walls: Walls) -> None:
    live.table().shares("An answer to the first question.")
    wall = walls(live, reduced_motion="reduce")
    seats = wall.page.locator(".flower li")
    shows(wall, live, "room")
    expect(seats).to_have_count(1)
    asked_next(live)
    expect(seats).to_have_count(0)
    live.table("22").shares("We will visit.")
    expect(seats).to_have_count(1)
    shows(wall, live, "tour")
    expect(wall.page.get_by_text("An answer to the first question.")).to_be_visible()


# ---- themes ----


def test_a_scene_without_themes_says_so_and_not_that_nobody_has_shared(live: Venue, walls: Walls) -> None:
    live.table().shares("One.")
    wall = walls(live, reduced_motion="reduce")
    shows(wall, live, "themes")
    expect(wall.page.get_by_text("No theme has been named yet.")).to_be_visible()
    moderator = type(live.desk)(live.send, live.told["keys"]["moderator"])
    assert moderator.asks("PUT", "themes/AAAAAAAAAAAAAAAAAAAAAA", name="Visiting").status == 200
    expect(wall.page.get_by_text("No reflection is in a theme yet.")).to_be_visible()
