"""Erasing: every word of one reflection goes, everywhere, and it never comes back."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.canary import CANARY, everywhere, found, sings
from support.conference import House
from support.problems import problem

from reflection_wall.models import Erasure, Reflection, Revision, Verdict
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import retain
from reflection_wall.settings import Settings


def erases(house: House, reference: str, reason: str | None = None) -> retain.Erased:
    done = retain.erase(house.store, house.conference_id, reference, "Somebody", reason)
    assert house.store.empty_log()
    return done


def test_no_byte_of_it_is_left_in_the_database_or_its_log(house: House, settings: Settings) -> None:
    receipt = sings(house)
    before = found(settings.sqlite_path)
    erases(house, receipt["reference"])

    assert before, "the canary never sang"
    assert found(settings.sqlite_path) == []


def test_before_the_log_is_emptied_words_may_still_be_there(house: House, settings: Settings) -> None:
    receipt = sings(house)
    retain.erase(house.store, house.conference_id, receipt["reference"], "Somebody")

    assert found(settings.sqlite_path), "were it otherwise, nobody would have to empty the log"


def test_all_that_was_made_of_it_goes_too(house: House) -> None:
    receipt = sings(house)
    before = everywhere(house.store)
    erases(house, receipt["reference"])

    assert (len(before), everywhere(house.store)) == (7, [])


def test_a_neighbour_keeps_every_word(house: House) -> None:
    neighbour, receipt = sings(house, "Nachtigall"), sings(house)
    erases(house, receipt["reference"])

    assert len(everywhere(house.store)) == 7
    assert house.desk.item(neighbour["reference"])["text"].startswith("Nachtigall")


def test_who_judged_when_is_kept_and_why_is_not(house: House) -> None:
    receipt = sings(house)
    erases(house, receipt["reference"])

    with house.store.reading() as session:
        assert [(each.deed, each.reason) for each in session.scalars(select(Verdict))] == [("hold", None)]


def test_walls_are_told_that_it_is_gone(house: House) -> None:
    receipt = house.table().shares(CANARY)
    cursor = house.head()
    erases(house, receipt["reference"])

    (item,) = house.wall.frame(cursor)["items"]
    assert (item["state"], CANARY in str(house.wall.frame())) == ("gone", False)


def test_no_late_put_revives_it(house: House) -> None:
    receipt = house.table().shares(CANARY)
    erases(house, receipt["reference"])

    problem(house.table().puts(receipt["key"], CANARY), 410)
    problem(house.table().puts(receipt["key"], CANARY, 2), 410)


@pytest.mark.parametrize("state", ["withdrawn", "hidden"])
def test_what_was_taken_back_or_hidden_can_be_erased(house: House, settings: Settings, state: str) -> None:
    receipt = house.table().shares(CANARY)
    if state == "withdrawn":
        house.table().takes_back(receipt["key"])
    else:
        house.desk.judges(house.desk.item(receipt["reference"]), "hide", reason=CANARY)
    erases(house, receipt["reference"])

    assert found(settings.sqlite_path) == []


def test_the_log_of_erasures_says_who_when_and_why_and_no_word(house: House) -> None:
    receipt = house.table().shares(CANARY)
    erases(house, receipt["reference"], " A parent asked. ")

    with house.store.reading() as session:
        (line,) = session.scalars(select(Erasure))
        row = session.scalars(select(Reflection)).one()
    assert (line.reference, line.by, line.reason) == (receipt["reference"], "Somebody", "A parent asked.")
    assert (line.write_key_hash, line.erased_at) == (row.write_key_hash, house.clock.now)


def test_a_reference_may_be_typed_as_it_comes(house: House) -> None:
    receipt = house.table().shares(CANARY)

    assert erases(house, f" {receipt['reference'].lower()} ").reference == receipt["reference"]


def test_erasing_twice_changes_nothing_more(house: House) -> None:
    receipt = house.table().shares(CANARY)
    first, head = erases(house, receipt["reference"]), house.head()
    second = erases(house, receipt["reference"])

    assert (first.already, second.already, house.head()) == (False, True, head)


def test_a_reference_that_nothing_has_erases_nothing(house: House) -> None:
    house.table().shares("Kept.")

    with pytest.raises(Unknown, match="No reflection of"):
        erases(house, "T99-XXXX")
    with house.store.reading() as session:
        assert session.scalars(select(Revision.text)).all() == ["Kept."]
