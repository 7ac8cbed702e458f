"""What the back row sees: large, strong, whole, apart from one another, and above the heads in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from support.browser import Projector
from support.conference import Venue
from support.legibility import Box, boxes, contrast, outlines, texts
from support.server import until

Walls = Callable[..., Projector]
SCREENS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]
LONG = " ".join(f"Sentence number {n} says what we will do about it." for n in range(1, 40))[:1500]
ODD = {
    "one endless word": "x" * 1500,
    "two endless words": "x" * 749 + " " + "y" * 750,
    "an endless word after a sentence": "We said: " + "z" * 1400,
    "stacked marks": "Z̸̡̛̗̹̜̦̜̳͕̀̈́̍̚͝a̷̧̡̛̲̱̘̱͑̃̐̍͠l̵̗͓̗͈̀̈̈́̑͠g̵̛̗̰̑̍̐ò̴̠̤̗͔̈́͑̚ " * 12,
    "a right-to-left override": "\u202eright to left\u202c and שלום עולם beside Łı̨kʼe ᓀᐦᐃᔭᐍᐏᐣ",
    "a run of emoji": "👩🏽‍🏫" * 200,
    "fifteen hundred characters": LONG,
    "thirty lines": "\n".join(f"• line {n}" for n in range(30)),
    "a poster": "AND SO WE WILL " * 60,
}
HEADLINE = (
    "Professional relationships come first, then the data, and only afterwards the recommendations "
    "that we would write down for our own boards."
)
LONG_NAMES = r'''
[programme]
title = "2025-26 Communities of Practice for System Education Leaders"
about = "About."
[[communities]]
name = "First Nations, Métis and Inuit education and reconciliation"
purpose = "To learn."
kind = "topic"
[conference]
code = "CODE"
title = "Fall Conference and Annual General Meeting"
date = 2025-11-05
table_labels = true
[[prompts]]
text = """As a result of participating in the CoP activity, what new perspectives or practices has your group \
  identified that will inform your collective professional growth and system education leadership practice?"""
[[tables]]
label = "127"
community = "First Nations, Métis and Inuit education and reconciliation"
'''


def still(walls: Walls, venue: Venue, size: dict[str, int]) -> Projector:
    """A wall on which nothing moves, so that it can be measured at any moment."""
    return walls(venue, viewport=size, reduced_motion="reduce")


def stands_well(wall: Projector, size: dict[str, int]) -> None:
    """Every card stands whole within the stage, above the heads, apart from the others, with its words inside."""
    ((stage, _),) = boxes(wall.page, ".stage")
    above_the_heads = Box(stage.left, stage.right, 0, size["height"] * 5 / 6)
    cards = boxes(wall.page, ".card:not(.leaving)")
    for card, words in cards:
        assert card.within(above_the_heads), (card, above_the_heads)
        assert words.within(card), (card, words)
    for (one, _), (other, _) in combinations(cards, 2):
        assert not one.overlaps(other), (one, other)
    assert {told["overflow"] for told in texts(wall.page)} == {"clip"}, "something is cut off with an ellipsis"
    scrolls = "document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight"
    assert not wall.page.evaluate(scrolls)


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080"])
def test_nothing_that_a_table_can_write_overflows(live: Venue, walls: Walls, size: dict[str, int]) -> None:
    wall = still(walls, live, size)
    for name, text in ODD.items():
        desk, reference = live.desk, live.table().shares(text)["reference"]
        until(lambda: wall.waits(1) or wall.cards.count() == 1, f"{name} never came up")
        stands_well(wall, size)
        desk.judges(desk.item(reference), "hide")
        until(lambda: wall.cards.count() == 0)


def test_cards_of_all_kinds_stand_beside_one_another(live: Venue, walls: Walls) -> None:
    size = SCREENS[0]
    wall = still(walls, live, size)
    for text in [*ODD.values(), "Yes.", "Short.", "No.", "A line.", "Done."]:
        live.table().shares(text)
        wall.waits(1)
        stands_well(wall, size)
    for _ in range(10):
        wall.waits(7)
        stands_well(wall, size)


@pytest.mark.parametrize("name", ["fifteen hundred characters", "two endless words", "thirty lines"])
def test_a_long_text_is_shown_in_parts_that_together_are_the_whole(live: Venue, walls: Walls, name: str) -> None:
    size = SCREENS[0]
    wall = still(walls, live, size)
    live.table().shares(ODD[name])
    words, parts = wall.cards.locator(".words"), wall.cards.locator(".parts")
    until(lambda: wall.cards.count() == 1)
    number, of = map(int, re.findall(r"\d+", parts.inner_text()))
    assert number == 1
    assert of > 1
    ((before, _),) = boxes(wall.page, ".card")
    told = []
    for n in range(1, of + 1):
        until(lambda n=n: parts.inner_text() == f"Part {n} of {of}", "the page was not turned")
        told.append(words.text_content() or "")
        stands_well(wall, size)
        ((now, _),) = boxes(wall.page, ".card")
        assert abs(now.bottom - before.bottom) < 1, "turning moved the card"
        wall.waits(60)
    until(lambda: parts.inner_text() == f"Part 1 of {of}", "it does not begin again")
    assert without_spaces("".join(told)) == without_spaces(ODD[name])


@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080"])
@pytest.mark.parametrize("scene", ["opening", "live"])
def test_long_names_stay_whole_and_above_the_heads(
    arranged: Callable[[str], Venue], walls: Walls, scene: str, size: dict[str, int]
) -> None:
    venue = arranged(LONG_NAMES.replace("CODE", f"LONG{scene[:2]}{size['height']}".upper()))
    venue.desk.sets(scene=scene)
    venue.table("127").shares(LONG, headline=HEADLINE)
    wall = still(walls, venue, size)
    until(lambda: wall.page.locator("body").get_attribute("data-scene") == scene)
    if scene == "live":
        until(lambda: wall.cards.count() == 1)
        stands_well(wall, size)
    for told in texts(wall.page):
        # The question is on every phone, and above the heads in the opening.
        essential = (scene, told["text"]) != ("live", venue.desk.stage()["prompt"]["text"])
        assert not essential or told["bottom"] <= size["height"] * 5 / 6 + 1, told
        assert told["right"] <= size["width"], told


def scenes(venue: Venue, walls: Walls, size: dict[str, int]) -> Iterator[tuple[str, Projector]]:
    """The wall in each of its states: opening, empty, with cards, with a long text, without the server."""
    wall = still(walls, venue, size)
    yield "opening", wall
    venue.desk.sets(scene="live")
    until(lambda: wall.page.get_by_text("Nothing has been shared yet.").is_visible())
    yield "empty", wall
    venue.table("1").shares("Short, with a headline.", headline="A headline")
    venue.table("3").shares(LONG)
    wall.waits(1)
    until(lambda: wall.cards.count() >= 1)
    wall.page.evaluate("document.getElementById('link').hidden = false")
    yield "live", wall


@pytest.mark.parametrize("size", SCREENS, ids=["720", "1080"])
def test_every_text_is_at_least_four_hundredths_of_the_image_and_above_the_heads(
    cass: Venue, walls: Walls, size: dict[str, int]
) -> None:
    seen = 0
    for scene, wall in scenes(cass, walls, size):
        for told in texts(wall.page):
            seen += 1
            assert told["size"] >= 0.04 * size["height"] - 0.01, (scene, told)
            # The sign is for the presenter; the question is on every phone, and above the heads in the opening.
            essential = told["text"] not in ("Reconnecting…", cass.desk.stage()["prompt"]["text"])
            assert not essential or told["bottom"] <= size["height"] * 5 / 6 + 1, (scene, told)
    assert seen > 15


def test_the_sign_that_the_server_is_gone_covers_no_words(cass: Venue, walls: Walls) -> None:
    for scene, wall in scenes(cass, walls, SCREENS[0]):
        if scene == "live":
            ((sign, _),) = boxes(wall.page, "#link")
            assert not [card for card, _ in boxes(wall.page, ".card") if card.overlaps(sign)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_has_a_contrast_of_seven_and_every_outline_of_three(cass: Venue, walls: Walls, theme: str) -> None:
    seen = 0
    for scene, wall in scenes(cass, walls, SCREENS[0]):
        if wall.page.locator("html").get_attribute("data-theme") != theme:
            wall.page.keyboard.press("t")
        for hue in range(1, 9):
            wall.cards.evaluate_all("(cards, hue) => { for (const card of cards) card.dataset.hue = hue }", hue)
            for told in texts(wall.page):
                seen += 1
                assert contrast(told) >= 7, (scene, theme, hue, told)
            for told in outlines(wall.page):
                decoration = told["text"] == "ASIDE.rail"  # the line between rail and stage says nothing
                assert decoration or contrast(told) >= 3, (scene, theme, hue, told)
    assert seen > 100
