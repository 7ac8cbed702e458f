"""What the server promises holds in every async mode: with the whole of it (`hall` is one of each kind), and with its
parts in a process that is patched as the server's is."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.conference import Venue, opened
from support.listener import listening
from support.people import Reply, fresh_key
from support.server import MODES, ROOT, environment

PARTS = [
    "live/test_release_for_ever.py",
    "live/test_tailer.py",
    "services/test_numbers.py",
    "services/test_release.py",
    "store/test_disk_full.py",
    "store/test_drainer.py",
    "store/test_heads.py",
    "store/test_log.py",
]


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "threading"])
def test_every_part_of_a_green_server_does_what_it_does_with_threads(tmp_path: Path, mode: str) -> None:
    ended = subprocess.run(
        [sys.executable, "tests/support/green.py", *(f"tests/{part}" for part in PARTS)],
        cwd=ROOT,
        env=environment(tmp_path, ASYNC_MODE=mode),
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_fifty_copies_of_one_request_make_one_reflection(hall: Venue) -> None:
    key, start = fresh_key(), threading.Barrier(50)

    def send() -> Reply:
        start.wait(30)
        return hall.table().puts(key, "Sent fifty times.")

    with ThreadPoolExecutor(50) as phones:
        replies = [each.result() for each in [phones.submit(send) for _ in range(50)]]

    assert sorted(reply.status for reply in replies) == [200] * 49 + [201]
    assert hall.wall.texts().count("Sent fifty times.") == 1


@pytest.fixture
def delaying(hall: Venue) -> Iterator[Venue]:
    """The hall, as long as what arrives waits for a second."""
    hall.desk.sets(moderation="delay", delay=1)
    yield hall
    hall.desk.sets(moderation="open")


def test_a_delayed_reflection_shows_itself_when_its_clock_has_run_out(delaying: Venue) -> None:
    base, head = delaying.server.base, int(delaying.wall.frame()["head"])
    with listening(base, "/wall", delaying.told["keys"]["wall"], head) as screen:
        assert delaying.table().shares("After a second.")["state"] == "held"
        screen.hears("After a second.")


@pytest.fixture(params=MODES)
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Venue]:
    """A server of each kind that nobody shares."""
    found = opened(tmp_path, ASYNC_MODE=request.param)
    yield found
    found.server.stop()


def test_a_restart_on_the_same_file_shows_the_same_picture(alone: Venue) -> None:
    for n in range(3):
        alone.table().shares(f"Number {n}.")
    before = sorted(alone.wall.texts())
    stopped = alone.server.stop()
    alone.restarts()

    assert (stopped, sorted(alone.wall.texts())) == (0, before)
