"""Private notes: from the desk to one table's own phones, and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import CODE, SECRET, House
from support.people import Desk, Table, fresh_key
from support.problems import problem

from reflection_wall.models import Pass
from reflection_wall.rules import keys
from reflection_wall.rules.refusals import Archived, Invalid, Refused, Unknown
from reflection_wall.services import note, retain

NAMED = "Please leave the name out."


def writes(house: House, text: str = NAMED, *, table: int = 1) -> None:
    """A desk writes to a table."""
    note.to_table(house.store, house.conference_id, table, pass_id(house), text)


def writes_about(house: House, public_id: str, text: str = NAMED) -> None:
    """A desk writes about a reflection."""
    note.about(house.store, house.conference_id, public_id, pass_id(house), text)


def pass_id(house: House) -> int:
    """Some pass of the conference."""
    with house.store.reading() as session:
        return session.query(Pass.id).limit(1).one()[0]


def told(house: House, label: str = "14") -> list[dict[str, Any]]:
    """The notes that a table's phones are told."""
    notes: list[dict[str, Any]] = house.table(label).looks()["notes"]
    return notes


def test_a_table_reads_what_the_desk_wrote_to_it_newest_first(house: House) -> None:
    writes(house, "First.")
    house.clock.passes(60)
    writes(house, "Second.")

    assert told(house) == [
        {"text": "Second.", "at": "2025-11-05T16:01:00.000Z", "reference": None},
        {"text": "First.", "at": "2025-11-05T16:00:00.000Z", "reference": None},
    ]


def test_a_note_about_a_reflection_names_it(house: House) -> None:
    receipt = house.table().shares()
    writes_about(house, house.desk.item(receipt["reference"])["id"])

    assert [(each["text"], each["reference"]) for each in told(house)] == [(NAMED, receipt["reference"])]


def test_every_desk_sees_who_wrote_what_about_which_and_to_whom(house: House) -> None:
    item = house.desk.item(house.table().shares()["reference"])
    moderator = Desk(house.send, house.keys["moderator"])
    assert moderator.asks("POST", f"reflections/{item['id']}/note", text=NAMED).status == 201
    house.clock.passes(60)
    assert house.desk.asks("POST", "tables/1/note", text="Thank you.").status == 201
    named = {"text": NAMED, "at": "2025-11-05T16:00:00.000Z", "by": "moderator"}
    thanks = {"text": "Thank you.", "at": "2025-11-05T16:01:00.000Z", "by": "presenter"}

    assert house.desk.items()[0]["notes"] == [named]
    assert [table["notes"] for table in moderator.room()["tables"]] == [[thanks, named], [], []]


def test_who_wrote_it_is_told_to_no_phone_and_no_wall(house: House) -> None:
    item = house.desk.item(house.table().shares()["reference"])
    writes_about(house, item["id"], "Canary.")

    assert [set(each) for each in house.table().looks()["notes"]] == [{"text", "at", "reference"}]
    for told in (house.table().looks()["shared"], house.wall.frame()["items"], house.viewer.frame()["items"]):
        assert not {"notes", "translated", "reasons"} & told[0].keys()
        assert "Canary" not in str(told)


def test_neither_another_table_nor_a_walk_in_nor_a_wall_reads_it(house: House) -> None:
    receipt = house.table().shares()
    writes(house, "Canary one.")
    writes_about(house, house.desk.item(receipt["reference"])["id"], "Canary two.")
    walk_in = Table(house.send, keys.walk_in_key(SECRET, CODE, 1, 1))

    assert "Canary" not in str([house.table("22").looks(), walk_in.looks(), house.wall.frame()])
    assert len(told(house)) == 2


def test_a_phone_that_asks_again_is_told_of_a_new_note(house: House) -> None:
    path = f"/api/t/{house.tables['14']}"
    receipt = house.table().shares()
    item = house.desk.item(receipt["reference"])
    for write in (lambda: writes(house), lambda: writes_about(house, item["id"])):
        etag = house.send("GET", path).headers["ETag"]
        write()
        assert house.send("GET", path, headers={"If-None-Match": etag}).status == 200


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "x" * 301], ids=["nothing", "blank", "invisible", "too long"])
def test_a_note_that_says_nothing_or_too_much_is_refused(house: House, text: str) -> None:
    item = house.desk.item(house.table().shares()["reference"])
    for write in (lambda: writes(house, text), lambda: writes_about(house, item["id"], text)):
        with pytest.raises(Invalid):
            write()

    assert told(house) == []


def test_a_note_is_cleaned_as_everything_is_that_people_write(house: House) -> None:
    writes(house, " Please\u202e leave\tthe name out. ")

    assert told(house)[0]["text"] == NAMED


def refusal(write: Any) -> type[Refused]:
    """What was raised."""
    with pytest.raises(Refused) as raised:
        write()
    return raised.type


def test_there_is_nothing_to_write_to_where_nobody_is(house: House) -> None:
    key = fresh_key()
    house.table().takes_back(key)

    assert refusal(lambda: writes(house, table=99)) is Unknown
    assert refusal(lambda: writes_about(house, fresh_key())) is Unknown


def test_an_erased_reflection_gathers_no_new_words(house: House) -> None:
    receipt = house.table().puts(keys.rehearsal_key(SECRET)).body
    item = house.desk.item(receipt["reference"])
    retain.clear_rehearsal(house.store, house.conference_id)

    assert refusal(lambda: writes_about(house, item["id"])) is Unknown


def test_an_archived_conference_takes_no_notes(house: House) -> None:
    item = house.desk.item(house.table().shares()["reference"])
    house.set(state="archived")

    assert refusal(lambda: writes(house)) is Archived
    assert refusal(lambda: writes_about(house, item["id"])) is Archived


def test_a_desk_writes_through_its_door(house: House) -> None:
    item = house.desk.item(house.table().shares()["reference"])
    for path in (f"reflections/{item['id']}/note", "tables/1/note"):
        reply = house.send("POST", f"/api/d/{house.keys['presenter']}/{path}", {"text": NAMED})
        assert (reply.status, reply.body) == (201, {})
        problem(house.send("POST", f"/api/d/{house.keys['wall']}/{path}", {"text": NAMED}), 404)

    assert [each["text"] for each in told(house)] == [NAMED, NAMED]
