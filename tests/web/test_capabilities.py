"""Every link opens what it is for and nothing else; a wrong role learns nothing (security-privacy, section 1)."""

from __future__ import annotations

import pytest
from support.conference import CODE, SECRET, House
from support.people import fresh_key
from support.routes import reviewer_key, routes

from reflection_wall.rules import keys, plan
from reflection_wall.services import arrange

WALL = {"wall.projected", "wall.embed", "wall.text", "wall.follow", "wall_words.telling", "entrance.show_pin_at_wall"}
DESK = {
    *("desk.show", "desk.follow", "desk.verdict", "desk.set_stage", "desk.set_prompt", "desk.show_room"),
    *("desk_tables.add", "desk_tables.change", "desk_tables.renew", "desk_tables.hide", "desk_tables.write_note"),
    *("desk_words.put_translation", "desk_words.write_note", "desk_words.add_prompt", "desk_words.put_theme"),
    *("desk_words.drop_theme", "desk_words.put_reflection", "desk.remote", "entrance.show_pin_at_desk"),
    *("desk_cards.show", "desk_cards.keep"),
}
PHONE = {"phone.write", "phone.share", "phone.receipt", "phone.withdraw", "qr.table", "qr.receipt"}
ROOM = {f"table_room.{each}" for each in ("beat", "follow", "mark", "unmark", "sign")}
TABLE = {*PHONE, *ROOM, "table_api.show", "table_api.put", "table_api.delete"}
OPENS = {
    "wall": WALL,
    "viewer": WALL,
    "presenter": DESK,
    "moderator": DESK | {"passes.show", "passes.end"},
    "organizer": {"office.show", "office.tents"},
    "reviewer": {"office_reading.by_pass", "entrance.show_pin_at_office"},
    "table": TABLE,
    "walk-in": TABLE,
    "nobody": set(),
}


def key_of(house: House, role: str) -> str:
    """The key of somebody with this role."""
    others = {
        "table": house.tables["22"],
        "walk-in": keys.walk_in_key(SECRET, CODE, 1, 1),
        "reviewer": reviewer_key(house),
        "nobody": fresh_key(),
    }
    return {**house.keys, **others}[role]


@pytest.mark.parametrize("role", OPENS)
def test_a_link_opens_its_own_doors_and_no_other(house: House, role: str) -> None:
    mine = key_of(house, role)
    opened = set()
    for route in routes(house):
        theirs = next((key for key in (*house.keys.values(), *house.tables.values()) if key in route.path), None)
        if theirs is None:
            continue
        body = {"json": {}} if route.path.startswith("/api/") else {"data": {"key": fresh_key()}}
        status = house.app.test_client().open(route.path.replace(theirs, mine), method=route.method, **body).status_code
        opened |= {route.endpoint} if status != 404 else set()

    assert opened == OPENS[role]


def test_no_address_tells_a_wrong_role_from_an_unknown_key(house: House) -> None:
    for path in (
        "/api/w/{}/changes",
        "/api/d/{}/changes",
        "/api/t/{}",
        "/w/{}",
        "/d/{}",
        "/t/{}",
        "/office/{}",
        "/office/r/{}",
    ):
        answers = {
            (reply.status, str(reply.body), str(sorted(reply.headers.items())))
            for key in (fresh_key(), "x", *(key_of(house, role) for role in OPENS))
            if (reply := house.send("GET", path.format(key))).status == 404
        }
        assert (path, len(answers)) == (path, 1)


def test_a_desk_sees_and_changes_nothing_of_another_conference(house: House) -> None:
    written = '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "OTHER"\n[[prompts]]\ntext = "?"\n'
    arrange.create(
        house.store,
        SECRET,
        plan.read(written + '[[communities]]\nname = "N"\n[[tables]]\nlabel = "1"\ncommunity = "N"\n'),
    )
    item = house.desk.item(house.table().shares("Canary.")["reference"])
    before = house.head()
    key = keys.role_key(SECRET, "OTHER", "moderator", 1)
    replies = [
        house.send("PUT", f"/api/d/{key}/reflections/{item['id']}/verdict", {"deed": "hide", "version": 1}),
        house.send("PUT", f"/api/d/{key}/prompts/1", {"state": "closed"}),
    ]

    assert [reply.status for reply in replies] == [404, 404]
    assert "Canary." not in str(house.send("GET", f"/api/d/{key}/changes").body)
    assert (house.head(), house.wall.texts()) == (before, ["Canary."])
