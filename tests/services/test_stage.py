"""The stage: what walls show, how arrivals are moderated, and which prompt is open."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.problems import problem

from reflection_wall.models.stage import SCENES
from reflection_wall.services import ask


def stage(house: House) -> dict[str, Any]:
    """The stage as walls are told."""
    told: dict[str, Any] = house.wall.frame()["stage"]
    return told


def test_a_new_conference_opens_with_its_first_prompt(house: House) -> None:
    assert stage(house) == {
        "seq": 1,
        "scene": "opening",
        "before": None,
        "page": 0,
        "reflection": None,
        "prompt": {
            "id": 1,
            "version": 1,
            "text": "What has your group learned?",
            "lang": "en",
            "state": "open",
            "closes_at": None,
        },
        "moderation": "open",
        "delay": 10,
        "ends_at": None,
        "walk_in": True,
        "resonance": True,
        "shared_draft": False,
        "image_height": None,
        "furthest_seat": None,
        "least": 0.04,
        "image_needed": None,
        "themes": [],
    }


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene != "spotlight"])
def test_a_presenter_sets_the_scene(house: House, scene: str) -> None:
    reply = house.desk.sets(scene=scene)

    assert (reply.status, reply.body["scene"], stage(house)) == (200, scene, reply.body)


def test_every_change_of_the_stage_has_a_number(house: House) -> None:
    numbers = [
        house.desk.sets(scene="live").body["seq"],
        house.desk.sets(moderation="hold").body["seq"],
        house.desk.sets(timer=60).body["seq"],
        house.desk.prompt(2, "open").body["seq"],
        house.desk.prompt(2, "closed").body["seq"],
    ]

    assert numbers == [2, 3, 4, 5, 6]


def test_what_is_not_named_stays_as_it_is(house: House) -> None:
    house.desk.sets(scene="blank", moderation="delay", delay=30, timer=60)
    before = stage(house)
    house.desk.sets(scene="live")

    assert stage(house) == before | {"scene": "live", "before": None, "seq": before["seq"] + 1}


def test_a_timer_ends_at_a_moment_of_the_server_s_clock(house: House) -> None:
    assert house.desk.sets(timer=90).body["ends_at"] == "2025-11-05T16:01:30.000Z"


def test_a_timer_of_nothing_takes_it_away(house: House) -> None:
    house.desk.sets(timer=90)

    assert house.desk.sets(timer=0).body["ends_at"] is None


@pytest.mark.parametrize(
    ("setting", "field"),
    [
        ({"scene": "party"}, "scene"),
        ({"scene": 3}, "scene"),
        ({"moderation": "slow"}, "moderation"),
        ({"delay": 0}, "delay"),
        ({"delay": 601}, "delay"),
        ({"delay": "10"}, "delay"),
        ({"timer": -1}, "timer"),
        ({"timer": 86401}, "timer"),
        ({"more": 86401}, "more"),
        ({"page": -10_001}, "page"),
        ({"page": 10_001}, "page"),
        ({"scene": "spotlight"}, "reflection"),
        ({"image_height": -1}, "image_height"),
        ({"image_height": 31}, "image_height"),
        ({"furthest_seat": 301}, "furthest_seat"),
        ({"colour": "red"}, "colour"),
    ],
    ids=repr,
)
def test_a_setting_that_makes_no_sense_is_refused(house: House, setting: dict[str, Any], field: str) -> None:
    before = stage(house)

    assert problem(house.desk.sets(**setting), 422, "errors")["errors"].keys() == {field}
    assert stage(house) == before


def test_at_most_one_prompt_is_open(house: House) -> None:
    house.desk.prompt(2, "open")

    assert [prompt["state"] for prompt in house.table().looks()["prompts"]] == ["closed", "open"]


def test_an_open_prompt_can_be_opened_again(house: House) -> None:
    assert (house.desk.prompt(1, "open").status, stage(house)["prompt"]["id"]) == (200, 1)


def test_a_closed_prompt_is_still_told_until_another_opens(house: House) -> None:
    house.clock.passes(60)
    house.desk.prompt(2, "open")
    house.desk.prompt(2, "closed")

    assert (stage(house)["prompt"]["id"], stage(house)["prompt"]["state"]) == (2, "closed")


def test_a_prompt_that_does_not_exist_is_not_found(house: House) -> None:
    problem(house.desk.prompt(99, "open"), 404)


def test_a_prompt_is_open_or_closed(house: House) -> None:
    assert problem(house.desk.prompt(1, "ajar"), 422, "errors")["errors"].keys() == {"state"}


def test_an_archived_conference_has_a_stage_that_stands_still(house: House) -> None:
    house.set(state="archived")

    for reply in (house.desk.sets(scene="live"), house.desk.prompt(1, "closed")):
        problem(reply, 403)


def test_a_spotlight_shows_one_reflection(house: House) -> None:
    house.table().shares("One voice.")
    (item,) = house.desk.items()
    told = house.desk.sets(reflection=item["id"]).body

    assert (told["scene"], told["reflection"], stage(house)["reflection"]) == ("spotlight", item["id"], item["id"])


@pytest.mark.parametrize("deed", ["hide", "hold"])
def test_what_may_not_be_on_the_wall_gets_no_spotlight_and_the_wall_stays_as_it_is(house: House, deed: str) -> None:
    house.table().shares("Not for the room.")
    (item,) = house.desk.items()
    house.desk.judges(item, deed)
    before = stage(house)
    refused = problem(house.desk.sets(scene="spotlight", reflection=item["id"]), 409, "present")

    assert (refused["detail"], stage(house)) == (
        "Only what may be on the wall can be put in the spotlight.",
        before,
    )
    assert refused["present"]["scene"] == before["scene"]


def test_a_reflection_that_does_not_exist_gets_no_spotlight(house: House) -> None:
    told = problem(house.desk.sets(reflection="nothing"), 422, "errors")

    assert told["errors"] == {"reflection": "There is no such reflection."}


def test_a_hidden_reflection_leaves_its_spotlight(house: House) -> None:
    house.table().shares("Shown, then hidden.")
    (item,) = house.desk.items()
    house.desk.sets(reflection=item["id"])
    house.desk.judges(item, "hide")

    assert stage(house)["reflection"] is None


def test_a_blank_remembers_what_it_covers(house: House) -> None:
    house.desk.sets(scene="tour", page=3)
    blank = house.desk.sets(scene="blank").body
    again = house.desk.sets(scene="blank").body
    back = house.desk.sets(scene="tour").body

    assert [(told["scene"], told["before"], told["page"]) for told in (blank, again, back)] == [
        ("blank", "tour", 3),
        ("blank", "tour", 3),
        ("tour", None, 3),
    ]


def test_another_scene_begins_at_its_first_page(house: House) -> None:
    house.desk.sets(scene="tour", page=3)

    assert house.desk.sets(scene="communities").body["page"] == 0


def test_the_key_of_the_scene_that_is_up_is_no_step_back(house: House) -> None:
    house.table().shares("One.")
    (item,) = house.desk.items()
    house.desk.sets(scene="tour", page=-3)
    assert house.desk.sets(scene="tour").body["page"] == -3
    house.desk.sets(reflection=item["id"])
    house.desk.sets(page=2)
    assert house.desk.sets(reflection=item["id"]).body["page"] == 2


def test_two_more_minutes_come_on_top_of_what_is_left(house: House) -> None:
    house.desk.sets(timer=60)
    house.clock.passes(30)

    assert house.desk.sets(more=120).body["ends_at"] == "2025-11-05T16:03:00.000Z"


def test_two_more_minutes_after_the_end_begin_now(house: House) -> None:
    house.desk.sets(timer=60)
    house.clock.passes(90)

    assert house.desk.sets(more=120).body["ends_at"] == "2025-11-05T16:03:30.000Z"


def test_the_type_follows_the_room(house: House) -> None:
    told = house.desk.sets(image_height=3, furthest_seat=24).body

    assert (told["image_height"], told["furthest_seat"], told["least"]) == (3, 24, 0.08)
    assert house.desk.sets(image_height=0).body["least"] == 0.04


def test_walk_in_is_switched_off_and_on(house: House) -> None:
    told = [house.desk.sets(walk_in=on).body["walk_in"] for on in (False, True)]

    assert told == [False, True]


def test_a_last_call_is_told_and_then_the_question_closes(house: House) -> None:
    reply = house.desk.asks("PUT", "prompts/1", state="closed", grace=30)
    told = reply.body["prompt"]
    left = ask.close_due(house.store)
    on_time = house.table().shares("Just in time.")
    house.clock.passes(30)
    ask.close_due(house.store)
    late = house.table().shares("Too late.")

    assert (told["state"], told["closes_at"], left) == ("open", "2025-11-05T16:00:30.000Z", 30)
    assert (on_time["late"], late["late"], stage(house)["prompt"]["state"]) == (False, True, "closed")


def test_opening_a_question_again_calls_its_last_call_off(house: House) -> None:
    house.desk.asks("PUT", "prompts/1", state="closed", grace=30)
    house.desk.prompt(1, "open")
    house.clock.passes(31)
    ask.close_due(house.store)

    assert (stage(house)["prompt"]["state"], stage(house)["prompt"]["closes_at"]) == ("open", None)


@pytest.mark.parametrize("grace", [-1, 3601])
def test_a_last_call_is_not_for_ever(house: House, grace: int) -> None:
    refused = house.desk.asks("PUT", "prompts/1", state="closed", grace=grace)

    assert problem(refused, 422, "errors")["errors"].keys() == {"grace"}


def test_a_question_is_added_on_the_day_and_opened(house: House) -> None:
    added = house.desk.asks("POST", "prompts", text="What surprised you?")
    opened = house.desk.prompt(added.body["id"], "open").body

    assert (added.status, opened["prompt"]["text"]) == (201, "What surprised you?")
    assert [prompt["text"] for prompt in house.table().looks()["prompts"]][2:] == ["What surprised you?"]


@pytest.mark.parametrize("text", ["", " \u200b", "x" * 1001])
def test_a_question_has_words(house: House, text: str) -> None:
    assert problem(house.desk.asks("POST", "prompts", text=text), 422, "errors")["errors"].keys() == {"text"}


def test_the_timer_of_one_question_ends_with_it(house: House) -> None:
    first, second = house.table().looks()["prompts"]
    house.desk.sets(timer=60)
    house.desk.prompt(first["id"], "open")
    kept = house.desk.stage()["ends_at"]
    house.desk.prompt(second["id"], "open")

    assert (kept is not None, house.desk.stage()["ends_at"]) == (True, None)
