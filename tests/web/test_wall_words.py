"""GET /api/w/<key>/words: the telling words, for walls and for hands, under one ETag for each number."""

from __future__ import annotations

import pytest
from support.conference import House
from support.people import Reply, fresh_key
from support.problems import problem

from reflection_wall.rules import keyness


def asks(house: House, role: str = "wall", **headers: str) -> Reply:
    """What somebody with this pass is told."""
    return house.send("GET", f"/api/w/{house.keys[role]}/words", headers=headers)


def test_walls_and_hands_are_told_the_same_words(house: House) -> None:
    house.table("14").shares("Kitchens.", lang="en-CA")
    reply = asks(house)
    (item,) = house.wall.frame()["items"]

    assert (reply.status, reply.headers["Content-Type"]) == (200, "application/json")
    assert reply.body == asks(house, "viewer").body
    assert reply.body == {
        "epoch": house.wall.frame()["epoch"],
        "head": 2,
        "fresh": True,
        "words": [
            {
                "term": "Kitchens",
                "lang": "en",
                "tables": 1,
                "weight": reply.body["words"][0]["weight"],
                "items": [item["id"]],
                "forms": ["kitchens"],
            }
        ],
    }


def test_an_empty_room_has_no_words(house: House) -> None:
    assert asks(house).body["words"] == []


def test_who_has_the_newest_words_is_told_so_and_nothing_is_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.table().shares("Kitchens.")
    first = asks(house)
    monkeypatch.setattr(keyness, "telling", lambda *_: 1 / 0)
    again, packed = (
        asks(house, **{"If-None-Match": tag}) for tag in (first.headers["ETag"], f"W/{first.headers['ETag']}")
    )

    assert [(each.status, each.body, each.headers["ETag"]) for each in (again, packed)] == [
        (304, "", first.headers["ETag"])
    ] * 2
    assert {each.headers["Cache-Control"] for each in (first, again)} == {"private, no-cache"}


def test_words_and_frames_never_share_an_etag(house: House) -> None:
    frame = house.send("GET", f"/api/w/{house.keys['wall']}/changes")

    assert asks(house, **{"If-None-Match": frame.headers["ETag"]}).status == 200


@pytest.mark.parametrize("change", ["a reflection", "an epoch"])
def test_what_is_new_has_a_new_etag(house: House, change: str) -> None:
    house.table().shares("Kitchens.")
    before = asks(house)
    if change == "a reflection":
        house.table().shares("Evenings.")
    else:
        house.set(epoch="ffffffff")
    after = asks(house, **{"If-None-Match": before.headers["ETag"]})

    assert (after.status, after.headers["ETag"] != before.headers["ETag"]) == (200, True)


def test_a_wrong_role_learns_nothing(house: House) -> None:
    others = [house.keys[role] for role in ("presenter", "moderator", "organizer")]

    for key in (*others, house.tables["14"], fresh_key(), "x"):
        problem(house.send("GET", f"/api/w/{key}/words"), 404)
