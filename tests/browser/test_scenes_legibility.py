"""What the back row sees of every scene: large, strong, whole and above the heads; and what axe has against it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from support import axe, hall
from support.browser import Projector
from support.conference import Venue
from support.legibility import Box, boxes, contrast, outlines, texts
from support.people import Desk, fresh_key
from support.server import until

Walls = Callable[..., Projector]
_numbers = itertools.count(1)
SCREENS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}, {"width": 3840, "height": 2160}]
SCENES = ["spotlight", "tour", "communities", "room", "words", "themes"]
ODD = {
    "one endless word": "x" * 1500,
    "stacked marks": "Z̸̡̛̗̹̜̦̜̳͕̀̈́̍̚͝a̷̧̡̛̲̱̘̱͑̃̐̍͠l̵̗͓̗͈̀̈̈́̑͠g̵̛̗̰̑̍̐ò̴̠̤̗͔̈́͑̚ " * 12,
    "a right-to-left override": "\u202eright to left\u202c and שלום עולם beside Łı̨kʼe ᓀᐦᐃᔭᐍᐏᐣ",
    "a run of emoji": "👩🏽‍🏫" * 200,
    "thirty lines": "\n".join(f"• line {n}" for n in range(30)),
    "a poster": "AND SO WE WILL " * 60,
}


@pytest.fixture
def venue(arranged: Callable[[str], Venue]) -> Venue:
    """A hall of twelve tables and four communities."""
    return arranged(hall.plan(f"L{next(_numbers)}EGI"))


@pytest.fixture(scope="module")
def full(arranged: Callable[[str], Venue]) -> Venue:
    """Such a hall when everybody has shared, with two themes and a translation; tests change nothing but its stage."""
    venue = arranged(hall.plan(f"L{next(_numbers)}EGI"))
    hall.fill(venue)
    moderator = Desk(venue.send, venue.told["keys"]["moderator"])
    items = [item for item in moderator.items() if item["visible"]]
    french = next(item for item in items if item["lang"] == "fr-CA" and len(item["text"]) > 200)
    translation = {"lang": "en-CA", "text": "Our dashboards answer questions that nobody asks. " * 4}
    moderator.asks("PUT", f"reflections/{french['id']}/translation", **translation, version=french["version"])
    for n, name in enumerate(("What we will visit", "Moins de rapports, plus de conversations")):
        theme = fresh_key()
        moderator.asks("PUT", f"themes/{theme}", name=name)
        for item in items[n * 6 : n * 6 + 6]:
            moderator.asks("PUT", f"reflections/{item['id']}/theme", theme=theme)
    return venue


@pytest.fixture
def deep(full: Venue) -> Iterator[Venue]:
    """The same, as long as somebody sits far from its image."""
    assert full.desk.sets(image_height=3, furthest_seat=20).status == 200
    yield full
    assert full.desk.sets(image_height=0, furthest_seat=0).status == 200


def still(walls: Walls, venue: Venue, size: dict[str, int], **more: Any) -> Projector:
    """A wall on which nothing moves, so that it can be measured at any moment."""
    return walls(venue, viewport=size, reduced_motion="reduce", **more)


def stands_well(wall: Projector, size: dict[str, int], least: float = 0.04) -> None:
    """Every text of a scene is whole in its stage, above the heads, large enough, and no scrollbar shows."""
    place = Box(0, size["width"], 0, size["height"] * 5 / 6)
    told = [each for each in texts(wall.page) if each["right"] > size["width"] / 4]
    assert told
    for each in told:
        box = Box(each["left"], each["right"], each["top"], each["bottom"])
        assert box.within(place), each
        assert each["size"] >= least * size["height"] - 0.01, each
        assert each["overflow"] == "clip", each
    found = boxes(wall.page, ".scene .voice")
    air = 0.012 * size["height"]  # some typefaces claim more than their line
    for voice, inside in found:
        assert inside.within(Box(voice.left, voice.right, voice.top - air, voice.bottom + air)), voice
    for (one, _), (other, _) in itertools.combinations(found, 2):
        assert not one.overlaps(other), (one, other)
    hidden = "[...document.querySelectorAll('.scene, .group, .lead, .legend')].filter((each) => each.checkVisibility())"
    assert wall.page.evaluate(
        f"{hidden}.every((each) => each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth)"
    ), "something stands out of its place"
    scrolls = "document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight"
    assert not wall.page.evaluate(scrolls)


def pages(venue: Venue, wall: Projector, name: str, many: int) -> Iterator[Projector]:
    """The first pages of a scene, one after the other; of a spotlight as many voices, and the longest of all to
    its end."""
    if name == "spotlight":
        items = sorted((each for each in venue.desk.items() if each["visible"]), key=lambda each: len(each["text"]))
        for item in [items[0], *items[len(items) // 2 :: 6], items[-1]][-many:]:
            assert venue.desk.sets(reflection=item["id"]).status == 200
            shown = wall.page.locator(f".spotlight [data-id='{item['id']}']")
            expect(shown).to_be_visible()
            yield wall
    else:
        assert venue.desk.sets(scene=name).status == 200
        expect(wall.page.locator("body")).to_have_attribute("data-drawn", name)
    until(lambda: wall.page.locator(".scene > *").filter(visible=True).count() > 0, f"{name} is empty")
    seen = set[str]()
    while len(seen) < many and (page := wall.page.locator("main").inner_text()) not in seen:
        seen.add(page)
        yield wall
        wall.page.keyboard.press("PageDown")


@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080", "2160"])
@pytest.mark.parametrize("name", SCENES)
def test_every_scene_stands_whole_and_above_the_heads(
    full: Venue, walls: Walls, name: str, size: dict[str, int]
) -> None:
    wall = still(walls, full, size)
    for shown in pages(full, wall, name, many=6):
        stands_well(shown, size)


@pytest.mark.parametrize("name", ["spotlight", "tour", "communities", "words", "themes"])
def test_a_deep_room_makes_every_scene_larger(deep: Venue, walls: Walls, name: str) -> None:
    size = SCREENS[1]
    wall = still(walls, deep, size)
    for shown in pages(deep, wall, name, many=4):
        stands_well(shown, size, least=20 / (200 * 3) / 0.5)


@pytest.mark.parametrize("name", ["spotlight", "tour", "communities"])
def test_nothing_that_a_table_can_write_overflows_a_scene(venue: Venue, walls: Walls, name: str) -> None:
    size = SCREENS[0]
    wall = still(walls, venue, size)
    for said, text in ODD.items():
        reference = venue.table("2").shares(text)["reference"]
        item = venue.desk.item(reference)
        assert venue.desk.sets(**({"reflection": item["id"]} if name == "spotlight" else {"scene": name})).status == 200
        until(lambda item=item: wall.page.locator(f".scene [data-id='{item['id']}']").count() == 1, f"no {said}")
        stands_well(wall, size)
        hall.hides(venue, reference)
        until(lambda item=item: wall.page.locator(f".scene [data-id='{item['id']}']").count() == 0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_of_a_scene_has_a_contrast_of_seven_and_every_outline_of_three(
    full: Venue, walls: Walls, theme: str
) -> None:
    wall = still(walls, full, SCREENS[0])
    wall.page.keyboard.press("t" if theme == "dark" else "x")
    seen = 0
    for name in SCENES:
        for shown in pages(full, wall, name, many=2):
            for hue in range(1, 9):
                shown.page.evaluate(
                    "(hue) => document.querySelectorAll('[data-hue]').forEach((each) => each.dataset.hue = hue)", hue
                )
                for told in texts(shown.page):
                    seen += 1
                    assert contrast(told) >= 7, (name, hue, told)
                for told in outlines(shown.page):
                    assert told["text"] == "ASIDE.rail" or contrast(told) >= 3, (name, hue, told)
    assert seen > 500


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_scene(full: Venue, walls: Walls, theme: str) -> None:
    wall = still(walls, full, SCREENS[0])
    wall.page.keyboard.press("t" if theme == "dark" else "x")
    for name in SCENES:
        for shown in pages(full, wall, name, many=1):
            assert axe.violations(shown.page) == [], name
    full.desk.sets(scene="words", page=1)
    expect(wall.page.locator(".scene.words h2")).to_be_visible()
    assert axe.violations(wall.page) == []
    wall.page.keyboard.press("c")
    assert axe.violations(wall.page) == []


# ---- the test card ----


def test_the_test_card_measures_the_contrast_that_is_really_there(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    for _ in ("light", "dark"):
        wall.page.keyboard.press("c")
        card = wall.page.locator("#card")
        expect(card).to_be_visible()
        told = card.locator("[data-measured=text] b").all_text_contents()
        assert len(told) == 11
        assert min(map(float, told)) >= 7
        assert float(card.locator("[data-measured=outline] b").inner_text()) >= 3
        wall.page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        wall.page.keyboard.press("t")


def test_the_test_card_has_the_smallest_type_of_this_room_and_says_the_rule(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    wall.page.goto(f"{wall.url}?card=1")
    rule = wall.page.locator("#card .rule")
    expect(rule).to_contain_text("4.0 per cent")
    assert venue.desk.sets(image_height=3, furthest_seat=18).status == 200
    expect(rule).to_contain_text("furthest seat at 18 m")
    expect(rule).to_contain_text("6.0 per cent")
    size = "(each) => Number.parseFloat(getComputedStyle(each).fontSize) / innerHeight"
    for line in wall.page.locator("#card .smallest p").all():
        assert abs(line.evaluate(size) - 0.06) < 0.001
        ((box, _),) = boxes(wall.page, "#card .smallest")
        assert box.bottom <= 720 * 5 / 6
