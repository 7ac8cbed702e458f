"""GET /api/t: what a phone is told before it writes."""

from __future__ import annotations

from support.conference import CODE, SECRET, House
from support.people import Table, fresh_key
from support.problems import problem

from reflection_wall.rules import keys

FRENCH = "Qu’est-ce que votre groupe a appris?"


def test_a_phone_is_told_what_the_contract_says(house: House) -> None:
    told = house.table("14").looks()
    contract = ("conference", "community", "table", "prompts", "moderation", "limits", "labelled", "shared")

    assert {name: told[name] for name in contract} == {
        "conference": CODE,
        "community": {"name": "Rural leaders", "purpose": "We visit one another."},
        "table": "14",
        "prompts": [
            {"id": 1, "version": 1, "text": "What has your group learned?", "lang": "en", "state": "open"},
            {"id": 2, "version": 1, "text": "And what will you do about it?", "lang": None, "state": "closed"},
        ],
        "moderation": "open",
        "limits": {"text": 1500, "headline": 140},
        "labelled": "Rural leaders",
        "shared": [],
    }


def test_a_phone_is_told_how_its_card_will_be_signed(house: House) -> None:
    house.set(table_labels=True)

    assert house.table("14").looks()["labelled"] == "Rural leaders · 14"


def test_a_table_s_list_has_what_its_own_phones_shared_in_every_state(house: House) -> None:
    table = house.table("14")
    first = table.shares("First.")
    house.desk.judges(house.desk.item(first["reference"]), "hide")
    house.clock.passes(1)
    table.shares("Call 780-555-0134.")
    house.table("22").shares("Somebody else’s.")

    assert [(item["text"], item["state"], item["visible"]) for item in table.looks()["shared"]] == [
        ("Call 780-555-0134.", "held", False),
        ("First.", "hidden", False),
    ]


def test_a_table_s_list_holds_no_key(house: House) -> None:
    key = fresh_key()
    house.table().puts(key)

    assert key not in str(house.table().looks())


def test_a_walk_in_writes_and_does_not_see_the_table_s_list(house: House) -> None:
    house.table("14").shares("Canary.")
    walk_in = Table(house.send, keys.walk_in_key(SECRET, CODE, 1, 1))
    walk_in.shares("From a walk-in.")

    assert (walk_in.looks()["shared"], walk_in.looks()["walk_in"]) == ([], True)
    assert sorted((item["text"], item["walk_in"]) for item in house.desk.items()) == [
        ("Canary.", False),
        ("From a walk-in.", True),
    ]


def test_a_walk_in_that_the_desk_switched_off_is_unknown(house: House) -> None:
    house.set(walk_in=False)
    walk_in = Table(house.send, keys.walk_in_key(SECRET, CODE, 1, 1))

    problem(walk_in.puts(fresh_key()), 404)
    problem(house.send("GET", f"/api/t/{walk_in.key}"), 404)


def test_nothing_new_is_told_without_a_body(house: House) -> None:
    path = f"/api/t/{house.tables['14']}"
    etag = house.send("GET", path).headers["ETag"]
    again = house.send("GET", path, headers={"If-None-Match": etag})

    assert (again.status, again.body, again.headers["Cache-Control"]) == (304, "", "private, no-cache")


def test_something_new_is_told(house: House) -> None:
    path = f"/api/t/{house.tables['14']}"
    etag = house.send("GET", path).headers["ETag"]
    house.desk.sets(moderation="hold")
    again = house.send("GET", path, headers={"If-None-Match": etag})

    assert (again.status, again.body["moderation"]) == (200, "hold")


def test_two_tables_and_two_languages_have_etags_of_their_own(house: House) -> None:
    asked = ("14", "14?lang=fr", "22")
    paths = [f"/api/t/{house.tables[name.partition('?')[0]]}?{name.partition('?')[2]}" for name in asked]

    assert len({house.send("GET", path).headers["ETag"] for path in paths}) == 3


def test_a_table_speaks_its_own_language_first(house: House) -> None:
    told = house.table("22").looks()

    assert (told["prompts"][0]["text"], told["prompts"][0]["lang"]) == (FRENCH, "fr")


def test_a_visitor_may_ask_for_the_other_language(house: House) -> None:
    told = house.send("GET", f"/api/t/{house.tables['14']}?lang=fr").body

    assert (told["prompts"][0]["text"], told["community"]["name"]) == (FRENCH, "Leaders ruraux")


def test_an_unknown_link_is_told_nothing(house: House) -> None:
    problem(house.send("GET", f"/api/t/{fresh_key()}"), 404)
