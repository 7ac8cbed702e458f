"""Tables on the day: added, moved, renamed, muted, renewed, hushed, while phones are writing."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.people import Table, fresh_key
from support.problems import problem


def seat(house: House, label: str = "14") -> dict[str, Any]:
    """The table as the room map has it."""
    return next(table for table in house.desk.room()["tables"] if table["label"] == label)


def changed(house: House, table: str, **change: Any) -> dict[str, Any]:
    """Change a table from the desk."""
    reply = house.desk.asks("PUT", f"tables/{seat(house, table)['id']}", **change)
    assert reply.status == 200, reply
    told: dict[str, Any] = reply.body
    return told


def test_a_table_that_is_added_writes_at_once(house: House) -> None:
    added = house.desk.asks("POST", "tables", label="61", community=1, locale="fr")
    table = Table(house.send, added.body["url"].rpartition("/")[2])
    table.shares("From table 61.")

    assert (added.status, added.body["label"], seat(house, "61")["stored"]) == (201, "61", 1)
    assert house.visitor().opens(added.body["qr"]).status == 200
    assert house.wall.frame()["tables"] == {"shared": 1, "of": 4}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"label": "14", "community": 1}, "label"),
        ({"label": " ", "community": 1}, "label"),
        ({"label": "x" * 21, "community": 1}, "label"),
        ({"label": "61", "community": 99}, "community"),
        ({"label": "61", "community": 1, "locale": "xx"}, "locale"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_with_its_field(house: House, body: dict[str, Any], field: str) -> None:
    assert problem(house.desk.asks("POST", "tables", **body), 422, "errors")["errors"].keys() == {field}


def test_what_a_moved_table_has_shared_stays_where_it_was_shared(house: House) -> None:
    before = house.table("14").shares("As rural leaders.")
    moved = changed(house, "14", community=2)
    house.table("14").shares("As another community.")

    assert moved["community"] == "Direction francophone"
    assert {item["text"]: item["community"]["name"] for item in house.wall.frame()["items"]} == {
        "As rural leaders.": "Rural leaders",
        "As another community.": "Direction francophone",
    }
    assert house.desk.item(before["reference"])["reference"] == before["reference"]


def test_a_draft_that_was_begun_before_its_table_moved_arrives(house: House) -> None:
    key = fresh_key()
    house.table("14").puts(key, "First wording.")
    changed(house, "14", community=2, label="14b")

    assert house.table("14").puts(key, "Second wording.", 2).status == 200
    assert house.wall.texts() == ["Second wording."]


def test_a_table_is_renamed(house: House) -> None:
    changed(house, "14", label="Lobby")

    assert house.table("14").looks()["table"] == "Lobby"


def test_a_label_is_given_once(house: House) -> None:
    refused = house.desk.asks("PUT", f"tables/{seat(house)['id']}", label="22")

    assert problem(refused, 422, "errors")["errors"] == {"label": "There is a table 22 already."}


@pytest.mark.parametrize("label", ["../..", "=HYPERLINK(1)", "x" * 21])
def test_a_table_is_renamed_by_the_same_rule_as_it_is_named(house: House, label: str) -> None:
    refused = house.desk.asks("PUT", f"tables/{seat(house)['id']}", label=label)

    assert list(problem(refused, 422, "errors")["errors"]) == ["label"]


def test_a_muted_table_is_off_the_wall_and_what_it_shares_is_held(house: House) -> None:
    house.table("14").shares("Before.")
    house.table("22").shares("A neighbour.")
    muted = changed(house, "14", muted=True)
    receipt = house.table("14").shares("Meanwhile.")
    quiet = house.wall.texts()
    changed(house, "14", muted=False)

    assert (muted["muted"], receipt["state"], quiet) == (True, "held", ["A neighbour."])
    assert house.wall.texts() == ["A neighbour.", "Before."]


def test_no_clock_runs_for_a_muted_table(house: House) -> None:
    house.desk.sets(moderation="delay")
    house.table("14").shares("Wait.")
    changed(house, "14", muted=True)

    assert [item["show_at"] for item in house.desk.items()] == [None]


def test_a_renewed_link_works_and_the_old_one_does_not(house: House) -> None:
    told = house.desk.asks("POST", f"tables/{seat(house)['id']}/renewal").body
    old = house.send("GET", f"/api/t/{house.tables['14']}")
    new = house.send("GET", f"/api/t/{told['url'].rpartition('/')[2]}")

    assert (old.status, new.status, new.body["table"]) == (404, 200, "14")


def test_what_waited_under_the_old_link_is_sent_under_the_new_one_with_the_same_key(house: House) -> None:
    key = fresh_key()
    told = house.desk.asks("POST", f"tables/{seat(house)['id']}/renewal").body
    refused = house.table("14").puts(key, "Written before.")
    kept = Table(house.send, told["url"].rpartition("/")[2]).puts(key, "Written before.")

    assert (refused.status, kept.status, house.wall.texts()) == (404, 201, ["Written before."])


def test_everything_that_a_table_has_shared_since_a_moment_is_hidden_at_once(house: House) -> None:
    table = house.table("14")
    table.shares("Long ago.")
    house.clock.passes(600)
    since = house.clock().isoformat()
    for text in ("One.", "Two."):
        table.shares(text)
    house.table("22").shares("A neighbour.")
    told = house.desk.asks("POST", f"tables/{seat(house)['id']}/hide", since=since, reason="Flood").body

    gone = [{"id": item["id"], "version": item["version"]} for item in house.desk.items() if item["state"] == "hidden"]
    assert (told, house.wall.texts()) == ({"hidden": 2, "items": gone}, ["Long ago.", "A neighbour."])
    assert [item["reasons"][-1]["reason"] for item in house.desk.items() if item["state"] == "hidden"] == ["Flood"] * 2


def test_all_of_a_table_is_hidden_and_each_can_come_back(house: House) -> None:
    house.table("14").shares("Back again.")
    house.desk.asks("POST", f"tables/{seat(house)['id']}/hide", since=None)
    (item,) = house.desk.items()

    assert house.wall.texts() == []
    assert house.desk.judges(item, "restore").status == 200
    assert house.wall.texts() == ["Back again."]


def test_a_moment_without_a_time_zone_is_refused(house: House) -> None:
    refused = house.desk.asks("POST", f"tables/{seat(house)['id']}/hide", since="2025-11-05T16:00:00")

    assert problem(refused, 422, "errors")["errors"].keys() == {"since"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "tables/99", {"muted": True}),
        ("POST", "tables/99/renewal", {}),
        ("POST", "tables/99/note", {"text": "Hello"}),
    ],
)
def test_a_table_of_nowhere_is_not_found(house: House, method: str, path: str, body: dict[str, Any]) -> None:
    problem(house.desk.asks(method, path, **body), 404)


def test_an_edit_since_a_moment_is_hidden_with_what_arrived_since(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Kind words.")
    house.clock.passes(3600)
    since = house.clock().isoformat()
    house.table().puts(key, "Unkind words.", 2)

    assert house.desk.asks("POST", f"tables/{seat(house)['id']}/hide", since=since).body["hidden"] == 1
    assert house.wall.texts() == []


def test_a_table_keeps_its_seat_on_the_wall_when_its_links_are_renewed(house: House) -> None:
    house.table().shares("Before.")
    renewed = house.desk.asks("POST", f"tables/{seat(house)['id']}/renewal").body
    Table(house.send, renewed["url"].rpartition("/")[2]).shares("After.")

    assert len({item["seat"] for item in house.wall.frame()["items"]}) == 1


def test_a_card_that_names_its_table_takes_its_new_name_on_a_wall_that_is_up(house: House) -> None:
    house.set(table_labels=True)
    house.table().shares("Hello.")
    cursor = house.head()
    changed(house, "14", label="14b")

    assert [item["table"] for item in house.wall.frame(cursor)["items"]] == ["14b"]
