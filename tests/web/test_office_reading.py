"""Reading: a reviewer's pass, or an account, opens what the organizers keep, to read and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.conference import SECRET, House
from support.office import Organizer
from support.people import fresh_key
from support.routes import reviewer_key
from support.visitor import Page

from reflection_wall.services import passes
from reflection_wall.services.passes import Wish


def reads(house: House, query: str = "") -> Page:
    """What a reviewer sees."""
    return house.visitor().opens(f"/office/r/{reviewer_key(house)}{query}")


def test_a_reviewer_reads_what_the_organizers_keep_and_nothing_else(house: House) -> None:
    for text in ("Shown.", "Hidden.", "Held: 555-123-4567."):
        house.table().shares(text)
    house.desk.judges(next(item for item in house.desk.items() if item["text"] == "Hidden."), "hide")
    key = fresh_key()
    house.table().puts(key, "Taken back.")
    house.table().takes_back(key)
    text = reads(house).text

    assert [each in text for each in ("Shown.", "Held: 555", "Hidden.", "Taken back.")] == [True, True, False, False]
    assert "Reflections found: 2" in text


def test_the_page_has_nothing_to_change_and_no_key(house: House) -> None:
    house.table().shares("A reflection.")
    page = reads(house)

    assert {form.method for form in page.forms} == {"get"}
    assert [key for key in (*house.keys.values(), *house.tables.values()) if key in page.html] == []


def test_each_reflection_says_what_may_be_done_with_it(house: House) -> None:
    for consent in ("wall", "report", "quote"):
        house.table().shares(f"Consent {consent}.", consent=consent)
    text = reads(house).text

    assert "2 of 3 may be quoted" in text
    assert [text.count(each) for each in ("read here only", "quoted without a name", "with the community’s name")] == [
        *(1, 1, 1)
    ]


def test_a_community_can_be_chosen(house: House) -> None:
    house.table("14").shares("From the rural leaders.")
    house.table("22").shares("De la direction.")

    assert "De la direction" not in reads(house, "?community=1").text
    assert "From the rural" not in reads(house, "?community=2").text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ETE", 1),
        ("été doux", 1),
        ("doux été", 1),
        ("hiver", 0),
        ("coeur", 1),
        ("l'ete", 1),
        ("ᓄᓇᕗᑦ", 1),
        ("<b>", 1),
        ("%", 0),
        ("", 3),
    ],
)
def test_words_are_found_without_accents_and_capitals(house: House, words: str, found: int) -> None:
    for text in ("Au cœur de l’été, un Été très doux.", "ᓄᓇᕗᑦ ᐃᓄᒃᑎᑐᑦ", "Made <b>bold</b>."):
        house.table().shares(text)

    assert f"Reflections found: {found}" in reads(house, f"?words={words.replace('%', '%25')}").text


@pytest.mark.parametrize("query", ["?community=x", "?page=x", "?page=-1", "?page=99", "?community=99999999999"])
def test_nonsense_filters_nothing_or_finds_nothing(house: House, query: str) -> None:
    house.table().shares("A reflection.")

    assert reads(house, query).status == 200


def test_many_reflections_come_in_pages(house: House) -> None:
    for n in range(101):
        house.table().shares(f"Number {n}.")
    first, second = reads(house), reads(house, "?page=2")

    assert ("Number 100." in first.text, "Number 0." in first.text, "Page 1 of 2" in first.text) == (True, False, True)
    assert ("Number 100." in second.text, "Number 0." in second.text) == (False, True)


def test_a_pass_with_a_pin_asks_for_it(house: House) -> None:
    house.table().shares("Behind a PIN.")
    issued = passes.issue(house.store, SECRET, house.conference_id, Wish("reviewer", pin="4711"))
    visitor, path = house.visitor(), f"/office/r/{issued.key}"
    asked = visitor.opens(path)
    wrong = visitor.sends(asked.forms[0], pin="4712")
    right = visitor.follows(visitor.sends(asked.forms[0], pin="4711"))

    assert (asked.status, wrong.status, right.status) == (403, 422, 200)
    assert "Behind a PIN." not in asked.html
    assert "Behind a PIN." in right.text


def test_a_pass_with_its_secret_after_the_hash_opens_the_page(house: House) -> None:
    issued = passes.issue(house.store, SECRET, house.conference_id, Wish("reviewer", fragment=True))
    client = house.app.test_client()
    told = client.post(f"/api/enter/{issued.public_id}", json={"secret": issued.key}).json

    assert told == {"to": f"/office/r/~{issued.public_id}"}
    assert client.get(told["to"]).status_code == 200
    assert house.app.test_client().get(told["to"]).status_code == 404


def test_a_pass_that_has_ended_opens_nothing(house: House) -> None:
    over = house.clock.now + timedelta(seconds=5)
    issued = passes.issue(house.store, SECRET, house.conference_id, Wish("reviewer", expires_at=over))
    before = house.visitor().opens(f"/office/r/{issued.key}").status
    house.clock.passes(5)

    assert (before, house.visitor().opens(f"/office/r/{issued.key}").status) == (200, 404)


def test_signed_in_organizers_reach_links_and_tents_without_a_key(house: House) -> None:
    owner = Organizer(house.app).sets_up(house)
    links, tents = (owner.opens(f"/office/c/FALL25/{page}") for page in ("links", "tents"))
    by_key = house.visitor().opens(f"/office/{house.keys['organizer']}")

    assert (links.status, tents.status, by_key.status) == (200, 200, 200)
    assert [key for key in (house.keys["wall"], house.tables["14"]) if key not in links.html] == []
    assert house.keys["organizer"] not in links.html + tents.html
