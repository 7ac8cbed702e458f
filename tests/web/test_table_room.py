"""What phones do in the room beside sharing: heartbeats, the wall in one's hand, resonance, signatures, one draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.conference import CODE, SECRET, House
from support.people import Reply, Table, fresh_key, in_process
from support.problems import problem

from reflection_wall.app import create_app
from reflection_wall.rules import keys
from reflection_wall.settings import Settings
from reflection_wall.web import limits

WALK_IN = keys.walk_in_key(SECRET, CODE, 1, 1)


def api(house: House, method: str, path: str, body: Any = None, *, key: str = "", **headers: str) -> Reply:
    """One request with a table's link; table 14's, if not another."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return house.send(method, f"/api/t/{key or house.tables['14']}{path}", body, named)


@pytest.fixture
def busy(house: House, settings: Settings) -> House:
    """The house with its limits switched on."""
    app = create_app(replace(settings, rate_limits=True), house.store)
    return replace(house, app=app, send=in_process(app.test_client()))


# ── Heartbeats ──


def beats(house: House, state: str = "writing", unsent: Any = 0, *, key: str = "", phone: Any = None) -> Reply:
    """A phone says how it is."""
    body = {"phone": phone or fresh_key(), "state": state, "unsent": unsent}
    return api(house, "POST", "/heartbeat", body, key=key)


def room(house: House) -> dict[str, Any]:
    """The room map at the desk."""
    told: dict[str, Any] = house.send("GET", f"/api/d/{house.keys['presenter']}/room").body
    return told


def test_a_heartbeat_is_seen_on_the_room_map_and_answered_with_nothing(house: House) -> None:
    reply = beats(house, "trouble", 2)

    assert (reply.status, reply.body, reply.headers["Cache-Control"]) == (204, "", "no-store")
    assert {name: room(house)["tables"][0][name] for name in ("state", "unsent", "phones")} == {
        "state": "trouble",
        "unsent": 2,
        "phones": 1,
    }


def test_a_walk_in_counts_for_its_table(house: House) -> None:
    beats(house, "opened", key=WALK_IN)

    assert room(house)["tables"][0]["state"] == "opened"


def test_a_walk_in_calls_nobody_and_claims_no_unsent_words(house: House) -> None:
    beats(house, "writing", 1)
    for _ in range(50):
        beats(house, "trouble", 999, key=WALK_IN)
    told = room(house)["tables"][0]

    assert {name: told[name] for name in ("state", "unsent", "draft", "phones")} == {
        "state": "writing",
        "unsent": 1,
        "draft": False,
        "phones": 1,
    }


def test_a_draft_is_told_as_a_yes_and_never_as_words(house: House) -> None:
    body = {"phone": fresh_key(), "state": "opened", "unsent": 0, "draft": True}
    assert api(house, "POST", "/heartbeat", body).status == 204
    told = room(house)["tables"][0]

    assert (told["state"], told["draft"], told["asleep"]) == ("writing", True, None)
    problem(api(house, "POST", "/heartbeat", {**body, "draft": "Our words."}), 422, "errors")


def test_a_heartbeat_writes_nothing_to_disk(house: House) -> None:
    before, phone = house.head(), fresh_key()
    beats(house, phone=phone)
    file = Path(house.store.url.removeprefix("sqlite:///"))

    assert house.head() == before
    assert not any(phone.encode() in each.read_bytes() for each in file.parent.glob("*") if each.is_file())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "phone"),
        ({"phone": "short", "state": "opened", "unsent": 0}, "phone"),
        ({"phone": "x" * 22 + "\n", "state": "opened", "unsent": 0}, "phone"),
        ({"phone": "x" * 87, "state": "opened", "unsent": 0}, "phone"),
        ({"phone": "x" * 22, "state": "asleep", "unsent": 0}, "state"),
        ({"phone": "x" * 22, "state": "opened", "unsent": -1}, "unsent"),
        ({"phone": "x" * 22, "state": "opened", "unsent": 1000}, "unsent"),
        ({"phone": "x" * 22, "state": "opened", "unsent": "1"}, "unsent"),
        ({"phone": "x" * 22, "state": "opened", "unsent": 0, "text": "Our words."}, "text"),
    ],
    ids=repr,
)
def test_a_heartbeat_says_that_and_no_more(house: House, body: dict[str, Any], field: str) -> None:
    told = problem(api(house, "POST", "/heartbeat", body), 422, "errors")

    assert (field in str(told["errors"]), room(house)["tables"][0]["phones"]) == (True, 0)


def test_a_full_table_of_phones_is_never_too_fast(busy: House) -> None:
    phones = [fresh_key() for _ in range(12)]

    assert {beats(busy, phone=phone).status for _ in range(4) for phone in phones} == {204}


def test_a_table_that_floods_slows_down_and_its_neighbour_does_not(busy: House) -> None:
    statuses = [beats(busy).status for _ in range(limits.HEARTBEATS.burst + 1)]

    assert statuses[-2:] == [204, 429]
    assert (beats(busy, key=busy.tables["22"]).status, beats(busy, key=WALK_IN).status) == (204, 204)


# ── What the wall shows ──


def test_a_phone_sees_the_wall_s_own_frame(house: House) -> None:
    house.table("14").shares("Ours.")
    house.table("9").shares("Guarded.")
    for key in (house.tables["22"], WALK_IN):
        told = api(house, "GET", "/changes?after=0", key=key).body
        assert (told.pop("resonates"), told) == ([], house.wall.frame())


def test_a_phone_takes_ranges_as_a_wall_does(house: House) -> None:
    house.table("14").shares("One.")
    house.table("14").shares("Two.")
    told = api(house, "GET", "/changes?after=1&limit=1").body

    assert ([item["text"] for item in told["items"]], told["to"]) == (["One."], 2)
    problem(api(house, "GET", "/changes?after=-1"), 422, "errors")


def item_of(house: House, label: str = "14", text: str = "Ours.") -> dict[str, Any]:
    """A reflection on the wall."""
    return house.desk.item(house.table(label).shares(text)["reference"])


def test_a_phone_is_told_what_resonates_with_its_table_and_a_walk_in_is_not(house: House) -> None:
    theirs = item_of(house, "22", "Theirs.")
    api(house, "PUT", f"/resonance/{theirs['id']}")

    assert api(house, "GET", "/changes").body["resonates"] == [theirs["id"]]
    assert api(house, "GET", "/changes", key=house.tables["22"]).body["resonates"] == []
    assert api(house, "GET", "/changes", key=WALK_IN).body["resonates"] == []


def test_nothing_new_is_told_without_a_body_and_every_mark_is_new(house: House) -> None:
    theirs = item_of(house, "22", "Theirs.")
    for method in ("PUT", "DELETE"):
        etag = api(house, "GET", "/changes").headers["ETag"]
        again = api(house, "GET", "/changes", If_None_Match=etag)
        assert (again.status, again.body, again.headers["Cache-Control"]) == (304, "", "private, no-cache")
        api(house, method, f"/resonance/{theirs['id']}")
        assert api(house, "GET", "/changes", If_None_Match=etag).status == 200


def test_tables_walk_ins_and_walls_have_names_of_their_own_for_it(house: House) -> None:
    tables = [
        api(house, "GET", "/changes", key=key).headers["ETag"]
        for key in (house.tables["14"], house.tables["22"], WALK_IN)
    ]
    wall = house.send("GET", f"/api/w/{house.keys['wall']}/changes").headers["ETag"]

    assert len({*tables, wall}) == 4


# ── Resonance and signatures ──


def test_a_table_resonates_and_takes_it_back(house: House) -> None:
    theirs = item_of(house, "22", "Theirs.")
    replies = [api(house, method, f"/resonance/{theirs['id']}") for method in ("PUT", "PUT", "DELETE", "DELETE")]

    assert [(reply.status, reply.body["resonates"]) for reply in replies] == [(200, yes) for yes in (1, 1, 0, 0)]
    assert replies[0].body == {"id": theirs["id"], "resonates": True}


def test_who_may_not_resonate_is_told_why(house: House) -> None:
    ours, theirs = item_of(house), item_of(house, "22", "Theirs.")
    path = f"/resonance/{theirs['id']}"

    assert "own" in problem(api(house, "PUT", f"/resonance/{ours['id']}"), 403)["detail"]
    problem(api(house, "PUT", path, key=WALK_IN), 403)
    problem(api(house, "PUT", f"/resonance/{fresh_key()}"), 404)
    problem(api(house, "PUT", path, key=fresh_key()), 404)
    house.desk.sets(resonance=False)
    assert "switched off" in problem(api(house, "PUT", path), 403)["detail"]
    assert house.desk.item(theirs["reference"])["resonance"] == 0


def test_a_phone_signs_what_its_table_has_shared(house: House) -> None:
    path = f"/reflections/{item_of(house)['id']}/signature"
    replies = [api(house, "PUT", path, {"phone": phone}) for phone in ("x" * 22, "x" * 22, "y" * 22)]

    assert [(reply.status, reply.body) for reply in replies] == [(200, {"signatures": n}) for n in (1, 1, 2)]


def test_who_does_not_sit_at_the_table_signs_nothing(house: House) -> None:
    path = f"/reflections/{item_of(house)['id']}/signature"

    problem(api(house, "PUT", path, {"phone": "x" * 22}, key=house.tables["22"]), 404)
    problem(api(house, "PUT", path, {"phone": "x" * 22}, key=WALK_IN), 403)
    problem(api(house, "PUT", path, {"phone": "x"}), 422, "errors")


def test_marks_slow_down_for_a_table_alone(busy: House) -> None:
    path = f"/resonance/{item_of(busy, '9')['id']}"
    theirs = f"/resonance/{item_of(busy, '22', 'Theirs.')['id']}"
    statuses = [api(busy, "PUT", theirs).status for _ in range(limits.MARKS.burst + 1)]

    assert (statuses[-2:], api(busy, "PUT", path, key=busy.tables["22"]).status) == ([200, 429], 404)


# ── One draft ──


@pytest.fixture
def together(house: House) -> House:
    """The house, where tables write together."""
    house.desk.sets(shared_draft=True)
    return house


def writes(house: House, text: str, sent: int = 1, *, phone: str = "x" * 22, key: str = "", **more: Any) -> Reply:
    """A phone says what is in its box."""
    return api(house, "POST", "/draft", {"phone": phone, "sent": sent, "text": text, **more}, key=key)


def test_what_one_phone_writes_another_reads(together: House) -> None:
    first = writes(together, "We will visit.", writing=True)
    read = api(together, "GET", f"/draft?phone={'y' * 22}")
    epoch = first.body["epoch"]

    assert (first.status, first.headers["Cache-Control"]) == (200, "no-store")
    assert first.body == {
        "epoch": epoch,
        "version": 1,
        "text": None,
        "taken": True,
        "others": 0,
        "writing": False,
        "shared": None,
    }
    assert read.body == first.body | {"text": "We will visit.", "taken": False, "others": 1, "writing": True}
    assert api(together, "GET", f"/draft?epoch={epoch}&version=1").body["text"] is None


def test_two_phones_write_at_once(together: House) -> None:
    start = writes(together, "We visit.").body
    known = {"epoch": start["epoch"], "base": start["version"]}
    writes(together, "We will visit.", 2, **known)
    told = writes(together, "We visit. Soon.", 1, phone="y" * 22, **known)

    assert told.body["text"] == "We will visit. Soon."


def test_the_others_are_told_what_the_draft_has_become(together: House) -> None:
    start = writes(together, "Ours.").body
    known = {"epoch": start["epoch"], "base": start["version"]}
    writes(together, "", 2, shared="T14-7QK3", **known)
    told = api(together, "GET", f"/draft?phone={'y' * 22}&epoch={start['epoch']}&version=1").body

    assert (told["shared"], told["text"]) == ("T14-7QK3", "")


@pytest.mark.parametrize("who", ["switched off", "walk-in", "unknown"])
def test_where_nobody_writes_together_there_is_no_draft(house: House, who: str) -> None:
    house.desk.sets(shared_draft=who != "switched off")
    key = {"walk-in": WALK_IN, "unknown": fresh_key()}.get(who, "")

    problem(api(house, "GET", "/draft", key=key), 404)
    problem(writes(house, "Ours.", key=key), 404)


def test_no_table_reads_the_draft_of_another(together: House) -> None:
    writes(together, "Canary.")

    assert api(together, "GET", "/draft", key=together.tables["22"]).body["text"] == ""


def test_unsent_words_are_on_no_disk_and_in_no_feed(together: House) -> None:
    before = together.head()
    writes(together, "Canary of the draft.")
    file = Path(together.store.url.removeprefix("sqlite:///"))

    assert together.head() == before
    assert not any(b"Canary" in each.read_bytes() for each in file.parent.glob("*") if each.is_file())
    assert "Canary" not in str([together.desk.items(), room(together), together.table().looks()])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"phone": "x"}, "phone"),
        ({"sent": -1}, "sent"),
        ({"sent": 2**53}, "sent"),
        ({"text": None}, "text"),
        ({"text": "x" * 3001}, "text"),
        ({"base": "1"}, "base"),
        ({"epoch": "x" * 41}, "epoch"),
        ({"writing": 1}, "writing"),
        ({"shared": "x" * 41}, "shared"),
        ({"shared": ""}, "shared"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
def test_a_draft_of_another_shape_is_refused(together: House, body: dict[str, Any], field: str) -> None:
    reply = api(together, "POST", "/draft", {"phone": "x" * 22, "sent": 1, "text": "Ours.", **body})

    assert problem(reply, 422, "errors")["errors"].keys() == {field}
    assert api(together, "GET", "/draft").body["text"] == ""


@pytest.mark.parametrize("query", ["phone=x", "version=-1", "version=one"])
def test_a_question_of_another_shape_is_refused(together: House, query: str) -> None:
    problem(api(together, "GET", f"/draft?{query}"), 422, "errors")


def test_a_full_table_may_write_and_ask_every_second_and_a_flood_may_not(busy: House) -> None:
    busy.desk.sets(shared_draft=True)
    phones = [fresh_key() for _ in range(6)]

    assert {writes(busy, "x" * n, n, phone=phone).status for n in range(10) for phone in phones} == {200}
    flood = [writes(busy, "y", n, phone=phones[0]).status for n in range(20, 20 + limits.DRAFTING.burst)]
    assert (flood[-1], writes(busy, "z", phone=fresh_key(), key=busy.tables["22"]).status) == (429, 200)


# ── What a phone needs before it writes ──


def test_a_phone_is_told_what_happens_in_the_room(house: House) -> None:
    house.desk.sets(scene="tour", timer=90, shared_draft=True)
    told = house.table().looks()

    assert told["stage"] == {
        "scene": "tour",
        "ends_at": "2025-11-05T16:01:30.000Z",
        "closes_at": None,
        "now": "2025-11-05T16:00:00.000Z",
    }
    assert (told["resonance"], told["shared_draft"], told["notes"]) == (True, True, [])


def test_a_phone_hears_the_last_call(house: House) -> None:
    house.send("PUT", f"/api/d/{house.keys['presenter']}/prompts/1", {"state": "closed", "grace": 60})

    assert house.table().looks()["stage"]["closes_at"] == "2025-11-05T16:01:00.000Z"


def test_a_walk_in_can_neither_resonate_nor_write_together(house: House) -> None:
    house.desk.sets(shared_draft=True)
    told = Table(house.send, WALK_IN).looks()

    assert (told["resonance"], told["shared_draft"]) == (False, False)


@pytest.mark.parametrize("what", ["timer", "last call", "delay"])
def test_while_something_is_counted_down_no_older_answer_will_do(house: House, what: str) -> None:
    if what == "timer":
        house.desk.sets(timer=30)
    elif what == "last call":
        house.send("PUT", f"/api/d/{house.keys['presenter']}/prompts/1", {"state": "closed", "grace": 30})
    else:
        house.desk.sets(moderation="delay", delay=30)
        house.table().shares()
    etag = api(house, "GET", "").headers["ETag"]
    house.clock.passes(10)
    later = api(house, "GET", "", If_None_Match=etag)

    assert (later.status, later.body["stage"]["now"]) == (200, "2025-11-05T16:00:10.000Z")


def test_when_nothing_is_counted_down_an_older_answer_does(house: House) -> None:
    house.desk.sets(timer=30)
    house.clock.passes(31)
    etag = api(house, "GET", "").headers["ETag"]
    house.clock.passes(100)

    assert api(house, "GET", "", If_None_Match=etag).status == 304


def test_switching_something_on_is_told_at_once(house: House) -> None:
    etag = api(house, "GET", "").headers["ETag"]
    for setting in ({"scene": "tour"}, {"resonance": False}, {"shared_draft": True}):
        house.desk.sets(**setting)
        reply = api(house, "GET", "", If_None_Match=etag)
        assert reply.status == 200
        etag = reply.headers["ETag"]
