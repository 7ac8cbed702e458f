"""The stage: what walls show, how arrivals are moderated, and which prompt is open."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.problems import problem


def stage(house: House) -> dict[str, Any]:
    """The stage as walls are told."""
    told: dict[str, Any] = house.wall.frame()["stage"]
    return told


def test_a_new_conference_opens_with_its_first_prompt(house: House) -> None:
    assert stage(house) == {
        "seq": 1,
        "scene": "opening",
        "reflection": None,
        "prompt": {"id": 1, "version": 1, "text": "What has your group learned?", "lang": "en", "state": "open"},
        "moderation": "open",
        "delay": 10,
        "ends_at": None,
        "walk_in": True,
    }


@pytest.mark.parametrize("scene", ["live", "opening", "blank"])
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

    assert stage(house) == before | {"scene": "live", "seq": before["seq"] + 1}


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
