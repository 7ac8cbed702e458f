"""Verdicts: who is quicker, what a person undoes, and why hide beats everything."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from support.conference import SECRET, House
from support.people import fresh_key
from support.problems import problem

from reflection_wall.models import Pass, Revision, Verdict
from reflection_wall.rules import keys, plan
from reflection_wall.services import arrange

OTHER = """
[programme]
title = "P"
[[communities]]
name = "N"
[conference]
title = "C"
code = "OTHER"
[[prompts]]
text = "?"
[[tables]]
label = "1"
community = "N"
"""
DEEDS = ("show", "hold", "redact", "restore", "pin", "unpin")


def shared(house: House, text: str = "Hello", **more: Any) -> dict[str, Any]:
    """A reflection from table 14, as the desk sees it."""
    return house.desk.item(house.table().shares(text, **more)["reference"])


def again(house: House, item: dict[str, Any]) -> dict[str, Any]:
    """The same reflection as it stands now."""
    return house.desk.item(item["reference"])


def test_a_verdict_is_answered_with_the_item_as_it_stands_now(house: House) -> None:
    item = shared(house)
    reply = house.desk.judges(item, "hide", reason="A name.")

    assert (reply.status, reply.body) == (200, again(house, item))
    assert (reply.body["state"], reply.body["version"]) == ("hidden", item["version"] + 1)
    assert reply.body["reasons"] == [
        {
            "deed": "hide",
            "revision": 1,
            "before": "live",
            "reason": "A name.",
            "at": "2025-11-05T16:00:00.000Z",
            "by": "presenter",
        }
    ]


def test_a_hidden_reflection_is_gone_from_every_wall(house: House) -> None:
    item = shared(house, "Canary.")
    cursor = house.head()
    house.desk.judges(item, "hide")

    assert house.wall.frame(cursor)["items"] == [
        {"id": item["id"], "seq": cursor + 1, "version": item["version"] + 1, "state": "gone"}
    ]
    assert "Canary." not in str(house.viewer.frame()) + str(house.wall.frame())


def test_a_verdict_on_what_changed_meanwhile_is_refused_with_what_stands_now(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key, "First.").body["reference"])
    house.table().puts(key, "Second.", 2)

    for deed in DEEDS:
        said = problem(house.desk.judges(item, deed, text="Else."), 409, "present")
        assert said["present"] == again(house, item)
    assert house.wall.texts() == ["Second."]


def test_hide_wins_with_whatever_version(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key, "First.").body["reference"])
    house.table().puts(key, "Second.", 2)

    assert [house.desk.judges({**item, "version": version}, "hide").status for version in (1, 0, 99)] == [200] * 3
    assert house.wall.texts() == []


def test_show_after_a_hide_that_was_not_seen_is_refused(house: House) -> None:
    house.desk.sets(moderation="hold")
    item = shared(house)
    house.desk.judges(item, "hide")

    problem(house.desk.judges(item, "show"), 409, "present")
    assert house.wall.texts() == []


def test_show_after_a_hide_that_was_seen_shows(house: House) -> None:
    item = shared(house)
    house.desk.judges(item, "hide")
    house.desk.judges(again(house, item), "show")

    assert house.wall.texts() == ["Hello"]


def test_a_restored_one_stands_exactly_where_it_stood(house: House) -> None:
    item = shared(house, "Hello", headline="Hi", consent="quote")
    house.desk.judges(item, "pin")
    before = again(house, item)
    house.desk.judges(before, "hide")
    house.clock.passes(60)
    after = house.desk.judges(again(house, item), "restore").body

    moved = {"seq": before["seq"] + 2, "version": before["version"] + 2, "reasons": after["reasons"]}
    assert after == before | moved | {"shown_at": after["shown_at"]}
    assert house.wall.texts() == ["Hello"]


def test_a_restored_one_that_waited_waits(house: House) -> None:
    house.desk.sets(moderation="hold")
    item = shared(house)
    house.desk.judges(item, "hide")

    assert house.desk.judges(again(house, item), "restore").body["state"] == "held"


def test_a_restored_one_keeps_its_waiting_edit_and_its_judged_wording(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key, "Judged.").body["reference"])
    house.desk.sets(moderation="hold")
    house.table().puts(key, "Edited.", 2)
    before = again(house, item)
    house.desk.judges(before, "hide")
    after = house.desk.judges(again(house, item), "restore").body

    assert (after["state"], after["text"], after["shown"]) == (before["state"], "Edited.", before["shown"])
    assert house.wall.texts() == ["Judged."]


def test_words_that_came_while_it_was_hidden_wait_after_the_restore(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key, "Judged.").body["reference"])
    house.desk.judges(item, "hide")
    house.table().puts(key, "Unseen by anybody.", 2)
    house.desk.judges(again(house, item), "restore")

    assert (again(house, item)["state"], house.wall.texts()) == ("held", ["Judged."])


def test_hidden_twice_and_restored_once_is_back(house: House) -> None:
    item = shared(house)
    house.desk.judges(item, "hide")
    house.desk.judges(item, "hide")
    house.desk.judges(again(house, item), "restore")

    assert (again(house, item)["state"], house.wall.texts()) == ("live", ["Hello"])


def test_only_what_was_hidden_or_shown_by_somebody_can_be_restored(house: House) -> None:
    item = shared(house)
    problem(house.desk.judges(item, "restore"), 409, "present")
    held = house.desk.judges(item, "hold").body
    problem(house.desk.judges(held, "restore"), 409, "present")


def test_a_show_that_is_taken_back_leaves_the_earlier_wording_up(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key, "Judged.").body["reference"])
    house.desk.sets(moderation="hold")
    house.table().puts(key, "Edited.", 2)
    before = again(house, item)
    shown = house.desk.judges(before, "show").body
    assert house.wall.texts() == ["Edited."]
    after = house.desk.judges(shown, "restore").body

    assert (after["state"], after["text"], after["shown"]) == ("held", "Edited.", before["shown"])
    assert house.wall.texts() == ["Judged."]


def test_a_first_show_that_is_taken_back_waits_again(house: House) -> None:
    house.desk.sets(moderation="hold")
    shown = house.desk.judges(shared(house), "show").body
    after = house.desk.judges(house.desk.judges(shown, "pin").body, "restore").body

    assert (after["state"], after["pinned"], house.wall.texts()) == ("held", True, [])


def test_a_show_of_words_that_are_up_no_more_cannot_be_taken_back(house: House) -> None:
    key = fresh_key()
    house.desk.sets(moderation="hold")
    item = house.desk.item(house.table().puts(key, "Judged.").body["reference"])
    house.desk.judges(item, "show")
    house.desk.sets(moderation="open")
    house.table().puts(key, "Newer.", 2)

    problem(house.desk.judges(again(house, item), "restore"), 409, "present")
    assert house.wall.texts() == ["Newer."]


def test_hold_takes_it_off_the_wall(house: House) -> None:
    item = house.desk.judges(shared(house), "hold").body

    assert (item["state"], house.wall.texts()) == ("held", [])


def test_a_redaction_replaces_the_words_everywhere(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Bob helped.", headline="Bob")
    item = house.desk.items()[0]
    after = house.desk.judges(item, "redact", text=" A colleague\r\nhelped. ").body

    assert (after["text"], after["headline"], after["redacted"], after["state"]) == (
        "A colleague\nhelped.",
        None,
        True,
        "live",
    )
    assert house.wall.texts() == ["A colleague\nhelped."]
    assert "Bob" not in str(house.table().looks())


def test_a_redaction_discards_the_original(house: House) -> None:
    item = shared(house, "Bob helped.", headline="Bob")
    house.desk.judges(item, "redact", text="A colleague helped.")

    with house.store.reading() as session:
        kept = session.execute(select(Revision.text, Revision.headline)).all()
        verdicts = session.scalars(select(Verdict.before)).all()
    assert "Bob" not in str(kept) + str(verdicts)


def test_a_redaction_discards_the_same_words_in_earlier_revisions(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Bob helped.")
    house.table().puts(key, "Bob helped.", 2, consent="report")
    house.desk.judges(house.desk.items()[0], "redact", text="A colleague helped.")

    with house.store.reading() as session:
        assert set(session.scalars(select(Revision.text))) == {"A colleague helped."}


def wordings(house: House) -> set[tuple[str, str | None]]:
    """Text and headline of every wording that is kept."""
    with house.store.reading() as session:
        return {(row.text, row.headline) for row in session.scalars(select(Revision))}


def test_a_redaction_discards_every_earlier_wording(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Bob Smith helped.", headline="Bob Smith")
    house.table().puts(key, "Bob Smith helped us all.", 2)
    house.desk.judges(house.desk.items()[0], "redact", text="A colleague helped us all.")

    assert wordings(house) == {("A colleague helped us all.", None)}


def test_an_earlier_wording_that_arrives_after_a_redaction_is_discarded_too(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Bob Smith helped us all.", 2)
    house.desk.judges(house.desk.items()[0], "redact", text="A colleague helped us all.")
    receipt = house.table().puts(key, "Bob Smith helped.", 1, headline="Bob Smith")

    assert (receipt.status, receipt.body["revision"]) == (200, 1)
    assert wordings(house) == {("A colleague helped us all.", None)}


def test_what_its_group_writes_after_a_redaction_is_kept_whatever_order_it_arrives_in(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Bob Smith helped.")
    house.desk.judges(house.desk.items()[0], "redact", text="A colleague helped.")
    for number, text in ((3, "We were helped a lot."), (2, "We were helped.")):
        house.table().puts(key, text, number)

    assert {text for text, _ in wordings(house)} == {"A colleague helped.", "We were helped.", "We were helped a lot."}


@pytest.mark.parametrize(("text", "field"), [(None, "text"), ("", "text"), (" \u3164", "text"), ("x" * 1501, "text")])
def test_a_redaction_says_what_it_should_read_instead(house: House, text: str | None, field: str) -> None:
    said = problem(house.desk.judges(shared(house), "redact", text=text), 422, "errors")

    assert said["errors"].keys() == {field}


def test_a_redaction_that_names_a_number_is_flagged(house: House) -> None:
    assert house.desk.judges(shared(house), "redact", text="Call 780-555-0134.").body["flags"] == ["phone"]


def test_pin_and_unpin(house: House) -> None:
    item = shared(house)
    pinned = house.desk.judges(item, "pin").body["pinned"], house.wall.frame()["items"][0]["pinned"]
    house.desk.judges(again(house, item), "unpin")

    assert (pinned, house.wall.frame()["items"][0]["pinned"]) == ((True, True), False)


def test_a_verdict_on_what_was_taken_back_is_refused(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key).body["reference"])
    house.table().takes_back(key)

    for deed in DEEDS:
        said = problem(house.desk.judges(again(house, item), deed, text="Else."), 409, "present")
        assert (said["detail"], said["present"]["state"]) == ("Its group has taken it back.", "withdrawn")


def test_to_hide_what_was_taken_back_is_no_conflict_and_changes_nothing(house: House) -> None:
    key = fresh_key()
    item = house.desk.item(house.table().puts(key).body["reference"])
    house.table().takes_back(key)
    taken_back, head = again(house, item), house.head()
    told = house.desk.judges(item, "hide")

    assert (told.status, told.body, house.head()) == (200, taken_back, head)
    assert told.body["state"] == "withdrawn"


@pytest.mark.parametrize("public_id", ["nothing", "1", "é"])
def test_a_verdict_on_nothing_is_not_found(house: House, public_id: str) -> None:
    problem(house.desk.judges({"id": public_id, "version": 1}, "hide"), 404)


def test_a_desk_does_not_judge_another_conference(house: House) -> None:
    item = shared(house)
    arrange.create(house.store, SECRET, plan.read(OTHER))
    key = keys.role_key(SECRET, "OTHER", "presenter", 1)
    path = f"/api/d/{key}/reflections/{item['id']}/verdict"

    problem(house.send("PUT", path, {"deed": "hide", "version": 1}), 404)
    assert house.wall.texts() == ["Hello"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"version": 1}, "deed"),
        ({"deed": "show"}, "version"),
        ({"deed": "delete", "version": 1}, "deed"),
        ({"deed": "show", "version": "1"}, "version"),
        ({"deed": "show", "version": 1.5}, "version"),
        ({"deed": "show", "version": 1, "reason": 3}, "reason"),
        ({"deed": "redact", "version": 1, "text": []}, "text"),
        ({"deed": "show", "version": 1, "colour": 1}, "colour"),
        ([], "body"),
        ("hide", "body"),
    ],
    ids=repr,
)
def test_a_verdict_that_makes_no_sense_is_refused_with_its_field(house: House, body: Any, field: str) -> None:
    path = f"/api/d/{house.keys['presenter']}/reflections/{shared(house)['id']}/verdict"
    client = house.app.test_client()
    reply = client.put(path, json=body)

    assert (reply.status_code, list(reply.get_json()["errors"])) == (422, [field])


def test_every_verdict_is_kept_with_who_what_why_when_and_on_which_revision(house: House) -> None:
    item = shared(house)
    house.desk.judges(item, "hide", reason="  A name. \u202e")
    house.clock.passes(60)
    house.desk.judges(again(house, item), "restore")

    with house.store.reading() as session:
        presenter = session.scalars(select(Pass.id).where(Pass.role == "presenter")).one()
        kept = session.execute(
            select(Verdict.pass_id, Verdict.deed, Verdict.reason, Verdict.revision).order_by(Verdict.id)
        ).all()
    assert [tuple(row) for row in kept] == [(presenter, "hide", "A name.", 1), (presenter, "restore", None, 1)]


def test_a_moderator_judges_like_a_presenter(house: House) -> None:
    item = shared(house)
    path = f"/api/d/{house.keys['moderator']}/reflections/{item['id']}/verdict"

    assert house.send("PUT", path, {"deed": "hide", "version": 0}).status == 200
    assert house.wall.texts() == []


def test_a_restore_never_shows_what_its_group_kept_off_the_wall(house: House) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "For the organizers only.", on_wall=False)
    (item,) = house.desk.items()
    house.desk.judges(item, "hide")
    table.puts(key, "For everybody.", 2, on_wall=True)
    (item,) = house.desk.items()
    restored = house.desk.judges(item, "restore")

    assert (restored.status, restored.body["visible"], house.wall.texts()) == (200, False, [])


@pytest.mark.parametrize("revision", [1, 3])
def test_redacted_words_do_not_come_back_with_another_revision(house: House, revision: int) -> None:
    table, key = house.table(), fresh_key()
    table.puts(key, "Bob helped.", 2)
    (item,) = house.desk.items()
    house.desk.judges(item, "redact", text="A colleague helped.")
    table.puts(key, "Bob helped.", revision)
    with house.store.reading() as session:
        kept = session.scalars(select(Revision.text)).all()

    assert set(kept) == {"A colleague helped."}


def test_a_redacted_edit_takes_the_wording_before_it_off_the_wall(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "A canary did it.")
    house.desk.sets(moderation="hold")
    item = house.desk.item(house.table().puts(key, "A canary did it all.", 2).body["reference"])
    house.desk.judges(item, "redact", text="Somebody did it all.")
    assert house.wall.texts() == []

    house.desk.judges(again(house, item), "show")
    assert house.wall.texts() == ["Somebody did it all."]


def test_the_wording_before_a_redacted_edit_does_not_come_back_with_a_restore(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "A canary did it.")
    house.desk.sets(moderation="hold")
    item = house.desk.item(house.table().puts(key, "A canary did it all.", 2).body["reference"])
    for deed, more in (("hide", {}), ("redact", {"text": "Somebody did it all."}), ("restore", {})):
        assert house.desk.judges(again(house, item), deed, **more).status == 200

    assert "canary" not in str(house.wall.frame())
    assert again(house, item)["state"] == "held"


def test_the_clock_stops_for_a_redaction_that_names_a_number(house: House) -> None:
    house.desk.sets(moderation="delay", delay=10)
    item = shared(house)
    house.desk.judges(item, "redact", text="Call 780-555-0142 now.")

    assert (again(house, item)["flags"], again(house, item)["show_at"]) == (["phone"], None)
