"""Rooms so deep that type is large: what stands beside the scenes gives way, and nothing stands on anything else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.browser import Projector
from support.conference import Venue
from support.legibility import Box, texts
from support.server import until

from reflection_wall.rules.legibility import LARGEST

Walls = Callable[..., Projector]
SIZE = {"width": 1280, "height": 720}
LONG = "We will visit one another before the winter and bring back what we have seen. " * 19


def deep(venue: Venue, share: float, **stage: object) -> None:
    """The furthest seat asks for type of this share of the image height."""
    assert venue.desk.sets(image_height=3, furthest_seat=300 * share, **stage).status == 200


def stands_apart(wall: Projector, least: float) -> None:
    """Every text is large enough, above the heads, and shares its place with no other."""
    question = wall.page.locator("#below").text_content()  # which every phone has, and the opening above the heads
    told = [each for each in texts(wall.page) if each["text"] not in ("Reconnecting…", question)]
    assert told
    found = [Box(each["left"], each["right"], each["top"], each["bottom"], each["text"]) for each in told]
    for each, box in zip(told, found, strict=True):
        assert each["size"] >= min(least, LARGEST) * SIZE["height"] - 0.01, each
        assert box.within(Box(0, SIZE["width"], 0, SIZE["height"] * 5 / 6)), each
    for one, other in itertools.combinations(found, 2):
        high = min(one.bottom - one.top, other.bottom - other.top)
        apart = max(one.top, other.top) > min(one.bottom, other.bottom) - 0.2 * high  # faces claim more than their line
        assert apart or not one.overlaps(other), (one, other)


@pytest.mark.parametrize("share", [0.05, 0.06, 0.07, 0.08, 0.12])
@pytest.mark.parametrize("timer", [0, 300])
def test_beside_every_scene_nothing_stands_on_anything_else(
    cass: Venue, walls: Walls, share: float, timer: int
) -> None:
    cass.table("1").shares("We will visit one another.")
    wall = walls(cass, viewport=SIZE, reduced_motion="reduce")
    for name in ("opening", "live", "tour", "opening", "communities"):
        deep(cass, share, scene=name, timer=timer)
        expect(wall.page.locator("body")).to_have_attribute("data-drawn", name)
        until(
            lambda: (
                wall.waits(1)
                or wall.page.get_by_text(re.compile(r"\d:\d\d")).filter(visible=True).count() >= timer / 300
            )
        )
        wall.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        stands_apart(wall, share)


@pytest.mark.parametrize("share", [0.06, 0.07, 0.08, 0.1])
def test_no_name_in_the_room_breaks_within_a_word(cass: Venue, walls: Walls, share: float) -> None:
    for label in ("1", "3", "7"):
        cass.table(label).shares("We will visit one another.")
    deep(cass, share, scene="room")
    wall = walls(cass, viewport=SIZE, reduced_motion="reduce")
    expect(wall.page.locator(".legend li").first).to_be_visible()
    broken = """() => [...document.querySelectorAll(".legend b")].flatMap(({ firstChild }) =>
      [...firstChild.data.matchAll(/\\S+/g)].filter((word) => {
        const range = document.createRange();
        range.setStart(firstChild, word.index);
        range.setEnd(firstChild, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
      }).map((word) => word[0]))"""
    assert wall.page.evaluate(broken) == []


def test_the_question_is_not_beside_a_scene_that_it_does_not_belong_to(live: Venue, walls: Walls) -> None:
    live.table().shares("We will visit one another.")
    wall = walls(live, viewport=SIZE)
    question = wall.page.locator("#question")
    expect(question).to_be_visible()
    live.desk.sets(scene="opening")
    expect(wall.page.locator("body")).to_have_attribute("data-drawn", "opening")
    live.desk.sets(scene="room")
    expect(wall.page.locator("body")).to_have_attribute("data-drawn", "room")
    expect(question).to_be_hidden()
    live.desk.sets(scene="live")
    expect(question).to_be_visible()


def test_a_question_that_is_too_long_for_the_room_is_shown_in_parts(cass: Venue, walls: Walls) -> None:
    deep(cass, 0.08, scene="opening")
    asked = "How will you bring what you have heard here back to those whom you lead, and who will help you? " * 3
    prompt = cass.desk.asks("POST", "prompts", text=asked).body["id"]
    assert cass.desk.asks("PUT", f"prompts/{prompt}", state="open").status == 200
    wall = walls(cass, viewport=SIZE, reduced_motion="reduce")
    whole = cass.desk.stage()["prompt"]["text"]
    prompt = wall.page.locator("#prompt")
    until(lambda: prompt.inner_text() != whole and len(prompt.inner_text()) > 20, "it is cut, or whole")
    told: list[str] = []
    for _ in range(12):
        told += [prompt.inner_text()]
        if "".join(told).replace(" ", "") == whole.replace(" ", ""):
            return
        wall.waits(60)
        until(lambda before=told[-1]: prompt.inner_text() != before, "the page was not turned")
    raise AssertionError(told)


def test_a_room_too_deep_for_two_columns_has_one_and_a_long_text_few_parts(live: Venue, walls: Walls) -> None:
    wall = walls(live, viewport=SIZE, reduced_motion="reduce")
    live.table().shares("Already up.")
    until(lambda: wall.waits(1) or wall.cards.count() == 1)
    live.table().shares(LONG)
    until(lambda: wall.waits(1) or wall.cards.count() == 2)
    deep(live, 0.09)
    until(lambda: wall.waits(30) or "Part" in wall.page.locator(".cards").inner_text(), "the long one is not up")
    lefts = "(all) => new Set(all.map((each) => each.offsetLeft)).size"
    until(lambda: wall.cards.evaluate_all(lefts) == 1, "there are two columns")
    of = re.search(r"of (\d+)", wall.cards.locator(".parts").filter(has_text="Part").first.inner_text())
    assert of
    assert int(of[1]) < 40
    deep(live, 0.04)
    until(lambda: wall.waits(1) or wall.page.locator(".stage").get_attribute("data-columns") == "2")
