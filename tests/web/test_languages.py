"""Two languages: the table's own first, the other one tap away, and the choice is kept."""

from __future__ import annotations

import pytest
from support.conference import House
from support.visitor import Page

NOBODYS = "/?code=NOPE"


def spoken(page: Page) -> str:
    """The language of a page."""
    (html,) = page.all("html")
    return html["lang"]


def test_a_table_s_page_speaks_the_table_s_language_whatever_the_browser_says(house: House) -> None:
    page = house.visitor().opens(f"/t/{house.tables['22']}", Accept_Language="en")

    assert (spoken(page), "Qu’est-ce que votre groupe a appris?" in page.text) == ("fr", True)


def test_without_one_of_its_own_it_speaks_the_conference_s(house: House) -> None:
    assert spoken(house.visitor().opens(f"/t/{house.tables['14']}", Accept_Language="fr")) == "en"


def test_the_other_language_is_one_tap_away_and_stays(house: House) -> None:
    visitor = house.visitor()
    page = visitor.opens(f"/t/{house.tables['14']}")
    other = next(link["href"] for link in page.all("a") if link.get("hreflang") == "fr")
    visitor.opens(f"/t/{house.tables['14']}{other}")

    assert spoken(visitor.opens(f"/t/{house.tables['14']}")) == "fr"
    assert spoken(visitor.opens("/c/FALL25")) == "fr"


def test_a_choice_can_be_taken_back(house: House) -> None:
    visitor = house.visitor()
    visitor.opens("/?lang=fr")
    visitor.opens("/?lang=en")

    assert spoken(visitor.opens(NOBODYS, Accept_Language="fr")) == "en"


def test_a_page_of_nobody_speaks_the_browser_s_language(house: House) -> None:
    asked = ("fr-CA,en;q=0.5", "en", "de")

    assert [spoken(house.visitor().opens(NOBODYS, Accept_Language=each)) for each in asked] == ["fr", "en", "en"]


def test_a_language_that_we_do_not_speak_is_not_remembered(house: House) -> None:
    page = house.visitor().opens(f"{NOBODYS}&lang=xx")

    assert (spoken(page), "Set-Cookie" in page.headers) == ("en", False)


def test_words_carry_their_language_where_it_differs(house: House) -> None:
    house.table("22").shares("Nous apprenons.", lang="fr-CA")
    words = [
        each for each in house.visitor().opens(f"/w/{house.keys['wall']}/text").all("p") if each.get("class") == "words"
    ]

    assert [each["lang"] for each in words] == ["fr-CA"]
    assert [each["dir"] for each in words] == ["auto"]


def test_a_prompt_carries_the_language_it_is_written_in(house: House) -> None:
    prompts = [
        each for each in house.visitor().opens(f"/t/{house.tables['22']}").all("p") if each.get("id") == "prompt"
    ]

    assert [each["lang"] for each in prompts] == ["fr"]


@pytest.mark.parametrize("path", ["/d/{presenter}", "/d/{presenter}/remote", "/c/FALL25", "/office/{organizer}"])
def test_who_visits_is_spoken_to_in_their_browser_s_language(house: House, path: str) -> None:
    page = house.visitor().opens(path.format(**house.keys), Accept_Language="fr-CA,en;q=0.5")

    assert spoken(page) == "fr"


def test_a_wall_speaks_the_language_of_its_conference_whatever_the_browser_says(house: House) -> None:
    assert spoken(house.visitor().opens(f"/w/{house.keys['wall']}", Accept_Language="fr-CA")) == "en"
