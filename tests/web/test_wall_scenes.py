"""What the page of a wall tells its scenes."""

from __future__ import annotations

import json
from typing import Any

from support.conference import House


def told(house: House, query: str = "") -> dict[str, Any]:
    (body,) = house.visitor().opens(f"/w/{house.keys['wall']}{query}").all("body")
    found: dict[str, Any] = json.loads(body["data-wall"])
    return found


def test_the_wall_knows_the_purposes_of_those_who_may_be_on_it(house: House) -> None:
    found = [(each["name"], each["purpose"], each["lang"], each["hue"]) for each in told(house)["communities"]]

    assert found == [
        ("Rural leaders", "We visit one another.", "en", 1),
        ("Direction francophone", "Nous partageons le travail.", None, 2),
    ]


def test_purposes_are_told_in_the_language_of_the_page(house: House) -> None:
    first = told(house, "?lang=fr")["communities"][0]

    assert (first["name"], first["purpose"], first["lang"]) == ("Leaders ruraux", "Nous nous rendons visite.", "fr")


def test_a_community_has_the_same_colour_on_the_page_and_on_its_reflections(house: House) -> None:
    house.table("14").shares()
    house.table("22").shares()
    hues = {each["id"]: each["hue"] for each in told(house)["communities"]}

    assert {item["community"]["id"]: item["community"]["hue"] for item in house.wall.frame()["items"]} == hues


def test_every_scene_has_its_place_on_the_page(house: House) -> None:
    page = house.visitor().opens(f"/w/{house.keys['wall']}")
    names = {section.get("id") for section in page.all("section")}

    assert {"spotlight", "tour", "communities", "room", "words", "themes", "card"} <= names
