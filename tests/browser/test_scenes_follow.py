"""How walls come to a scene and leave it: late, asleep, under a blank, calmly or at once; and the time that is left."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from support import hall
from support.browser import SCREEN, Complaints, Projector
from support.conference import Venue
from support.proxy import Proxy
from support.server import until

Walls = Callable[..., Projector]
_numbers = itertools.count(1)
SCENES = ["live", "tour", "communities", "room", "opening"]


@pytest.fixture
def venue(arranged: Callable[[str], Venue]) -> Venue:
    """A hall of twelve tables and four communities; table 1 has shared."""
    found = arranged(hall.plan(f"F{next(_numbers)}OLL"))
    found.table("1").shares("From table one.")
    return found


def drawn(wall: Projector, name: str) -> None:
    expect(wall.page.locator("body")).to_have_attribute("data-drawn", name)


@pytest.mark.parametrize("name", SCENES)
def test_a_wall_that_joins_late_is_refreshed_or_slept_shows_the_scene_at_once(
    venue: Venue, walls: Walls, proxy: Proxy, complaints: Complaints, name: str
) -> None:
    complaints.expect("ERR_|WebSocket")
    sleeper = walls(venue, base=proxy.base)
    drawn(sleeper, "opening")
    sleeper.context.set_offline(True)
    venue.desk.sets(scene=name)
    late = walls(venue)
    drawn(late, name)
    late.page.reload()
    drawn(late, name)
    sleeper.context.set_offline(False)
    drawn(sleeper, name)


@pytest.mark.parametrize("name", SCENES)
def test_a_blank_covers_the_scene_and_gives_it_back(venue: Venue, walls: Walls, name: str) -> None:
    early = walls(venue)
    venue.desk.sets(scene=name)
    drawn(early, name)
    venue.desk.sets(scene="blank")
    late = walls(venue)
    for wall in (early, late):
        expect(wall.page.locator(".curtain")).to_be_visible()
        drawn(wall, name)
    venue.desk.sets(scene=name)
    for wall in (early, late):
        expect(wall.page.locator(".curtain")).to_be_hidden()
        drawn(wall, name)


@pytest.mark.parametrize("key", ["b", "."])
@pytest.mark.parametrize("name", ["spotlight", "tour", "room"])
def test_the_laptop_s_key_blanks_any_scene_within_a_tenth_of_a_second(
    venue: Venue, walls: Walls, key: str, name: str
) -> None:
    wall = walls(venue)
    item = venue.desk.items()[0]["id"]
    venue.desk.sets(**({"reflection": item} if name == "spotlight" else {"scene": name}))
    drawn(wall, name)
    took = wall.page.evaluate(
        """async (key) => {
          const began = new Date().getTime();
          dispatchEvent(new KeyboardEvent("keydown", { key }));
          document.querySelector(".curtain").getBoundingClientRect();
          const style = getComputedStyle(document.querySelector(".curtain")).visibility;
          return style === "visible" ? new Date().getTime() - began : Infinity;
        }""",
        key,
    )
    assert took < 100
    wall.page.keyboard.press(key)
    expect(wall.page.locator(".curtain")).to_be_hidden()


def watched(wall: Projector) -> Callable[[], int]:
    """Counts calm changes."""
    wall.page.evaluate("""() => {
      window.calm = 0;
      const start = document.startViewTransition.bind(document);
      document.startViewTransition = (work) => { window.calm += 1; return start(work) };
    }""")
    return lambda: int(wall.page.evaluate("window.calm"))


def test_a_change_of_scene_is_calm(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    drawn(wall, "opening")
    calm = watched(wall)
    for n, name in enumerate(("live", "tour", "room"), start=1):
        venue.desk.sets(scene=name)
        drawn(wall, name)
        assert calm() == n
    named = (
        "[...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).viewTransitionName !== 'none').length"
    )
    assert wall.page.evaluate(named) <= 30


def test_a_change_is_at_once_when_something_is_hidden_with_it_or_the_wall_goes_blank(
    venue: Venue, walls: Walls, proxy: Proxy, complaints: Complaints
) -> None:
    complaints.expect("ERR_|WebSocket")
    venue.desk.sets(scene="live")
    wall = walls(venue, base=proxy.base)
    expect(wall.page.get_by_text("From table one.")).to_be_visible()
    calm = watched(wall)
    wall.context.set_offline(True)
    item = venue.desk.items()[0]
    venue.desk.judges(item, "hide")
    venue.desk.sets(scene="room")
    wall.context.set_offline(False)
    drawn(wall, "room")
    assert "From table one." not in wall.page.content()
    venue.desk.sets(scene="blank")
    expect(wall.page.locator(".curtain")).to_be_visible()
    assert calm() == 0


def test_reduced_motion_moves_nothing_in_any_scene(venue: Venue, walls: Walls) -> None:
    wall = walls(venue, reduced_motion="reduce")
    drawn(wall, "opening")
    calm = watched(wall)
    for name in SCENES:
        venue.desk.sets(scene=name)
        drawn(wall, name)
        venue.table("2").shares(f"Shared in {name}.")
        until(lambda: wall.page.evaluate("document.getAnimations().length") == 0)
        wall.page.keyboard.press("PageDown")
        assert wall.page.evaluate("document.getAnimations().length") == 0
    assert calm() == 0


def test_no_scene_keeps_the_words_of_another(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    for name in ("live", "tour", "communities"):
        venue.desk.sets(scene=name)
        drawn(wall, name)
        expect(wall.page.get_by_text("From table one.")).to_be_visible()
    venue.desk.sets(scene="room")
    drawn(wall, "room")
    until(lambda: "From table one." not in wall.page.content(), "another scene still holds them")


def test_many_changes_of_scene_leave_nothing_behind(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    count = "document.querySelectorAll('*').length"
    drawn(wall, "opening")
    before = wall.page.evaluate(count)
    for name in [*SCENES, "opening"] * 5:
        venue.desk.sets(scene=name)
        drawn(wall, name)
    wall.waits(10)
    until(lambda: wall.page.evaluate(count) <= before + 2)


# ---- the time that is left ----


def timer(wall: Projector) -> list[str]:
    return [each for each in wall.page.locator(".timer").filter(visible=True).all_text_contents() if each]


@pytest.mark.parametrize("name", [*SCENES, "words"])
def test_the_time_that_is_left_is_on_every_scene(venue: Venue, walls: Walls, name: str) -> None:
    wall = walls(venue)
    venue.desk.sets(scene=name)
    drawn(wall, name)
    assert timer(wall) == []
    venue.desk.sets(timer=300)
    until(lambda: timer(wall) in (["5:00"], ["4:59"]), "no time is told")
    wall.waits(200)
    until(lambda: timer(wall) in (["1:40"], ["1:39"], ["1:38"]), f"it stands at {timer(wall)}")
    wall.waits(101)
    until(lambda: timer(wall) == ["Time is up"])
    venue.desk.sets(timer=0)
    until(lambda: timer(wall) == [])


def test_the_time_is_the_server_s_whatever_the_laptop_believes(
    venue: Venue, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(**SCREEN).new_page()
    page.clock.install(time=time.time() - 86_400)
    page.goto(venue.url("wall"))
    venue.desk.sets(timer=300)
    until(lambda: page.locator(".opening .timer").text_content() in ("5:00", "4:59", "4:58"))


def test_a_last_call_says_when_the_question_closes(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    prompt = venue.desk.stage()["prompt"]["id"]
    venue.desk.asks("PUT", f"prompts/{prompt}", state="closed", grace=30)
    until(lambda: timer(wall) in (["Closes in 30 s"], ["Closes in 29 s"], ["Closes in 28 s"]), "it does not say so")
