"""DELETE: a reflection is taken back for good, and its key never rises again."""

from __future__ import annotations

from support.conference import CODE, House
from support.people import Table, fresh_key
from support.problems import problem

from reflection_wall.rules.submission import payload_hash


def test_a_withdrawal_is_answered_with_the_receipt(house: House) -> None:
    table, key = house.table(), fresh_key()
    receipt = table.puts(key).body
    house.clock.passes(60)
    reply = table.takes_back(key)

    assert (reply.status, reply.body) == (200, {**receipt, "state": "withdrawn"})


def test_a_withdrawal_is_answered_again_and_again(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)

    assert table.takes_back(key).body == table.takes_back(key).body == table.takes_back(key).body


def test_a_second_withdrawal_moves_no_number(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)
    table.takes_back(key)
    before = house.head()
    table.takes_back(key)

    assert house.head() == before


def test_what_was_taken_back_is_gone_from_the_wall(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "Canary in the mine.")
    after = house.head()
    table.takes_back(key)
    frame = house.wall.frame(after)

    assert [(item["state"], set(item)) for item in frame["items"]] == [("gone", {"id", "seq", "version", "state"})]
    assert house.wall.texts() == []


def test_the_desk_sees_no_words_of_what_was_taken_back(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "Canary in the mine.", headline="Canary")
    table.takes_back(key)

    assert [(item["state"], item["text"], item["headline"]) for item in house.desk.items()] == [("withdrawn", "", None)]


def test_a_table_s_list_no_longer_holds_what_it_took_back(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)
    table.takes_back(key)

    assert table.looks()["shared"] == []


def test_nothing_is_taken_in_under_a_withdrawn_key(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "First.")
    table.takes_back(key)

    for reply in (table.puts(key, "First."), table.puts(key, "Other."), table.puts(key, "Second.", 2)):
        problem(reply, 410)
    assert house.wall.texts() == []


def test_a_withdrawal_that_overtakes_its_reflection_leaves_a_tombstone(house: House) -> None:
    table, key = house.table(), fresh_key()
    reply = table.takes_back(key)

    assert (reply.status, reply.body) == (
        200,
        {
            "app": "reflection-wall",
            "key": key,
            "conference": CODE,
            "revision": 0,
            "hash": None,
            "reference": reply.body["reference"],
            "state": "withdrawn",
            "show_at": None,
            "late": False,
            "on_wall": True,
            "received_at": "2025-11-05T16:00:00.000Z",
        },
    )


def test_the_overtaken_reflection_is_gone_when_it_arrives(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.takes_back(key)

    problem(table.puts(key), 410)


def test_a_tombstone_is_answered_again_and_again(house: House) -> None:
    table, key = house.table(), fresh_key()

    assert table.takes_back(key).body == table.takes_back(key).body


def test_nobody_hears_of_a_tombstone(house: House) -> None:
    before = house.head()
    house.table().takes_back(fresh_key())

    assert (house.head(), house.desk.items(), house.wall.frame()["items"]) == (before, [], [])


def test_the_receipt_of_a_withdrawal_is_of_the_newest_revision(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "Second.", 2)
    table.puts(key, "First.", 1)
    receipt = table.takes_back(key).body

    assert (receipt["revision"], receipt["hash"]) == (2, payload_hash({"text": "Second.", "consent": "wall"}))


def test_what_waits_may_be_taken_back(house: House) -> None:
    house.desk.sets(moderation="delay")
    table, key = house.table(), fresh_key()
    table.puts(key)

    assert table.takes_back(key).body["show_at"] is None


def test_what_is_hidden_may_be_taken_back(house: House) -> None:
    table, key = house.table(), fresh_key()
    house.desk.judges(house.desk.item(table.puts(key).body["reference"]), "hide")

    assert table.takes_back(key).body["state"] == "withdrawn"


def test_a_link_that_is_not_known_takes_nothing_back(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Still there.")

    problem(Table(house.send, fresh_key()).takes_back(key), 404)
    assert house.wall.texts() == ["Still there."]


def test_an_archived_conference_keeps_even_what_a_table_wants_back(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)
    house.set(state="archived")

    problem(table.takes_back(key), 403)
    problem(table.takes_back(fresh_key()), 403)


def test_an_archived_conference_tells_again_and_again_what_was_taken_back(house: House) -> None:
    table, key, unseen = house.table(), fresh_key(), fresh_key()
    table.puts(key)
    receipts = [table.takes_back(each).body for each in (key, unseen)]
    house.set(state="archived")

    again = [table.takes_back(each) for each in (key, unseen)]
    assert [(reply.status, reply.body) for reply in again] == [(200, receipt) for receipt in receipts]
