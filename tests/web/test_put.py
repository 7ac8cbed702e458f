"""PUT: a phone's reflection in, once, however often it is sent (the contract's first idea)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select
from support.conference import CODE, SECRET, House
from support.people import Reply, Table, fresh_key
from support.problems import problem
from support.vectors import VECTORS

from reflection_wall.models import Reflection, Revision
from reflection_wall.rules import keys, plan
from reflection_wall.rules.submission import LARGEST_BODY, payload_hash
from reflection_wall.services import arrange, links

HALF = chr(0xD83D)


def raw(house: House, body: bytes, content_type: str | None = "application/json", key: str | None = None) -> Reply:
    """PUT these very bytes from table 14."""
    path = f"/api/t/{key or house.tables['14']}/reflections/{fresh_key()}"
    reply = house.app.test_client().put(path, data=body, content_type=content_type)
    return Reply(reply.status_code, reply.get_json(), dict(reply.headers))


def rows(house: House) -> int:
    """How many reflections are stored."""
    with house.store.reading() as session:
        return session.scalar(select(func.count()).select_from(Reflection)) or 0


def test_a_new_key_is_created_with_its_receipt(house: House) -> None:
    key = fresh_key()
    reply = house.table().puts(key, "Hello", headline="Hi", people=6)

    receipt = reply.body
    assert reply.status == 201
    assert receipt == {
        "app": "reflection-wall",
        "key": key,
        "conference": CODE,
        "revision": 1,
        "hash": payload_hash({"text": "Hello", "headline": "Hi", "people": 6, "consent": "wall"}),
        "reference": receipt["reference"],
        "state": "live",
        "show_at": None,
        "late": False,
        "on_wall": True,
        "received_at": "2025-11-05T16:00:00.000Z",
    }
    assert receipt["reference"].startswith("T14-")


@pytest.mark.parametrize("vector", [VECTORS[0], VECTORS[2]])
def test_the_receipt_s_hash_is_the_contract_s(house: House, vector: dict[str, Any]) -> None:
    reply = raw(house, json.dumps(vector["body"]).encode())

    assert (reply.status, reply.body["hash"]) == (201, vector["hash"])


def test_a_receipt_is_json_and_may_not_be_stored(house: House) -> None:
    headers = house.table().puts(fresh_key()).headers

    assert (headers["Content-Type"], headers["Cache-Control"]) == ("application/json", "no-store")


def test_the_same_again_is_answered_with_the_same_receipt_and_replayed(house: House) -> None:
    table, key = house.table(), fresh_key()
    first = table.puts(key).body
    house.clock.passes(3600)
    again = table.puts(key)

    assert (again.status, again.body) == (200, {**first, "replayed": True})


def test_a_replay_stores_nothing_and_moves_no_number(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)
    before = house.head(), rows(house)
    table.puts(key)

    assert (house.head(), rows(house)) == before == (before[0], 1)


def test_a_replay_is_known_by_the_values_as_sent(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "One\r\ntwo")

    assert table.puts(key, "One\ntwo").status == 200


def test_a_replay_tells_the_present_state(house: House) -> None:
    table, key = house.table(), fresh_key()
    receipt = table.puts(key).body
    house.desk.judges(house.desk.item(receipt["reference"]), "hide")

    assert table.puts(key).body["state"] == "hidden"


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Other words."},
        {"headline": "New"},
        {"kind": "both"},
        {"consent": "quote"},
        {"on_wall": False},
        {"lang": "fr"},
        {"people": 3},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_known_revision_with_other_content_is_a_conflict(house: House, other: dict[str, Any]) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)

    problem(table.puts(key, **other), 409)


def test_a_conflict_changes_nothing(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "The first words.")
    before = house.head()
    table.puts(key, "Other words.")

    assert (house.wall.texts(), house.head()) == (["The first words."], before)


def test_a_newer_revision_replaces(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "First.")
    reply = table.puts(key, "Second.", 2)

    assert (reply.status, reply.body["revision"], "replayed" in reply.body) == (200, 2, False)
    assert house.wall.texts() == ["Second."]


def test_a_revision_may_skip_numbers(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "First.")

    assert table.puts(key, "Seventh.", 7).body["revision"] == 7


def test_an_older_revision_that_was_never_seen_changes_nothing_shown(house: House) -> None:
    table, key = house.table(), fresh_key()
    third = table.puts(key, "Third.", 3).body
    before = house.head()
    house.clock.passes(60)
    reply = table.puts(key, "Second.", 2, on_wall=False, consent="quote")

    assert (reply.status, reply.body) == (
        200,
        {
            **third,
            "revision": 2,
            "hash": payload_hash({"text": "Second.", "consent": "quote", "on_wall": False}),
            "received_at": "2025-11-05T16:01:00.000Z",
        },
    )
    assert (house.wall.texts(), house.head()) == (["Third."], before)


def test_an_older_revision_is_kept_in_history(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "Second.", 2)
    table.puts(key, "First.", 1)

    with house.store.reading() as session:
        assert session.scalars(select(Revision.text).order_by(Revision.number)).all() == ["First.", "Second."]


def test_an_older_revision_sent_again_is_a_replay_of_its_own_receipt(house: House) -> None:
    table, key = house.table(), fresh_key()
    first = table.puts(key, "First.").body
    table.puts(key, "Second.", 2)

    assert table.puts(key, "First.").body == {**first, "replayed": True}


def test_an_older_revision_tells_the_present_state(house: House) -> None:
    table, key = house.table(), fresh_key()
    receipt = table.puts(key, "Third.", 3).body
    house.desk.judges(house.desk.item(receipt["reference"]), "hide")

    assert table.puts(key, "Second.", 2).body["state"] == "hidden"


@pytest.mark.parametrize("revision", [1, 2, 17, 2**31 - 1])
def test_a_key_never_seen_may_come_with_any_revision(house: House, revision: int) -> None:
    reply = house.table().puts(fresh_key(), "After a restored backup.", revision)

    assert (reply.status, reply.body["revision"], house.wall.texts()) == (201, revision, ["After a restored backup."])


def test_two_phones_of_a_table_do_not_meet(house: House) -> None:
    table = house.table()
    table.shares("From one phone.")
    table.shares("From the other.")

    assert sorted(house.wall.texts()) == ["From one phone.", "From the other."]


def test_a_key_goes_on_under_the_renewed_link_of_its_table(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Before.")
    links.renew(house.store, SECRET, CODE)
    renewed = Table(house.send, keys.table_key(SECRET, CODE, 1, 2))

    assert (renewed.puts(key, "Before.").body["replayed"], renewed.puts(key, "After.", 2).status) == (True, 200)


def test_one_key_in_two_conferences_is_two_reflections(house: House) -> None:
    other = '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "OTHER"\n[[prompts]]\ntext = "?"\n'
    seats = '[[communities]]\nname = "N"\n[[tables]]\nlabel = "1"\ncommunity = "N"\n'
    arrange.create(house.store, SECRET, plan.read(other + seats))
    key = fresh_key()
    elsewhere = Table(house.send, keys.table_key(SECRET, "OTHER", 4, 1))

    assert (house.table().puts(key).status, elsewhere.puts(key, "Something else.").status) == (201, 201)


def test_an_unknown_link_is_not_found(house: House) -> None:
    problem(Table(house.send, fresh_key()).puts(fresh_key()), 404)


def test_a_revoked_link_is_answered_exactly_like_an_unknown_one(house: House) -> None:
    unknown = Table(house.send, fresh_key()).puts(fresh_key())
    links.renew(house.store, SECRET, CODE)
    revoked = house.table().puts(fresh_key())

    assert (revoked.status, revoked.body, revoked.headers) == (unknown.status, unknown.body, unknown.headers)


@pytest.mark.parametrize("key", ["short", "A" * 87, "A" * 21 + "é", "A" * 21 + "%20"])
def test_a_phone_s_key_of_another_form_is_not_found(house: House, key: str) -> None:
    problem(house.table().puts(key), 404)


def test_a_body_of_64_kb_is_read(house: House) -> None:
    body = json.dumps({"text": "x", "revision": 1, "colour": ""})[:-2]
    full = body + "y" * (LARGEST_BODY - len(body) - 2) + '"}'

    assert problem(raw(house, full.encode()), 422, "errors")["errors"].keys() == {"colour"}


def test_a_larger_body_is_not(house: House) -> None:
    problem(raw(house, b'{"text": "' + b"x" * LARGEST_BODY + b'", "revision": 1}'), 413)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", None])
def test_what_does_not_say_that_it_is_json_is_refused(house: House, kind: str | None) -> None:
    problem(raw(house, b'{"text": "x", "revision": 1}', kind), 415)


def test_json_with_a_charset_is_json(house: House) -> None:
    assert raw(house, b'{"text": "x", "revision": 1}', "application/json; charset=utf-8").status == 201


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * LARGEST_BODY, b'{"text":' * 8000, b"\xff", b"null"])
def test_a_body_that_makes_no_sense_is_refused_in_words(house: House, body: bytes) -> None:
    assert problem(raw(house, body), 422, "errors")["errors"].keys() == {"text"}


def test_each_field_at_fault_gets_a_sentence(house: House) -> None:
    said = problem(house.table().puts(fresh_key(), "x" * 1501, headline="y" * 141), 422, "errors")

    assert said["errors"] == {
        "text": "That is 1501 characters; the most that fits is 1500.",
        "headline": "That is 141 characters; the most that fits is 140.",
    }
    assert said["detail"] == said["errors"]["text"]


@pytest.mark.parametrize("field", ["text", "headline", "kind", "consent", "lang", "written_at", f"a{HALF}"])
def test_half_a_character_is_never_a_fault_of_ours(house: House, field: str) -> None:
    reply = house.table().puts(fresh_key(), **{field: HALF})

    assert (field, reply.status) == (field, 201 if field == "headline" else 422)


@pytest.mark.parametrize("prompt", [0, -1, 999, 2**70])
def test_a_prompt_of_another_conference_is_refused(house: House, prompt: int) -> None:
    assert problem(house.table().puts(fresh_key(), prompt=prompt), 422, "errors")["errors"].keys() == {"prompt"}


def test_an_invalid_body_leaves_no_trace(house: House) -> None:
    before = house.head()
    house.table().puts(fresh_key(), " ")
    house.table().puts(fresh_key(), prompt=999)

    assert (rows(house), house.head()) == (0, before)


def test_an_archived_conference_takes_nothing_more(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key)
    house.set(state="archived")

    for reply in (table.puts(fresh_key()), table.puts(key, "Edited.", 2), table.takes_back(key)):
        problem(reply, 403)


def test_an_archived_conference_still_answers_for_what_it_has(house: House) -> None:
    table, key, withdrawn = house.table(), fresh_key(), fresh_key()
    table.puts(key, "First.")
    first = table.puts(key, "Second.", 2).body
    table.puts(withdrawn)
    table.takes_back(withdrawn)
    before = house.head()
    house.set(state="archived")
    again = table.puts(key, "Second.", 2)

    assert (again.status, again.body) == (200, {**first, "replayed": True})
    assert table.puts(key, "First.").body["revision"] == 1
    problem(table.puts(withdrawn), 410)
    problem(table.puts(key, "Other words.", 2), 403)
    assert house.head() == before


def test_the_prompt_left_out_is_the_open_one(house: House) -> None:
    first, second = (prompt["id"] for prompt in house.table().looks()["prompts"])
    house.desk.prompt(second, "open")
    house.table().shares()

    assert [item["prompt"] for item in house.wall.frame()["items"]] == [second] != [first]


def test_the_prompt_left_out_when_none_is_open_is_the_last_open_one_and_late(house: House) -> None:
    first, second = (prompt["id"] for prompt in house.table().looks()["prompts"])
    for prompt in (second, first):
        house.clock.passes(60)
        house.desk.prompt(prompt, "open")
    house.desk.prompt(first, "closed")
    receipt = house.table().shares()

    assert (receipt["late"], receipt["state"]) == (True, "held")
    assert house.desk.item(receipt["reference"])["prompt"] == first


def test_a_prompt_that_is_not_open_makes_it_late(house: House) -> None:
    receipt = house.table().shares(prompt=house.table().looks()["prompts"][1]["id"])

    assert (receipt["late"], receipt["state"], house.wall.texts()) == (True, "held", [])


def test_an_edit_keeps_the_prompt_it_was_written_for(house: House) -> None:
    table, key = house.table(), fresh_key()
    first, second = (prompt["id"] for prompt in table.looks()["prompts"])
    table.puts(key, prompt=first)
    house.desk.prompt(second, "open")
    table.puts(key, "Edited.", 2)

    assert [item["prompt"] for item in house.desk.items()] == [first]


def test_what_was_written_is_what_comes_out(house: House) -> None:
    house.table().shares(
        " Première ligne\r\nᓂᐦᐃᔭᐍᐏᐣ \u202ebelongs Łı̨kʼe 👩🏽‍🏫 ", headline="One\ntwo", kind="practice", lang="fr-CA"
    )
    (item,) = house.wall.frame()["items"]

    assert {name: item[name] for name in ("text", "headline", "kind", "lang")} == {
        "text": "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ belongs Łı̨kʼe 👩🏽‍🏫",
        "headline": "One two",
        "kind": "practice",
        "lang": "fr-CA",
    }


def test_the_store_holds_no_phone_s_key(house: House) -> None:
    key = fresh_key()
    house.table().puts(key)

    with house.store.reading() as session:
        assert session.scalars(select(Reflection.write_key_hash)).all() == [keys.kept(key)]


def test_a_rehearsal_says_so(house: House) -> None:
    house.table().puts(keys.rehearsal_key(SECRET))
    house.table().puts(fresh_key())

    assert sorted(item["source"] for item in house.desk.items()) == ["phone", "rehearsal"]
