"""The live scene gives everybody time: to be read once up, to come up soon, and to come back when the room is calm."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect
from support.browser import Projector
from support.conference import Venue
from support.legibility import Box, boxes, texts
from support.server import ROOT, until

Walls = Callable[..., Projector]
SAMPLES: list[dict[str, Any]] = tomllib.loads((ROOT / "reflection_wall/samples/reflections.toml").read_text("utf-8"))[
    "reflections"
]
# Of every card that was ever put up: when, when it went, and how many there were at most.
DIARY = """() => {
  window.diary = {};
  window.most = 0;
  const look = () => {
    const all = [...document.querySelectorAll(".card")];
    window.most = Math.max(window.most, all.length);
    const up = new Set(all.filter((each) => !each.classList.contains("leaving")).map((each) => {
      each.dataset.diary ??= each.querySelector(".words").textContent.slice(0, 40);
      return each.dataset.diary;
    }));
    for (const name of up) {
      const told = window.diary[name] ??= [];
      if (!told.length || told.at(-1).to) told.push({ from: performance.now() });
    }
    for (const [name, told] of Object.entries(window.diary)) if (!up.has(name)) told.at(-1).to ??= performance.now();
  };
  new MutationObserver(look).observe(document.getElementById("cards"),
    { childList: true, subtree: true, attributeFilter: ["class"] });
  look();
}"""
SHORT = "We will visit each other before the winter, and write down what we saw there."
MIDDLE = " ".join(["We will visit one another before the winter and bring back a practice."] * 3)
LONG = " ".join(f"Sentence number {n} says what we will do about it." for n in range(1, 30))


def diary(wall: Projector) -> dict[str, list[dict[str, float]]]:
    found: dict[str, list[dict[str, float]]] = wall.page.evaluate("window.diary")
    return found


def stays(wall: Projector) -> list[float]:
    """How many seconds each stayed that has gone."""
    return [(one["to"] - one["from"]) / 1000 for told in diary(wall).values() for one in told if "to" in one]


def goes_by(wall: Projector, seconds: int) -> None:
    for _ in range(seconds):
        wall.waits(1)


def test_in_a_burst_every_card_stays_long_enough_to_read_and_nobody_waits_long(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    expect(wall.page.locator("#shared")).to_have_text("Waiting for the first table")
    wall.page.evaluate(DIARY)
    for n in range(24):
        live.table().shares(f"{n}. {MIDDLE if n % 3 else SHORT}")
        wall.waits(1.5)
    until(lambda: wall.waits(1) or len(diary(wall)) == 24, "somebody was never up")
    assert min(stays(wall)) >= 6
    waited = [told[0]["from"] / 1000 for told in diary(wall).values()]
    assert max(waited) < 140, "somebody waited long"
    assert wall.page.evaluate("window.most") <= 16


def test_in_a_calm_room_a_card_stays_until_it_has_been_read(live: Venue, walls: Walls) -> None:
    for n in range(8):
        live.table().shares(f"{n}. {MIDDLE}")
    wall = walls(live)
    until(lambda: wall.cards.count() >= 2)
    wall.page.evaluate(DIARY)
    goes_by(wall, 120)
    reading = len(MIDDLE.split()) / 2.6
    assert len(stays(wall)) >= 4
    assert min(stays(wall)) >= reading - 1


def test_a_long_one_is_not_starved_by_short_ones_and_all_its_parts_have_their_time(live: Venue, walls: Walls) -> None:
    for n in range(12):
        live.table().shares(f"{n}. {SHORT}")
    wall = walls(live)
    until(lambda: wall.cards.count() >= 4)
    live.table().shares(LONG)
    for n in range(12, 20):
        live.table().shares(f"{n}. {SHORT}")
    wall.page.evaluate("""() => {
      window.parts = new Set();
      const look = () => document.querySelectorAll(".card .parts:not(:empty)").forEach(
        (each) => window.parts.add(each.textContent));
      new MutationObserver(look).observe(document.getElementById("cards"), { childList: true, subtree: true });
    }""")
    wall.page.evaluate(DIARY)
    until(lambda: wall.waits(1) or wall.cards.locator(".parts", has_text="Part").count() == 1, "it never came up")
    goes_by(wall, 150)
    seen = wall.page.evaluate("[...window.parts]")
    of = int(re.findall(r"\d+", seen[0])[1])
    assert of > 1
    assert sorted(seen) == sorted(f"Part {n} of {of}" for n in range(1, of + 1))
    assert min(stays(wall)) >= 6


def test_a_quiet_wall_shows_everything_in_turn_and_begins_with_the_newest(live: Venue, walls: Walls) -> None:
    for n in range(16):
        live.table("14" if n % 4 else "22").shares(f"{n}. {MIDDLE}")
    wall = walls(live)
    until(lambda: wall.cards.count() >= 2)
    assert wall.cards.filter(has_text="15. We").count() == 1
    wall.page.evaluate(DIARY)
    goes_by(wall, 300)
    assert len(diary(wall)) == 16, "somebody never returned"
    assert max(len(told) for told in diary(wall).values()) <= 4, "somebody returned again and again"


def test_who_arrives_comes_before_whose_turn_it_is(live: Venue, walls: Walls) -> None:
    for n in range(12):
        live.table().shares(f"{n}. {MIDDLE}")
    wall = walls(live)
    until(lambda: wall.cards.count() >= 2)
    goes_by(wall, 40)
    before = wall.digest()
    live.table().shares("Just now.")
    until(lambda: wall.digest() != before)
    new = wall.cards.filter(has_text="Just now.")
    for _ in range(15):
        if new.count():
            break
        wall.waits(1)
    expect(new).to_be_visible()


def test_time_under_a_curtain_is_no_time_to_read(live: Venue, walls: Walls) -> None:
    for n in range(8):
        live.table().shares(f"{n}. {MIDDLE}")
    wall = walls(live)
    until(lambda: wall.cards.count() >= 2)
    before = wall.texts()
    wall.page.keyboard.press("b")
    goes_by(wall, 100)
    assert wall.texts() == before


def test_a_pinned_one_stays_while_the_others_take_turns(live: Venue, walls: Walls) -> None:
    reference = live.table().shares("Pinned.")["reference"]
    for n in range(8):
        live.table().shares(f"{n}. {MIDDLE}")
    live.desk.judges(live.desk.item(reference), "pin")
    wall = walls(live)
    until(lambda: wall.cards.count() >= 2)
    wall.page.evaluate(DIARY)
    goes_by(wall, 120)
    (pinned,) = diary(wall)["Pinned."]
    assert "to" not in pinned
    assert len(diary(wall)) == 9


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["720", "1080"])
def test_the_columns_are_filled_down_to_the_heads(cass: Venue, walls: Walls, size: tuple[int, int]) -> None:
    cass.desk.sets(scene="live")
    width, height = size
    for each in SAMPLES:
        cass.table("1").shares(each["text"], **{name: each[name] for name in ("headline", "lang") if name in each})
    wall = walls(cass, viewport={"width": width, "height": height}, reduced_motion="reduce")
    until(lambda: wall.cards.count() >= 2)
    filled: list[float] = []
    for _ in range(12):
        wall.waits(20)
        bottoms: dict[float, float] = {}
        for card, _ in boxes(wall.page, ".card:not(.leaving)"):
            assert card.within(Box(0, width, 0, height * 5 / 6))
            bottoms[card.left] = max(bottoms.get(card.left, 0), card.bottom / height)
        filled += bottoms.values()
    assert len(filled) == 24
    assert sum(filled) / len(filled) > 0.77
    assert min(filled) > 0.66


def test_a_text_is_divided_only_when_it_has_to_be_and_then_between_sentences(live: Venue, walls: Walls) -> None:
    wall = walls(live, reduced_motion="reduce")
    wall.page.evaluate(DIARY)
    live.table().shares(LONG)
    until(lambda: wall.waits(1) or wall.cards.count() == 1)
    of = int(re.findall(r"\d+", wall.cards.locator(".parts").inner_text())[1])
    told = []
    for n in range(1, of + 1):
        until(lambda n=n: wall.cards.locator(".parts").inner_text() == f"Part {n} of {of}")
        told.append(wall.cards.locator(".words").inner_text())
        wall.waits(60)
    assert all(part.endswith(".") for part in told), told
    assert max(map(len, told)) < 1.5 * min(map(len, told)), "the parts are uneven"


def test_the_question_stands_in_the_rail_where_it_fits_whole(live: Venue, walls: Walls) -> None:
    live.table().shares("We will visit one another.")
    wall = walls(live)
    question = wall.page.locator("#question")
    expect(question).to_be_visible()
    expect(question).to_have_text("What has your group learned?")
    expect(question).to_have_attribute("lang", "en")
    for told in texts(wall.page):
        assert told["bottom"] <= 720 * 5 / 6 + 1, told
    live.desk.prompt(live.wall.frame()["stage"]["prompt"]["id"] + 1, "open")
    expect(wall.page.locator("#awaited")).to_have_text("And what will you do about it?")
    live.table("22").shares("We will visit.")
    expect(question).to_have_text("And what will you do about it?")


def test_a_question_too_long_for_the_rail_leaves_it_to_the_title(cass: Venue, walls: Walls) -> None:
    cass.table("1").shares("We will visit one another.")
    cass.desk.sets(scene="live")
    wall = walls(cass)
    expect(wall.page.locator("#question")).not_to_have_text("")
    expect(wall.page.locator("#question")).to_be_hidden()
    expect(wall.page.locator(".rail h1")).to_be_in_viewport()
    assert "Fall Conference" in [told["text"] for told in texts(wall.page)]


def test_the_least_type_follows_the_stage(live: Venue, walls: Walls) -> None:
    def deeper(route: Route) -> None:
        reply = route.fetch()
        frame = reply.json()
        frame["stage"] |= {"least": 0.06}
        route.fulfill(response=reply, json=frame)

    live.table().shares("From the back row.", headline="Larger")
    wall = walls(live)
    wall.page.route("**/changes?after=0*", deeper)
    wall.page.route_web_socket("**/*", lambda _: None)  # it would bring the stage as the server tells it today
    wall.page.reload()
    until(lambda: wall.cards.count() == 1)
    for told in texts(wall.page):
        assert told["size"] >= 0.06 * 720 - 0.01, told


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_blank_wall_is_dark_in_both_themes(live: Venue, walls: Walls, theme: str) -> None:
    wall = walls(live)
    if theme == "dark":
        wall.page.keyboard.press("t")
    wall.page.keyboard.press("b")
    expect(wall.page.locator(".curtain")).to_be_visible()
    red, green, blue = wall.page.evaluate("""() => {
      const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
      pen.fillStyle = getComputedStyle(document.querySelector(".curtain")).backgroundColor;
      pen.fillRect(0, 0, 1, 1);
      return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }""")
    assert max(red, green, blue) < 24


def test_a_headline_that_the_text_begins_with_is_not_said_twice(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    live.table("14").shares("Visit first. Then we plan together.", headline="Visit first.")
    live.table("22").shares("Then we plan together.", headline="Visit first.")
    until(lambda: wall.waits(1) or wall.cards.count() == 2, "not both are up")

    assert sorted(wall.cards.locator("h2").evaluate_all("all => all.map((each) => each.hidden)")) == [False, True]
