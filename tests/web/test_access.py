"""For people whose camera fails: a public code, and a link that only writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update
from support.conference import SECRET, House
from support.people import Table, fresh_key
from support.visitor import Page

from reflection_wall.app import create_app
from reflection_wall.models import Table as Row
from reflection_wall.rules import plan
from reflection_wall.services import arrange
from reflection_wall.settings import Settings

OTHER = """
[programme]
title = "P"
[[communities]]
name = "N"
[conference]
title = "C"
code = "OTHER"
[[prompts]]
text = "?"
[[tables]]
label = "LABEL"
community = "N"
"""


@pytest.fixture
def two(house: House) -> House:
    """The house with a second conference in it."""
    arrange.create(house.store, SECRET, plan.read(OTHER))
    return house


def conference(house: House) -> Page:
    """The public page of the conference."""
    return house.visitor().opens("/c/FALL25")


def test_the_public_page_introduces_everybody(house: House) -> None:
    said = conference(house).text

    for words in (
        "A year of communities – Fall Conference",
        "What has your group learned?",
        "Rural leaders",
        "We visit one another.",
        "Why we meet.",
        "Somebody (2006). A book.",
    ):
        assert words in said


def test_the_public_page_shows_no_reflection(house: House) -> None:
    house.table().shares("Canary.")

    assert "Canary." not in conference(house).html


def test_the_public_page_tells_no_table_s_own_link(house: House) -> None:
    html = conference(house).html

    assert [key for key in (*house.tables.values(), *house.keys.values()) if key in html] == []


def test_picking_a_table_leads_to_a_link_that_writes_and_shows_no_list(house: House) -> None:
    house.table("14").shares("Canary.")
    visitor = house.visitor()
    path = next(link["href"] for link in conference(house).all("a") if link["href"].endswith("/14"))
    sheet = visitor.follows(visitor.opens(path))
    receipt = visitor.follows(visitor.sends(sheet.forms[0], text="From a walk-in."))

    assert "Table 14" in sheet.text
    assert "Canary." not in sheet.html + receipt.html
    assert [(item["text"], item["walk_in"]) for item in house.desk.items()] == [
        ("Canary.", False),
        ("From a walk-in.", True),
    ]


def test_a_walk_in_link_is_not_the_one_on_the_tent(house: House) -> None:
    assert house.visitor().opens("/c/FALL25/tables/14").headers["Location"] != f"/t/{house.tables['14']}"


def test_looking_counts_for_nothing(house: House) -> None:
    visitor, before = house.visitor(), house.head()

    assert {visitor.opens("/c/FALL25/tables/14").status for _ in range(40)} == {303}
    assert house.head() == before


def test_a_switched_off_walk_in_offers_no_table(house: House) -> None:
    key = house.visitor().opens("/c/FALL25/tables/14").headers["Location"].removeprefix("/t/")
    house.set(walk_in=False)

    assert [link["href"] for link in conference(house).all("a") if "/tables/" in link["href"]] == []
    assert house.visitor().opens("/c/FALL25/tables/14").status == 404
    assert (house.visitor().opens(f"/t/{key}").status, Table(house.send, key).puts(fresh_key()).status) == (404, 404)


@pytest.fixture
def under_another_secret(house: House, settings: Settings) -> House:
    """The house after its SECRET_KEY has changed."""
    return replace(house, app=create_app(replace(settings, secret_key="another " + SECRET), house.store))


def test_under_another_secret_no_table_is_offered_but_the_card_is(under_another_secret: House) -> None:
    page = conference(under_another_secret)

    assert [link["href"] for link in page.all("a") if "/tables/" in link["href"]] == []
    assert (page.status, "Please scan the card on your table" in page.text) == (200, True)


def test_under_another_secret_a_picked_table_is_told_in_words_for_its_people(under_another_secret: House) -> None:
    page = under_another_secret.visitor().opens("/c/FALL25/tables/14")

    assert (page.status, "Please scan the card on your table." in page.text) == (404, True)
    assert [word for word in ("SECRET_KEY", "reflection-wall", "--renew") if word in page.text] == []


@pytest.mark.parametrize("path", ["/c/NOPE", "/c/NOPE/tables/14", "/c/FALL25/tables/99", "/?code=NOPE"])
def test_what_does_not_exist_is_not_found(house: House, path: str) -> None:
    assert house.visitor().opens(path).status == 404


@pytest.mark.parametrize("label", ["A/B", "12-13", "Près de la fenêtre", "ᓂᐦᐃ", "#1", "50%", "?"])
def test_a_table_can_be_picked_whatever_it_is_called(house: House, label: str) -> None:
    arrange.create(house.store, SECRET, plan.read(OTHER))
    # Not by the plan: it refuses some of these, which databases of before may have.
    called = update(Row).where(Row.label == "LABEL").values(label=label)
    house.store.write(lambda writing: writing.session.execute(called))
    visitor = house.visitor()
    path = next(link["href"] for link in visitor.opens("/c/OTHER").all("a") if "/tables/" in link["href"])

    assert f"Table {label}" in visitor.follows(visitor.opens(path)).text


@pytest.mark.parametrize("typed", ["FALL25", "fall25", "  Fall25 "])
def test_a_typed_code_leads_to_its_conference(two: House, typed: str) -> None:
    visitor = two.visitor()
    page = visitor.opens("/")
    sent = visitor.opens(f"{page.forms[0].action}?code={typed.replace(' ', '+')}")

    assert sent.headers["Location"] == "/c/FALL25"
    assert visitor.follows(sent).status == 200


def test_a_wrong_code_comes_back_as_it_was_typed(house: House) -> None:
    page = house.visitor().opens("/?code=fal25")

    assert (page.status, page.forms[0].fields) == (404, {"code": "fal25"})


def test_the_start_page_lists_no_conference(two: House) -> None:
    html = two.visitor().opens("/").html

    assert [leak for leak in ("FALL25", "Fall Conference", "OTHER") if leak in html] == []


def test_where_one_conference_alone_is_running_nobody_need_type_anything(house: House) -> None:
    assert house.visitor().opens("/").headers["Location"] == "/c/FALL25"


def test_an_archived_conference_is_not_led_to(two: House) -> None:
    two.set(state="archived")

    assert two.visitor().opens("/").headers["Location"] == "/c/OTHER"
