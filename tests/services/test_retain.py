"""What was only practice goes, for good, and nothing else does."""

from __future__ import annotations

from sqlalchemy import func, select
from support.conference import SECRET, House
from support.people import fresh_key
from support.problems import problem

from reflection_wall.models import Reflection, Revision, Verdict
from reflection_wall.rules import keys
from reflection_wall.services import retain


def test_a_rehearsal_is_taken_away_and_the_room_s_words_are_not(house: House) -> None:
    house.table().shares("For real.")
    for n in range(3):
        house.table().puts(keys.rehearsal_key(SECRET), f"Canary {n}.")

    assert retain.clear_rehearsal(house.store, house.conference_id) == 3
    assert house.wall.texts() == ["For real."]
    assert "Canary" not in str(house.wall.frame()) + str(house.desk.items()) + str(house.table().looks())


def test_walls_are_told_that_a_rehearsal_is_gone(house: House) -> None:
    house.table().puts(keys.rehearsal_key(SECRET))
    cursor = house.head()
    retain.clear_rehearsal(house.store, house.conference_id)

    assert [item["state"] for item in house.wall.frame(cursor)["items"]] == ["gone"]


def test_no_word_of_a_rehearsal_is_kept(house: House) -> None:
    house.table().puts(keys.rehearsal_key(SECRET), "Canary.")
    house.desk.judges(house.desk.items()[0], "hide", reason="Canary")
    retain.clear_rehearsal(house.store, house.conference_id)

    with house.store.reading() as session:
        assert [session.scalar(select(func.count()).select_from(kept)) for kept in (Revision, Verdict)] == [0, 0]


def test_a_cleared_key_never_rises_again(house: House) -> None:
    key = keys.rehearsal_key(SECRET)
    house.table().puts(key)
    retain.clear_rehearsal(house.store, house.conference_id)

    problem(house.table().puts(key), 410)
    problem(house.table().puts(key, "Edited.", 2), 410)
    assert house.table().takes_back(key).body["state"] == "withdrawn"


def test_the_room_counts_as_if_nobody_had_rehearsed(house: House) -> None:
    house.table().puts(keys.rehearsal_key(SECRET))
    retain.clear_rehearsal(house.store, house.conference_id)

    assert house.wall.frame()["tables"] == {"shared": 0, "of": 3}


def test_clearing_twice_takes_nothing_more(house: House) -> None:
    house.table().puts(keys.rehearsal_key(SECRET))
    retain.clear_rehearsal(house.store, house.conference_id)
    before = house.head()

    assert (retain.clear_rehearsal(house.store, house.conference_id), house.head()) == (0, before)


def test_more_rehearsal_than_fits_into_one_write_goes_too(house: House) -> None:
    for _ in range(retain.A_FEW + 3):
        house.table().puts(keys.rehearsal_key(SECRET))

    assert retain.clear_rehearsal(house.store, house.conference_id) == retain.A_FEW + 3


def test_a_phone_s_key_is_never_taken_for_practice(house: House) -> None:
    house.table().puts(fresh_key())
    retain.clear_rehearsal(house.store, house.conference_id)

    with house.store.reading() as session:
        assert session.scalars(select(Reflection.state)).all() == ["live"]
