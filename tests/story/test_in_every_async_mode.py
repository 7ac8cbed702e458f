"""The server parts behave the same with eventlet, gevent and threads: taking in, pushing, delaying, stopping."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import socketio
from support.conference import CODE, Venue, opened
from support.listener import listening
from support.people import Reply, fresh_key
from support.server import CEILING, until
from support.shell import Shell


@pytest.fixture(scope="module", params=["eventlet", "gevent", "threading"])
def venue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    """The small conference in each mode, one server for all tests of the file."""
    found = opened(tmp_path_factory.mktemp(request.param), ASYNC_MODE=request.param)
    yield found
    found.server.stop()


class Listener:
    """A wall on a socket, which keeps what it was told."""

    def __init__(self, venue: Venue) -> None:
        self.frames: list[dict[str, Any]] = []
        self.client = socketio.Client(reconnection=False)
        self.client.on("frame", self.frames.append, namespace="/wall")
        key = venue.told["keys"]["wall"]
        self.client.connect(
            venue.server.base,
            transports=["websocket"],
            namespaces=["/wall"],
            auth={"key": key, "after": 0},
            wait_timeout=CEILING,
        )

    def texts(self) -> set[str]:
        """Every text that was ever pushed."""
        return {item["text"] for frame in list(self.frames) for item in frame["items"] if item["state"] == "live"}


@pytest.fixture
def listener(venue: Venue) -> Iterator[Listener]:
    """A wall that listens for the length of a test."""
    found = Listener(venue)
    yield found
    found.client.disconnect()


def test_a_shared_reflection_is_pushed_to_the_wall(venue: Venue, listener: Listener) -> None:
    venue.desk.sets(moderation="open")
    venue.table().shares("Pushed as it arrives.")
    until(lambda: "Pushed as it arrives." in listener.texts())


def test_fifty_copies_of_one_request_make_one_reflection(venue: Venue) -> None:
    key, start = fresh_key(), threading.Barrier(50)

    def send() -> Reply:
        start.wait()
        return venue.table().puts(key, "Sent fifty times.")

    with ThreadPoolExecutor(50) as phones:
        replies = [each.result() for each in [phones.submit(send) for _ in range(50)]]
    assert sorted(reply.status for reply in replies) == [200] * 49 + [201]
    assert venue.wall.texts().count("Sent fifty times.") == 1


def test_a_delayed_reflection_shows_itself_when_its_clock_has_run_out(venue: Venue, listener: Listener) -> None:
    venue.desk.sets(moderation="delay", delay=1)
    assert venue.table().shares("After a second.")["state"] == "held"
    until(lambda: "After a second." in listener.texts())


def test_a_revoked_pass_is_cut_off_and_the_standing_wall_is_not(venue: Venue, listener: Listener) -> None:
    shell = Shell(venue.server.env)
    told = shell("pass", CODE, "wall", "--json").json
    with listening(venue.server.base, "/wall", told["url"].rpartition("/")[2]) as screen:
        assert shell("revoke", CODE, told["id"]).status == 0
        until(lambda: not screen.client.connected, "it was never cut off")
    venue.desk.sets(moderation="open")
    venue.table().shares("After the cut.")
    until(lambda: "After the cut." in listener.texts())


def test_a_restart_on_the_same_file_shows_the_same_picture(venue: Venue) -> None:
    before = sorted(venue.wall.texts())
    assert venue.server.stop() == 0
    venue.restarts()
    assert sorted(venue.wall.texts()) == before
