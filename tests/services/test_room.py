"""The room map: what is expected, what has arrived, and which table somebody should walk to."""

from __future__ import annotations

from typing import Any

from support.conference import House
from support.people import fresh_key

from reflection_wall.models import Conference
from reflection_wall.rules.presence import Heartbeat
from reflection_wall.services import room
from reflection_wall.services.presence import Presence

TABLES = {"14": 1, "22": 2, "9": 3}


def drawn(house: House, presence: Presence | None = None) -> dict[str, Any]:
    """The map as it is now."""
    with house.store.reading() as session:
        conference = session.get_one(Conference, house.conference_id)
        return room.room(session, conference, presence.by_table() if presence else {})


def states(told: dict[str, Any]) -> dict[str, str]:
    """How each table stands."""
    return {table["label"]: table["state"] for table in told["tables"]}


def test_a_room_that_nobody_has_entered_is_silent(house: House) -> None:
    told = drawn(house)

    assert (told["expected"], told["shared"], told["silent"], told["unsent"]) == (3, 0, 3, 0)
    assert told["tables"][0] == {
        "id": TABLES["14"],
        "label": "14",
        "community": "Rural leaders",
        "community_id": 1,
        "locale": "en",
        "state": "silent",
        "stored": 0,
        "unsent": 0,
        "draft": False,
        "asleep": None,
        "phones": 0,
        "muted": False,
        "notes": [],
    }


def test_each_table_stands_as_its_phones_and_the_store_say(house: House) -> None:
    presence = Presence()
    presence.hear(TABLES["14"], "a", Heartbeat("trouble", 2))
    presence.hear(TABLES["14"], "b", Heartbeat("opened", 0))
    presence.hear(TABLES["22"], "c", Heartbeat("writing", 0))
    house.table("9").shares("From a guarded circle.")
    told = drawn(house, presence)

    assert states(told) == {"14": "trouble", "22": "writing", "9": "shared"}
    assert (told["shared"], told["silent"], told["unsent"], told["tables"][0]["phones"]) == (1, 0, 2, 2)


def test_what_is_held_or_hidden_has_arrived_and_what_was_taken_back_has_not(house: House) -> None:
    hidden = house.table("14").shares("Hidden.")
    house.desk.judges(house.desk.item(hidden["reference"]), "hide")
    house.table("22").shares("Call 780-555-0134.")
    key = fresh_key()
    house.table("9").puts(key)
    house.table("9").takes_back(key)
    house.table("9").takes_back(fresh_key())

    assert states(drawn(house)) == {"14": "shared", "22": "shared", "9": "silent"}


def test_communities_add_up_to_the_room(house: House) -> None:
    house.table("14").shares()
    house.table("14").shares()
    told = drawn(house)

    assert told["communities"] == [
        {"id": 1, "name": "Rural leaders", "expected": 1, "shared": 1},
        {"id": 2, "name": "Direction francophone", "expected": 1, "shared": 0},
        {"id": 3, "name": "A guarded circle", "expected": 1, "shared": 0},
    ]
    assert told["tables"][0]["stored"] == 2


def test_a_new_question_is_asked_of_every_table_anew(house: House) -> None:
    house.table("14").shares()
    asked = house.table("14").looks()["prompts"]
    house.desk.prompt(asked[1]["id"], "open")
    before = (drawn(house)["shared"], states(drawn(house))["14"], house.wall.frame()["tables"]["shared"])
    house.table("14").shares("And this is what we do.")

    assert before == (0, "silent", 0)
    assert (drawn(house)["shared"], house.wall.frame()["tables"]["shared"]) == (1, 1)
