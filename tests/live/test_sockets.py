"""Sockets: the same frames as the feed, pushed; let in by a key, and caught up from a cursor."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest
from support.conference import Venue
from support.listener import Listener, listening, refused
from support.server import until


def wall(venue: Venue, after: int = 0, key: str = "wall") -> Any:
    """A connected wall."""
    return listening(venue.server.base, "/wall", venue.told["keys"][key], after)


def desk(venue: Venue, after: int = 0, key: str = "presenter") -> Any:
    """A connected desk."""
    return listening(venue.server.base, "/desk", venue.told["keys"][key], after)


def head(venue: Venue) -> int:
    """The newest number."""
    return int(venue.wall.frame()["head"])


def test_a_wall_is_caught_up_from_nothing(hall: Venue) -> None:
    hall.table().shares("Already there.")
    with wall(hall) as screen:
        assert screen.frames[0] | {"now": ""} == hall.wall.frame() | {"now": ""}


def test_a_wall_is_caught_up_from_its_cursor(hall: Venue) -> None:
    hall.table().shares("Old news.")
    cursor = head(hall)
    hall.table().shares("While it was away.")
    with wall(hall, after=cursor) as screen:
        frame = screen.frames[0]

    assert (frame["from"], frame["to"]) == (cursor, cursor + 1)
    assert [item["text"] for item in frame["items"]] == ["While it was away."]


def test_a_wall_that_is_up_to_date_is_told_so(hall: Venue) -> None:
    cursor = head(hall)
    with wall(hall, after=cursor) as screen:
        assert (screen.frames[0]["to"], screen.frames[0]["items"]) == (cursor, [])


def test_a_change_is_pushed_as_the_frame_that_would_be_pulled(hall: Venue) -> None:
    with wall(hall, after=head(hall)) as screen:
        cursor = screen.frames[0]["to"]
        hall.table().shares("Pushed.", headline="Hi", kind="both")
        frame = screen.hears("Pushed.")

    assert frame | {"now": ""} == hall.wall.frame(cursor) | {"now": ""}


def test_pushed_ranges_meet_without_a_gap(hall: Venue) -> None:
    with wall(hall, after=head(hall)) as screen:
        for n in range(20):
            hall.table().shares(f"One of twenty: {n}.")
        screen.hears("One of twenty: 19.")
        ranges = [(frame["from"], frame["to"]) for frame in screen.frames]

    cursor = ranges[0][1]
    for start, end in ranges[1:]:
        assert start <= cursor
        cursor = max(cursor, end)
    assert cursor == head(hall)


def test_a_hide_is_pushed_as_gone_and_nothing_else(hall: Venue) -> None:
    receipt = hall.table().shares("Canary in the mine.")
    item = hall.desk.item(receipt["reference"])
    with wall(hall, after=head(hall)) as screen:
        hall.desk.judges(item, "hide")
        frame = screen.hears(item["id"])

    assert [set(each) for each in frame["items"]] == [{"id", "seq", "version", "state"}]


def test_held_words_reach_the_desk_and_move_a_wall_on_without_a_word(hall: Venue) -> None:
    hall.desk.sets(moderation="hold")
    try:
        with wall(hall, after=head(hall)) as screen, desk(hall, after=head(hall)) as moderator:
            before = screen.frames[0]["to"]
            hall.table().shares("Held canary.")
            moderator.hears("Held canary.")
            until(lambda: screen.frames[-1]["to"] > before, "the wall never moved on")
            told = str(screen.told)
    finally:
        hall.desk.sets(moderation="open")

    assert "anary" not in told


def test_the_stage_is_pushed(hall: Venue) -> None:
    with wall(hall, after=head(hall)) as screen:
        hall.desk.sets(scene="blank")
        until(lambda: any(frame.get("stage", {}).get("scene") == "blank" for frame in screen.frames), "no blank")
        hall.desk.sets(scene="live")


def test_a_pulse_says_how_far_the_conference_is(hall: Venue) -> None:
    with wall(hall, after=head(hall)) as screen:
        pulse = until(lambda: screen.pulses, "no pulse")[0]

    assert set(pulse) == {"epoch", "head", "now", "digest"}
    assert (pulse["epoch"], pulse["head"]) == (hall.wall.frame()["epoch"], head(hall))


def test_the_desk_hears_how_many_walls_have_shown_the_newest_and_counts_no_viewer(hall: Venue) -> None:
    with desk(hall) as presenter, wall(hall) as first, wall(hall) as second, wall(hall, key="viewer") as viewer:
        hall.table().shares("To be seen.")
        for screen in (first, second, viewer):
            screen.hears("To be seen.")
        seen = {"epoch": hall.wall.frame()["epoch"], "to": head(hall)}
        viewer.says("seen", seen)
        first.says("seen", seen)
        until(lambda: presenter.pulses[-1]["walls"] == {"count": 2, "current": 1}, "one wall was not counted")
        second.says("seen", seen)
        until(lambda: presenter.pulses[-1]["walls"] == {"count": 2, "current": 2}, "the other was not counted")


def test_a_wall_that_leaves_is_no_longer_counted(hall: Venue) -> None:
    with desk(hall) as presenter:
        with wall(hall):
            until(lambda: presenter.pulses and presenter.pulses[-1]["walls"]["count"] == 1, "it was not counted")
        until(lambda: presenter.pulses[-1]["walls"]["count"] == 0, "it was still counted")


def test_a_wall_that_talks_nonsense_is_not_heard_and_stays(hall: Venue) -> None:
    before = len(hall.server.said)
    with wall(hall, after=head(hall)) as screen:
        for said in (None, 3, "seen", [], {}, {"epoch": 1, "to": 1}, {"epoch": "x" * 99, "to": 1}, {"to": 1}):
            screen.says("seen", said)
            screen.says("nonsense", {"frame": said})
        hall.table().shares("After nonsense.")
        screen.hears("After nonsense.")
        assert screen.client.connected

    assert "Traceback" not in "".join(hall.server.said[before:])


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {},
        [],
        "key",
        {"key": None},
        {"key": 3},
        {"key": ""},
        {"key": "unknown", "after": 0},
        {"key": chr(0xE9) * 22},
    ],
    ids=repr,
)
@pytest.mark.parametrize("namespace", ["/wall", "/desk"])
def test_an_unknown_key_is_refused(hall: Venue, namespace: str, auth: Any) -> None:
    assert refused(hall.server.base, namespace, auth)


@pytest.mark.parametrize(
    ("namespace", "key"), [("/wall", "presenter"), ("/wall", "moderator"), ("/desk", "wall"), ("/desk", "viewer")]
)
def test_a_key_of_another_role_is_refused(hall: Venue, namespace: str, key: str) -> None:
    assert refused(hall.server.base, namespace, {"key": hall.told["keys"][key], "after": 0})


def test_a_table_s_key_opens_no_socket(hall: Venue) -> None:
    assert refused(hall.server.base, "/wall", {"key": hall.table().key, "after": 0})


def test_there_is_no_other_namespace(hall: Venue) -> None:
    assert refused(hall.server.base, "/office", {"key": hall.told["keys"]["wall"], "after": 0})


@pytest.mark.parametrize("after", [-1, "3", 1.5, True, None, 2**60, [1]])
def test_a_cursor_that_makes_no_sense_starts_from_nothing(hall: Venue, after: Any) -> None:
    screen = Listener("/wall")
    screen.connects(hall.server.base, {"key": hall.told["keys"]["wall"], "after": after})
    until(lambda: screen.frames, "no frame")
    screen.leaves()

    assert screen.frames[0]["from"] == 0


def test_polling_is_refused(hall: Venue) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(hall.server.base + "/socket.io/?EIO=4&transport=polling", timeout=15)
    with refused.value:
        assert refused.value.code == 400


def test_a_desk_hears_which_share_of_the_queue_each_desk_takes(hall: Venue) -> None:
    with desk(hall) as one, desk(hall, key="moderator") as other, wall(hall) as screen:
        other.says("share", "1/2")
        until(lambda: any(pulse.get("desks") for pulse in one.pulses), "never told")
        for nonsense in ("half", {"share": "1/2"}, 2, "1/2" * 99):
            other.says("share", nonsense)
        other.says("share", "2/2")
        until(lambda: [each["share"] for each in one.pulses[-1]["desks"]] == ["2/2"], "the new share was not told")
        assert not any("desks" in pulse for pulse in screen.pulses)
    with desk(hall) as later:
        until(lambda: bool(later.pulses), "no pulse")
        assert later.pulses[-1]["desks"] == []
