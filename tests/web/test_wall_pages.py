"""The pages of wall and desk before any script has run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from support.conference import House
from support.visitor import Page

from reflection_wall.services import feed


def handed_over(page: Page, name: str) -> dict[str, Any]:
    """The data that a page hands to its script."""
    (body,) = page.all("body")
    told: dict[str, Any] = json.loads(body[f"data-{name}"])
    return told


def test_the_wall_in_one_s_hand_has_the_words_before_any_script(house: House) -> None:
    house.table("14").shares("First.", headline="Hi")
    house.clock.passes(1)
    house.table("22").shares("Second.")
    page = house.visitor().opens(f"/w/{house.keys['viewer']}/text")

    assert page.text.index("Second.") < page.text.index("First.")
    assert ("Hi" in page.text, "Rural leaders" in page.text, "Direction francophone" in page.text) == (True,) * 3


def in_hand(house: House) -> Iterator[list[str]]:
    """The words on the pages of the wall in one's hand, from the newest to the oldest."""
    path = f"/w/{house.keys['viewer']}/text"
    while path:
        page = house.visitor().opens(path)
        yield re.findall(r'<p class="words"[^>]*>([^<]*)</p>', page.html)
        path = next((link["href"] for link in page.all("a") if "before=" in link["href"]), "")


def test_the_wall_in_one_s_hand_has_the_newest_fifty_and_leads_to_all_the_others(house: House) -> None:
    """All in one moment, so that nothing but their order tells them apart."""
    words = [house.table().shares(f"Number {n}.") and f"Number {n}." for n in range(120)]
    pages = list(in_hand(house))

    assert [len(page) for page in pages] == [50, 50, 20]
    assert [each for page in pages for each in page] == words[::-1]


def test_fifty_need_no_second_page(house: House) -> None:
    for _ in range(50):
        house.table().shares()

    assert [len(page) for page in in_hand(house)] == [50]


def test_what_is_not_public_takes_no_place_on_a_page(house: House) -> None:
    house.table("14").shares("Canary.")
    house.clock.passes(1)
    for n in range(51):
        house.table("9").shares(f"Guarded {n}.")
        house.table("14").shares(f"For the organizers {n}.", on_wall=False)
        house.desk.judges(house.desk.item(house.table("14").shares(f"Hidden {n}.")["reference"]), "hide")

    assert list(in_hand(house)) == [["Canary."]]


def test_an_older_page_begins_where_the_one_before_it_ended_whatever_became_of_that_one(house: House) -> None:
    references = [house.table().shares(f"Number {n}.")["reference"] for n in range(60)]
    pages = in_hand(house)
    first = next(pages)
    house.desk.judges(house.desk.item(references[10]), "hide")
    house.table().shares("Newer.")

    assert (first[-1], next(pages)) == ("Number 10.", [f"Number {n}." for n in range(9, -1, -1)])


def test_an_address_behind_nothing_that_we_know_shows_the_newest(house: House) -> None:
    house.table().shares("Newest.")

    assert "Newest." in house.visitor().opens(f"/w/{house.keys['viewer']}/text?before=nothing").text


def test_what_is_not_public_is_on_no_page_of_the_wall(house: House) -> None:
    house.table("9").shares("Canary one.")
    house.table("14").shares("Canary two.", on_wall=False)
    house.desk.judges(house.desk.item(house.table("14").shares("Canary three.")["reference"]), "hide")
    house.desk.sets(moderation="hold")
    house.table("14").shares("Canary four.")
    visitor = house.visitor()
    pages = [visitor.opens(f"/w/{house.keys['viewer']}/text"), visitor.opens(f"/w/{house.keys['wall']}")]

    assert [("Canary" in page.html, page.status) for page in pages] == [(False, 200)] * 2


def test_a_blank_wall_shows_no_words_in_the_hand_either(house: House) -> None:
    house.table().shares("Hello")
    house.desk.sets(scene="blank")
    page = house.visitor().opens(f"/w/{house.keys['viewer']}/text")
    (words,) = [each for each in page.all("ul") if each.get("id") == "list"]

    assert "hidden" in words


def test_every_community_has_a_colour(house: House) -> None:
    told = handed_over(house.visitor().opens(f"/w/{house.keys['wall']}"), "wall")

    assert told["hues"] == {"1": 1, "2": 2, "3": 3}


def test_a_page_of_the_wall_knows_no_key_but_its_own(house: House) -> None:
    house.table().shares()
    html = house.visitor().opens(f"/w/{house.keys['viewer']}/text").html
    others = [key for key in (*house.keys.values(), *house.tables.values()) if key != house.keys["viewer"]]

    assert [key for key in others if key in html] == []


def test_the_desk_offers_its_prompts_and_the_wall(house: House) -> None:
    page = house.visitor().opens(f"/d/{house.keys['presenter']}")

    assert ("And what will you do about it?" in page.text, "Not for projection" in page.text) == (True, True)
    assert f"/w/{house.keys['wall']}" in {link["href"] for link in page.all("a")}


def test_the_desk_knows_no_key_but_its_own_and_the_wall_s(house: House) -> None:
    html = house.visitor().opens(f"/d/{house.keys['presenter']}").html
    known = {house.keys["presenter"], house.keys["wall"]}

    assert [key for key in {*house.keys.values(), *house.tables.values()} - known if key in html] == []


def test_what_is_in_the_spotlight_is_on_the_page_however_old_it_is(house: House) -> None:
    house.table().shares("The first of all.")
    (first,) = house.desk.items()
    for n in range(feed.PAGE):
        house.clock.passes(1)
        house.table().shares(f"Number {n}.")
    house.desk.sets(reflection=first["id"])
    page = house.visitor().opens(f"/w/{house.keys['viewer']}/text")

    assert "The first of all." in page.text
