"""Passes are made once, listed without their keys and ended for good; the standing ones are followed by new ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from support.conference import CODE, SECRET, House

from reflection_wall.rules import keys
from reflection_wall.rules.permission import ROLES, STANDING_ROLES
from reflection_wall.rules.refusals import Invalid, Unknown
from reflection_wall.services import admit, links, passes
from reflection_wall.services.passes import ISSUED_ROLES, Issued, Wish


def made(house: House, wish: Wish) -> Issued:
    """A new pass of the conference."""
    return passes.issue(house.store, SECRET, house.conference_id, wish)


def listed(house: House, **more: Any) -> list[dict[str, Any]]:
    """The list."""
    with house.store.reading() as session:
        return passes.listed(session, house.conference_id, **more)


def entry(house: House, public_id: str) -> dict[str, Any]:
    """One line of it."""
    return next(each for each in listed(house) if each["id"] == public_id)


def revoke(house: House, public_id: str, secret: str = SECRET) -> None:
    """End a pass."""
    passes.revoke(house.store, secret, house.conference_id, public_id)


def rows(house: House) -> str:
    """All that the database holds of passes."""
    with house.store.reading() as session:
        return str(session.execute(text("SELECT * FROM pass")).all())


def test_a_new_pass_is_listed_with_all_that_was_said_of_it(house: House) -> None:
    ends = house.clock.now + timedelta(hours=2)
    new = made(house, Wish("presenter", " Main\n stage ", ends, pin="4711", fragment=True))

    assert entry(house, new.public_id) == {
        "id": new.public_id,
        "role": "presenter",
        "label": "Main stage",
        "created_at": "2025-11-05T16:00:00.000Z",
        "expires_at": "2025-11-05T18:00:00.000Z",
        "revoked_at": None,
        "pin": True,
        "fragment": True,
        "standing": False,
        "own": False,
    }


def test_neither_list_nor_database_knows_a_key_or_a_pin(house: House) -> None:
    new = made(house, Wish("moderator", pin="471147"))
    proof = keys.pin_proof(SECRET, new.public_id, "471147")

    for held in (str(listed(house)), rows(house)):
        assert [secret for secret in (new.key, "471147", proof, *house.keys.values()) if secret in held] == []


def test_no_two_keys_are_alike_and_each_has_128_bits(house: House) -> None:
    found = [made(house, Wish("wall")) for _ in range(20)]

    assert len({each.key for each in found}) == len({each.public_id for each in found}) == 20
    assert all(keys.is_client_key(each.key) for each in found)
    assert not any(each.public_id.startswith(("-", "standing")) for each in found)


def test_the_same_pin_is_kept_differently_for_every_pass(house: House) -> None:
    proofs = {keys.pin_proof(SECRET, made(house, Wish("wall", pin="4711")).public_id, "4711") for _ in range(3)}

    assert len(proofs) == 3


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12 34", "abcd", "-123", "１２３４", "1234\n"])
def test_a_pin_of_another_form_is_refused(house: House, pin: str) -> None:
    with pytest.raises(Invalid) as refused:
        made(house, Wish("wall", pin=pin))

    assert set(refused.value.errors) == {"pin"}


def test_a_label_is_no_novel_and_none_is_no_label(house: House) -> None:
    with pytest.raises(Invalid):
        made(house, Wish("wall", "x" * 61))

    assert entry(house, made(house, Wish("wall", "x" * 60)).public_id)["label"] == "x" * 60
    assert entry(house, made(house, Wish("wall", " \u200b ")).public_id)["label"] is None


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_pass_ends_in_the_future(house: House, seconds: int) -> None:
    with pytest.raises(Invalid) as refused:
        made(house, Wish("wall", expires_at=house.clock.now + timedelta(seconds=seconds)))

    assert set(refused.value.errors) == {"expires_at"}


def test_no_organizer_s_pass_is_made(house: House) -> None:
    with pytest.raises(Invalid):
        made(house, Wish("organizer"))


def test_standing_passes_are_listed_by_role_and_generation(house: House) -> None:
    assert [(each["id"], each["standing"]) for each in listed(house)] == [
        (f"standing-{role}-1", True) for role in STANDING_ROLES if role in ISSUED_ROLES
    ]
    assert "standing-organizer-1" in str(listed(house, roles=ROLES))


def test_a_revoked_pass_stays_in_the_list_with_its_end(house: House) -> None:
    new = made(house, Wish("viewer"))
    house.clock.passes(60)
    revoke(house, new.public_id)
    house.clock.passes(60)
    revoke(house, new.public_id)

    assert entry(house, new.public_id)["revoked_at"] == "2025-11-05T16:01:00.000Z"


@pytest.mark.parametrize("public_id", ["", "standing-wall", "standing-wall-2", "standing-organizer-1", "1", "~"])
def test_a_pass_that_is_not_of_this_list_cannot_be_ended(house: House, public_id: str) -> None:
    before = listed(house, roles=ROLES)
    with pytest.raises(Unknown):
        revoke(house, public_id)

    assert listed(house, roles=ROLES) == before


@pytest.mark.parametrize("secret", [SECRET, "another secret"])
def test_a_revoked_standing_pass_is_followed_by_a_new_one_and_nothing_else_changes(house: House, secret: str) -> None:
    def said(role: str) -> str | None:
        with house.store.reading() as session:
            conference = admit.conference(session, CODE)
            return links.standing(session, secret if role == "wall" else SECRET, conference, role)  # type: ignore[arg-type]

    before = {role: said(role) for role in STANDING_ROLES}
    revoke(house, "standing-wall-1", secret)
    after = {role: said(role) for role in STANDING_ROLES}

    assert {role for role in before if before[role] != after[role]} == {"wall"}
    assert house.send("GET", f"/w/{house.keys['wall']}").status == 404
    assert house.send("GET", f"/w/{after['wall']}").status == 200
    assert house.table().looks()["table"] == "14"


def test_links_can_be_renewed_after_standing_passes_were_revoked(house: House) -> None:
    for generation in (1, 2):
        revoke(house, f"standing-moderator-{generation}")
    links.renew(house.store, SECRET, CODE)

    assert entry(house, "standing-moderator-4")["revoked_at"] is None
    assert entry(house, "standing-moderator-3")["revoked_at"] is not None
