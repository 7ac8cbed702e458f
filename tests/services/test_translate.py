"""A translation stands under the words it was made of, and under no others."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.people import Reply, fresh_key
from support.problems import problem


def only(house: House) -> dict[str, Any]:
    """The one reflection, as the desk sees it."""
    (item,) = house.desk.items()
    return item


def translated(house: House, text: str | None = "We visit one another.", **more: Any) -> Reply:
    """Put a translation under the one reflection."""
    item = only(house)
    body = {"lang": "en", "text": text, "version": item["version"], **more}
    return house.desk.asks("PUT", f"reflections/{item['id']}/translation", **body)


def on_the_wall(house: House) -> list[Any]:
    """The translations that walls are told of."""
    return [item["translation"] for item in house.wall.frame()["items"]]


def test_it_is_told_to_walls_beneath_the_words(house: House) -> None:
    house.table("22").shares("Nous nous rendons visite.", lang="fr-CA")
    told = translated(house).body["translation"]

    assert told == {"lang": "en", "text": "We visit one another."}
    assert on_the_wall(house) == [told]


def test_desks_are_told_whose_it_is_and_nobody_else_is(house: House) -> None:
    house.table("22").shares("Nous nous rendons visite.")
    assert only(house)["translated"] is None
    assert translated(house).body["translated"] == {"at": "2025-11-05T16:00:00.000Z", "by": "presenter"}
    assert "presenter" not in str([house.wall.frame()["items"], house.table("22").looks()["shared"]])


def test_it_is_taken_away(house: House) -> None:
    house.table("22").shares("Nous nous rendons visite.")
    translated(house)
    translated(house, None)

    assert on_the_wall(house) == [None]


def test_it_goes_with_an_edit_and_stays_with_another_consent(house: House) -> None:
    key = fresh_key()
    house.table("22").puts(key, "Nous nous rendons visite.")
    translated(house)
    house.table("22").puts(key, "Nous nous rendons visite.", 2, consent="quote")
    kept = on_the_wall(house)
    house.table("22").puts(key, "Autre chose.", 3)

    assert (kept[0]["lang"], on_the_wall(house)) == ("en", [None])


def test_a_redaction_takes_it_away_for_good(house: House) -> None:
    house.table("22").shares("Robert a aidé.")
    translated(house, "Robert helped.")
    house.desk.judges(only(house), "redact", text="Un collègue a aidé.")

    assert "Robert" not in str(house.desk.items())


def test_words_that_changed_meanwhile_are_not_translated(house: House) -> None:
    house.table("22").shares("Nous nous rendons visite.")

    assert problem(translated(house, version=99), 409, "present")["present"]["translation"] is None


@pytest.mark.parametrize(
    ("more", "field"), [({"lang": "not a tag"}, "lang"), ({"text": " "}, "text"), ({"text": "x" * 1501}, "text")]
)
def test_a_translation_that_makes_no_sense_is_refused(house: House, more: dict[str, Any], field: str) -> None:
    house.table("22").shares("Nous nous rendons visite.")

    assert problem(translated(house, **more), 422, "errors")["errors"].keys() == {field}
