"""Filters kept under a name."""

from __future__ import annotations

from typing import Any

import pytest
from support.coding import Office

from reflection_wall.rules.refusals import Invalid, Unknown
from reflection_wall.services import sieves


def mine(office: Office) -> list[tuple[str, Any]]:
    """What Anna keeps."""
    with office.store.reading() as session:
        return [(each["name"], each["query"]) for each in sieves.listed(session, office.anna)]


def test_filters_are_kept_by_name_for_their_owner_alone(office: Office) -> None:
    sieves.keep(office.store, office.anna, "Zone 4", {"regions": ["Zone 4"]})
    sieves.keep(office.store, office.anna, "quotes", {"consents": ["quote"]})
    sieves.keep(office.store, office.ben, "His", {})

    assert mine(office) == [("quotes", {"consents": ["quote"]}), ("Zone 4", {"regions": ["Zone 4"]})]


def test_a_name_is_kept_once(office: Office) -> None:
    for text in ("one", "two"):
        sieves.keep(office.store, office.anna, "Search", {"text": text})

    assert mine(office) == [("Search", {"text": "two"})]


def test_what_was_dropped_can_be_kept_again(office: Office) -> None:
    number = sieves.keep(office.store, office.anna, "Search", {"text": "one"})
    kept = sieves.drop(office.store, office.anna, number)
    gone = mine(office)
    sieves.keep(office.store, office.anna, kept.name, kept.query)

    assert (gone, mine(office)) == ([], [("Search", {"text": "one"})])


def test_nobody_drops_another_s(office: Office) -> None:
    number = sieves.keep(office.store, office.anna, "Search", {})
    with pytest.raises(Unknown):
        sieves.drop(office.store, office.ben, number)


@pytest.mark.parametrize(("name", "query"), [("", {}), ("x" * 81, {}), ("Search", {"colour": "red"})])
def test_what_cannot_be_kept_is_refused(office: Office, name: str, query: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        sieves.keep(office.store, office.anna, name, query)


def test_there_is_room_for_so_many(office: Office) -> None:
    for n in range(50):
        sieves.keep(office.store, office.anna, str(n), {})
    with pytest.raises(Invalid):
        sieves.keep(office.store, office.anna, "One too many", {})
    sieves.keep(office.store, office.anna, "7", {"text": "still"})
