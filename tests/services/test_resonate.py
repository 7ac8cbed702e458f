"""“Resonates with us” and “that's us”: once each, counted for the desk and the table that wrote, and on no wall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.conference import House
from support.people import fresh_key

from reflection_wall.models import Table
from reflection_wall.rules import keys
from reflection_wall.rules.refusals import Archived, Forbidden, Refused, Unknown
from reflection_wall.services import resonate
from reflection_wall.services.resonate import MOST_SIGNATURES


def shared(house: House, label: str = "14", text: str = "Ours.") -> dict[str, Any]:
    """A reflection on the wall, as the desk sees it."""
    return house.desk.item(house.table(label).shares(text)["reference"])


def table(house: House, label: str) -> Table:
    """A table as services know it."""
    with house.store.reading() as session:
        return session.query(Table).filter_by(label=label).one()


def marks(house: House, public_id: str, *, by: str = "22", resonates: bool = True) -> None:
    """A table says, or no longer says, that it resonates."""
    resonate.resonate(house.store, table(house, by), public_id, resonates=resonates)


def refusal(deed: Any) -> type[Refused]:
    """What was raised."""
    with pytest.raises(Refused) as raised:
        deed()
    return raised.type


def counted(house: House, item: dict[str, Any]) -> int:
    """The number at the desk."""
    return int(house.desk.item(item["reference"])["resonance"])


def test_a_table_counts_once_however_often_it_says_so(house: House) -> None:
    item = shared(house)
    for by in ("22", "22", "9"):
        marks(house, item["id"], by=by)

    assert counted(house, item) == 2


def test_saying_it_again_changes_nothing(house: House) -> None:
    item = shared(house)
    marks(house, item["id"])
    before = house.head()
    marks(house, item["id"])

    assert house.head() == before


def test_a_table_takes_it_back_and_may_do_so_twice(house: House) -> None:
    item = shared(house)
    marks(house, item["id"])
    marks(house, item["id"], resonates=False)
    before = house.head()
    marks(house, item["id"], resonates=False)

    assert (counted(house, item), house.head()) == (0, before)


def test_the_desk_and_the_table_that_wrote_see_the_number_and_walls_never_do(house: House) -> None:
    item = shared(house)
    marks(house, item["id"])

    assert (counted(house, item), house.table("14").looks()["shared"][0]["resonance"]) == (1, 1)
    assert "resonance" not in house.wall.frame()["items"][0]
    assert house.wall.frame()["items"][0]["version"] == item["version"]


def test_nobody_resonates_with_their_own_words(house: House) -> None:
    item = shared(house)

    assert refusal(lambda: marks(house, item["id"], by="14")) is Forbidden


@pytest.mark.parametrize("why", ["hidden", "guarded", "held", "off the wall", "unknown"])
def test_what_is_not_on_the_wall_does_not_exist_for_other_tables(house: House, why: str) -> None:
    item = shared(house, "9" if why == "guarded" else "14")
    if why in ("hidden", "held"):
        house.desk.judges(item, "hide" if why == "hidden" else "hold")
    if why == "off the wall":
        item = house.desk.item(house.table().shares("Not there.", on_wall=False)["reference"])
    public_id = fresh_key() if why == "unknown" else item["id"]

    assert refusal(lambda: marks(house, public_id, by="22")) is Unknown


def test_a_moderator_may_switch_it_off(house: House) -> None:
    item = shared(house)
    house.desk.sets(resonance=False)

    assert refusal(lambda: marks(house, item["id"])) is Forbidden


def test_an_archived_conference_resonates_no_more(house: House) -> None:
    item = shared(house)
    house.set(state="archived")

    assert refusal(lambda: marks(house, item["id"])) is Archived
    assert refusal(lambda: resonate.sign(house.store, table(house, "14"), item["id"], fresh_key())) is Archived


def test_what_resonates_with_a_table_is_its_own(house: House) -> None:
    first, second = shared(house), shared(house, text="More.")
    marks(house, first["id"])
    marks(house, second["id"], by="9")
    with house.store.reading() as session:
        found = resonate.resonated(session, table(house, "22").id)

    assert found == [first["id"]]


def signs(house: House, item: dict[str, Any], phone: str, label: str = "14") -> int:
    """A phone stands behind its table's reflection."""
    return resonate.sign(house.store, table(house, label), item["id"], phone)


def test_a_phone_signs_once_and_another_as_well(house: House) -> None:
    item, phone = shared(house), fresh_key()

    assert [signs(house, item, each) for each in (phone, phone, fresh_key())] == [1, 1, 2]
    assert house.desk.item(item["reference"])["signatures"] == 2
    assert house.table("14").looks()["shared"][0]["signatures"] == 2
    assert "signatures" not in house.wall.frame()["items"][0]


def test_no_table_signs_for_another(house: House) -> None:
    item = shared(house)

    assert refusal(lambda: signs(house, item, fresh_key(), "22")) is Unknown


def test_what_was_taken_back_cannot_be_signed(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key).body["reference"])
    house.table().takes_back(key)

    assert refusal(lambda: signs(house, item, fresh_key())) is Unknown


def test_a_table_has_only_so_many_phones(house: House) -> None:
    item = shared(house)
    numbers = [signs(house, item, fresh_key()) for _ in range(MOST_SIGNATURES + 2)]

    assert numbers[-3:] == [MOST_SIGNATURES] * 3


def test_of_a_phone_only_a_hash_is_kept(house: House) -> None:
    item, phone = shared(house), fresh_key()
    signs(house, item, phone)
    file = house.store.url.removeprefix("sqlite:///")
    kept = b"".join(Path(name).read_bytes() for name in (file, f"{file}-wal"))

    assert keys.kept(phone).encode() in kept
    assert phone.encode() not in kept
