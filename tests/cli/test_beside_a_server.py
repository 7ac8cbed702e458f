"""Commands beside a running server: their short writes reach every wall, and a rehearsal goes through the real door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.conference import CODE, Venue
from support.listener import Listener, listening
from support.proxy import Proxy, cut, honest, truncated
from support.server import until
from support.shell import Shell


@pytest.fixture
def shell(hall: Venue) -> Shell:
    """A terminal beside the running server."""
    return Shell(hall.server.env)


@pytest.fixture
def wall(hall: Venue) -> Iterator[Listener]:
    """A wall that has been told everything."""
    with listening(hall.server.base, "/wall", hall.told["keys"]["wall"], hall.wall.frame()["head"]) as screen:
        yield screen


def hears(wall: Listener, name: str, value: object) -> None:
    """Wait until the wall is told that its stage has this."""
    until(lambda: any(frame.get("stage", {}).get(name) == value for frame in wall.frames), f"no {name}: {value}")


def test_links_from_another_shell_say_the_server_s_address(hall: Venue, shell: Shell) -> None:
    assert shell("links", CODE, "--json").json["wall"].startswith(hall.server.base + "/w/")


@pytest.mark.parametrize(
    ("words", "mode", "delay", "said"),
    [
        (("hold",), "hold", None, "FALL25: hold.\n"),
        (("delay",), "delay", 10, "FALL25: delay of 10 s.\n"),
        (("delay", "--seconds", "25"), "delay", 25, "FALL25: delay of 25 s.\n"),
        (("open",), "open", None, "FALL25: open.\n"),
    ],
)
def test_moderation_reaches_the_wall(
    hall: Venue, shell: Shell, wall: Listener, words: tuple[str, ...], mode: str, delay: int | None, said: str
) -> None:
    told = shell("moderation", CODE, *words)
    hears(wall, "moderation", mode)

    assert (told.status, told.out, told.err) == (0, said, "")
    assert hall.table().looks()["moderation"] == mode
    assert shell("moderation", CODE, *words, "--json").json == {"conference": CODE, "moderation": mode, "delay": delay}


@pytest.mark.parametrize(
    "words", [("moderation", "fall25", "open"), ("open", "fall25"), ("close", "fall25")], ids=" ".join
)
def test_a_code_is_said_as_it_is_kept_however_it_was_typed(hall: Venue, shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words, "--json").json["conference"] == CODE
    assert shell(*words).out.startswith(f"{CODE}: ")


def test_closing_reaches_the_wall_and_what_comes_then_is_late(hall: Venue, shell: Shell, wall: Listener) -> None:
    told = shell("close", CODE)
    until(lambda: any(frame.get("stage", {}).get("prompt", {}).get("state") == "closed" for frame in wall.frames))
    late = hall.table().shares("Too late.")
    again = shell("open", CODE)

    assert (told.out, again.out) == ("FALL25: all prompts are closed.\n", "FALL25: question 1 is open.\n")
    assert (late["late"], late["state"]) == (True, "held")


def test_opening_another_prompt_reaches_the_wall(hall: Venue, shell: Shell, wall: Listener) -> None:
    told = shell("open", CODE, "2", "--json")
    until(lambda: any(frame.get("stage", {}).get("prompt", {}).get("id") == 2 for frame in wall.frames))
    prompts = [prompt["state"] for prompt in hall.table().looks()["prompts"]]
    closed = shell("close", CODE, "--json")
    shell("open", CODE)

    assert (prompts, told.json, closed.json) == (
        ["closed", "open"],
        {"conference": CODE, "open": True},
        {"conference": CODE, "open": False},
    )


def standing(hall: Venue) -> list[dict[str, Any]]:
    """What has not been erased, by this rehearsal or by an earlier one."""
    return [item for item in hall.desk.items() if item["state"] != "erased"]


def test_a_rehearsal_goes_through_the_phones_door_and_clears_without_a_trace(
    hall: Venue, shell: Shell, wall: Listener
) -> None:
    before = standing(hall)
    told = shell("rehearse", CODE, "--tables", "2", "--minutes", "0.05", "--each", "2")
    samples = [item for item in standing(hall) if item["source"] == "rehearsal"]
    until(
        lambda: all(sample["id"] in str(wall.frames) for sample in samples if sample["visible"]), "not all were shown"
    )
    cleared = shell("rehearse", CODE, "--clear")

    assert told.out.splitlines()[-1] == "All 4 arrived; 0 tries had to be repeated."
    assert (len(samples), {sample["table"] for sample in samples}) == (4, {"14", "22"})
    assert (cleared.status, cleared.out) == (0, "4 rehearsal reflections taken away.\n")
    assert standing(hall) == before
    assert hall.wall.texts() == [item["text"] for item in before if item["visible"]]
    left = str(hall.desk.items()) + shell("export", CODE, "--format", "json", "--all").out
    assert [sample["text"] for sample in samples if sample["text"][:40] in left] == []


def test_a_rehearsal_does_not_touch_what_the_room_has_said(hall: Venue, shell: Shell) -> None:
    hall.table().shares("For real.")
    shell("rehearse", CODE, "--clear")

    assert "For real." in hall.wall.texts()


def test_a_rehearsal_whose_replies_are_cut_tries_again_and_doubles_nothing(hall: Venue, shell: Shell) -> None:
    network = Proxy(hall.server.port)
    cuts = iter((cut, cut, truncated(10)))
    network.http = lambda request, forward: (
        next(cuts, honest)(request, forward) if request.startswith(b"PUT") else forward()
    )
    told = Shell({**hall.server.env, "PUBLIC_URL": network.base})(
        "rehearse", CODE, "--tables", "1", "--minutes", "0.05", "--each", "2"
    )
    network.stop()
    stored = [item for item in hall.desk.items() if (item["source"], item["state"]) == ("rehearsal", "live")]
    shell("rehearse", CODE, "--clear")

    assert told.out.splitlines()[-1] == "All 2 arrived; 3 tries had to be repeated."
    assert told.err == "No receipt; trying again, as a phone does, until there is one.\n"
    assert len(stored) == 2
