"""Proposals of themes for a conference: only what nobody has grouped, nothing stored, a person takes or leaves."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from support.conference import SECRET, House
from support.people import fresh_key

from reflection_wall.models import Theme
from reflection_wall.rules import keys
from reflection_wall.services import group, propose


def shared(house: House) -> list[str]:
    """The ids of four reflections at two tables about two things, and of one about neither."""
    said = [
        ("14", "We will plan land-based learning with Elders."),
        ("14", "Families know why attendance falls."),
        ("22", "Elders lead our land-based learning."),
        ("9", "Families tell us about attendance."),
        ("9", "Something else entirely."),
    ]
    for label, text in said:
        house.table(label).shares(text)
    ids = {item["text"]: item["id"] for item in house.desk.items()}
    return [ids[text] for _, text in said]


def proposals(house: House) -> dict[str, Any]:
    """What is proposed."""
    return propose.themes(house.store, house.conference_id)


def test_groups_are_proposed_with_their_terms_and_counts(house: House) -> None:
    one, two, three, four, _ = shared(house)
    told = proposals(house)

    assert [(each["items"], each["tables"], each["communities"]) for each in told["proposals"]] == [
        *(([one, three], 2, 2), ([two, four], 2, 2)),
    ]
    assert [set(each["terms"][:2]) for each in told["proposals"]] == [
        *({"land-based learning", "Elders"}, {"Families", "attendance"}),
    ]
    assert (told["reflections"], told["tables"], told["left"]) == (5, 3, 1)


def test_a_proposal_is_nothing_until_a_person_takes_it(house: House) -> None:
    shared(house)
    before = house.head()
    proposals(house)
    with house.store.reading() as session:
        assert session.scalars(select(Theme)).all() == []
    assert house.head() == before


def test_what_a_person_took_is_proposed_no_more(house: House) -> None:
    one, _, three, *_ = shared(house)
    group.form(house.store, house.conference_id, fresh_key(), "Land and language", [one, three])
    told = proposals(house)

    assert (len(told["proposals"]), told["reflections"]) == (1, 3)


def test_what_is_hidden_is_not_proposed(house: House) -> None:
    one, *_ = shared(house)
    house.desk.judges(next(item for item in house.desk.items() if item["id"] == one), "hide")

    assert one not in str(proposals(house))


def test_what_a_rehearsal_invented_is_not_proposed(house: House) -> None:
    for label in ("14", "22", "9"):
        house.table(label).puts(keys.rehearsal_key(SECRET), "Mentoring circles help new principals.")

    assert proposals(house)["reflections"] == 0
