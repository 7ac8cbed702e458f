"""The tailer: reads what was committed, by whomever, and tells each room one range after the other."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import TimeoutError as NoConnection
from support.conference import CODE, SECRET, House

from reflection_wall.live.listeners import Listener, Listeners
from reflection_wall.live.tailer import DIGEST, PULSE, Tailer
from reflection_wall.services import feed, links, stage
from reflection_wall.services.feed import Head
from reflection_wall.services.stage import Setting
from reflection_wall.store import Store, heads


class Hall:
    """A tailer with a clock of its own, and everything that it said."""

    def __init__(self, house: House, heads_file: Path) -> None:
        self.house, self.heads_file = house, heads_file
        self.now = 1000.0
        self.said: list[tuple[str, dict[str, Any], str]] = []
        self.cut: list[tuple[str, str]] = []
        self.listeners = Listeners()
        self.tailer = self.begins()

    def begins(self) -> Tailer:
        """A process begins to tail."""
        return Tailer(self.house.store, self.listeners, self._emit, self._cut, self.heads_file, now=lambda: self.now)

    def joins(self, sid: str, audience: Any = "wall", *, counts: bool = True) -> None:
        """A screen comes."""
        self.listeners.join(sid, Listener(1, self.house.conference_id, audience, counts))

    def frames(self, room: str = "wall:1") -> list[dict[str, Any]]:
        """The frames that a room was told."""
        return [told for event, told, to in self.said if (event, to) == ("frame", room)]

    def pulses(self, room: str = "wall:1") -> list[dict[str, Any]]:
        """The pulses that a room was told."""
        return [told for event, told, to in self.said if (event, to) == ("pulse", room)]

    def _emit(self, event: str, told: dict[str, Any], *, to: str, namespace: str) -> None:
        assert namespace == "/" + to.partition(":")[0]
        self.said.append((event, told, to))

    def _cut(self, sid: str, namespace: str) -> None:
        self.cut.append((sid, namespace))


@pytest.fixture
def hall(house: House, tmp_path: Path) -> Hall:
    """A tailer that has told everything so far."""
    found = Hall(house, tmp_path / "heads.json")
    found.tailer.begin()
    return found


def test_what_gathered_is_told_as_one_range(hall: Hall) -> None:
    hall.joins("a")
    for n in range(3):
        hall.house.table().shares(f"Number {n}.")
    hall.tailer.tail()

    assert hall.frames() == [hall.house.wall.frame(1)]


def test_nothing_new_is_not_told(hall: Hall) -> None:
    hall.joins("a")
    hall.tailer.tail()

    assert hall.said == []


def test_nobody_is_told_nothing(hall: Hall) -> None:
    hall.house.table().shares()
    hall.tailer.tail()

    assert hall.said == []


def test_walls_and_desks_are_told_each_their_own(hall: Hall) -> None:
    hall.joins("a")
    hall.joins("b", "desk", counts=False)
    hall.house.table("9").shares("Guarded canary.")
    hall.tailer.tail()

    assert [len(hall.frames(room)[0]["items"]) for room in ("wall:1", "desk:1")] == [0, 1]
    assert "canary" not in str(hall.frames("wall:1"))


def test_what_another_process_wrote_is_told_at_the_next_tick(hall: Hall) -> None:
    hall.joins("a")
    other = Store(hall.house.store.url, async_mode=hall.house.store.async_mode)
    stage.arrange(other, hall.house.conference_id, Setting(scene="blank"))
    other.close()
    hall.tailer.tail()

    assert [frame["stage"]["scene"] for frame in hall.frames()] == ["blank"]


def test_a_crash_between_commit_and_emit_heals_by_itself(hall: Hall) -> None:
    hall.joins("a")
    hall.house.table().shares("Committed.")
    again = hall.begins()
    again.tail()
    hall.house.table().shares("The next.")
    again.tail()
    frame = hall.frames()[-1]

    # A screen that has heard neither finds the gap by its range, and pulls.
    assert frame["from"] == 2
    assert [item["text"] for item in frame["items"]] == ["The next."]


def test_a_new_epoch_is_told_from_its_beginning(hall: Hall) -> None:
    hall.joins("a")
    hall.house.table().shares("Before.")
    hall.tailer.tail()
    hall.house.set(epoch="ffffffff")
    hall.tailer.tail()

    assert (hall.frames()[-1]["epoch"], hall.frames()[-1]["from"]) == ("ffffffff", 0)


def test_the_heads_are_kept_beside_the_database(hall: Hall) -> None:
    hall.house.table().shares()
    hall.tailer.tail()

    assert json.loads(hall.heads_file.read_text()) == {CODE: [hall.house.wall.frame()["epoch"], 2]}


def test_walls_are_told_though_the_heads_cannot_be_kept_and_that_is_said_once(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hall.joins("a")
    with monkeypatch.context() as full:
        full.setattr(heads, "keep", lambda *_: raises(OSError("No space left on device")))
        for n in range(2):
            hall.house.table().shares(f"Number {n}.")
            hall.tailer.tail()
            hall.now += PULSE
            hall.tailer.pulse()
    told = len(hall.frames()), len(hall.pulses())
    hall.tailer.tail()

    assert (told, caplog.text.count("the heads could not be kept")) == ((2, 2), 1)
    assert json.loads(hall.heads_file.read_text())[CODE][1] == hall.house.wall.frame()["head"]


def test_a_pulse_comes_every_few_seconds(hall: Hall) -> None:
    hall.joins("a")
    for _ in range(11):
        hall.tailer.pulse()
        hall.now += 1

    assert len(hall.pulses()) == 11 // PULSE + 1


def test_a_pulse_brings_the_digest_of_the_picture_at_its_head_now_and_then(hall: Hall) -> None:
    hall.joins("a")
    hall.house.table().shares()
    for _ in range(int(DIGEST * 2 / PULSE)):
        hall.tailer.pulse()
        hall.now += PULSE
    with hall.house.store.reading() as session:
        digest = feed.digest(session, hall.house.conference_id)
    digests = [(pulse["head"], pulse["digest"]) for pulse in hall.pulses() if pulse["digest"]]

    assert {*digests} == {(2, digest)}
    assert 2 <= len(digests) < len(hall.pulses())


def test_the_desk_is_pulsed_at_once_when_its_walls_come_and_go(hall: Hall) -> None:
    hall.joins("d", "desk", counts=False)
    hall.tailer.pulse()
    hall.joins("a")
    hall.tailer.pulse()
    hall.listeners.leave("a")
    hall.tailer.pulse()

    assert [pulse["walls"] for pulse in hall.pulses("desk:1")] == [
        {"count": 0, "current": 0},
        {"count": 1, "current": 0},
        {"count": 0, "current": 0},
    ]


def test_a_wall_is_current_when_it_has_shown_the_head_of_this_epoch(hall: Hall) -> None:
    epoch = hall.house.wall.frame()["epoch"]
    hall.joins("a")
    counts = []
    for seen in (Head(epoch, 0), Head("another1", 1), Head(epoch, 1)):
        hall.listeners.saw("a", seen)
        counts.append(hall.listeners.walls(1, Head(epoch, 1))["current"])

    assert counts == [0, 0, 1]


def test_who_lost_the_right_to_hear_is_cut_off_before_anything_is_told(hall: Hall) -> None:
    hall.joins("a")
    hall.joins("d", "desk", counts=False)
    links.renew(hall.house.store, SECRET, CODE)
    stage.arrange(hall.house.store, hall.house.conference_id, Setting(scene="blank"))
    hall.tailer.tail()

    assert (sorted(hall.cut), hall.said) == ([("a", "/wall"), ("d", "/desk")], [])


def test_who_holds_a_good_pass_stays(hall: Hall) -> None:
    hall.joins("a")
    hall.tailer.tail()

    assert hall.cut == []


class Evening(threading.Event):
    """A bell that ends the loop which listens to it, once something is true or after a few rounds."""

    def __init__(self, over: Callable[[], object]) -> None:
        super().__init__()
        self.over, self.rounds = over, 0

    def wait(self, timeout: float | None = None) -> bool:
        """One more round, without any waiting."""
        self.rounds += 1
        if self.over() or self.rounds > 5:
            raise SystemExit
        return True


@pytest.mark.parametrize("wrong", [NoConnection("none left"), OSError("disk"), KeyError("a fault of ours")], ids=repr)
def test_whatever_goes_wrong_the_next_tick_tries_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wrong: Exception
) -> None:
    faults = [wrong]
    tail = hall.tailer.tail
    monkeypatch.setattr(hall.tailer, "tail", lambda: raises(faults.pop()) if faults else tail())
    monkeypatch.setattr(hall.tailer, "_bell", Evening(hall.frames))
    hall.joins("a")
    hall.house.table().shares("After the fault.")
    with pytest.raises(SystemExit):
        hall.tailer.run()

    assert [item["text"] for frame in hall.frames() for item in frame["items"]] == ["After the fault."]
    assert "the tailer could not read" in caplog.text


def raises(wrong: Exception) -> None:
    """Raise it, in an expression."""
    raise wrong


def test_what_is_written_before_the_first_tick_is_told(hall: Hall) -> None:
    hall.tailer = hall.begins()
    hall.tailer.begin()
    hall.joins("a")
    hall.house.table().shares("Early.")
    hall.tailer.tail()

    assert [item["text"] for frame in hall.frames() for item in frame["items"]] == ["Early."]


def test_a_wall_that_asks_counts_beside_those_with_a_socket_and_never_twice(hall: Hall) -> None:
    conference = hall.house.conference_id
    head = feed.Head("e", 7)
    hall.listeners.join("a", Listener(1, conference, "wall", counts=True, screen="left", seen=head))
    hall.listeners.screens.asked(conference, "left", 3)
    hall.listeners.screens.asked(conference, "right", 7)
    hall.listeners.screens.asked(conference, "far", 6)

    assert hall.listeners.walls(conference, head) == {"count": 3, "current": 2}
