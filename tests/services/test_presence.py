"""Presence in memory: a phone that sleeps is known for the day, with its age, and no crowd can fill the memory."""

from __future__ import annotations

import threading

import pytest

from reflection_wall.rules.presence import Heartbeat, Liveliness
from reflection_wall.services.presence import DAY, MOST_PHONES, SILENCE, Presence

OPENED = Heartbeat("opened", 0)


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Seconds:
    """The server's clock."""
    return Seconds()


@pytest.fixture
def presence(clock: Seconds) -> Presence:
    """Nobody has been heard yet."""
    return Presence(clock)


def test_nobody_is_there_before_a_heartbeat(presence: Presence) -> None:
    assert presence.by_table() == {}


def test_the_last_heartbeat_of_a_phone_counts(presence: Presence) -> None:
    presence.hear(14, "one", Heartbeat("trouble", 2))
    presence.hear(14, "one", Heartbeat("writing", 0))
    presence.hear(9, "one", OPENED)

    assert presence.by_table() == {14: Liveliness(1, "writing", 0), 9: Liveliness(1, "opened", 0)}


def test_a_phone_that_falls_silent_sleeps_and_its_neighbour_does_not(presence: Presence, clock: Seconds) -> None:
    presence.hear(14, "one", Heartbeat("writing", 1, draft=True))
    clock.now += SILENCE - 1
    presence.hear(14, "two", OPENED)
    assert presence.by_table() == {14: Liveliness(2, "writing", 1, draft=True)}
    clock.now += 1
    assert presence.by_table() == {14: Liveliness(1, "opened", 1, draft=True)}
    clock.now += 3600
    assert presence.by_table() == {14: Liveliness(0, None, 1, draft=True, asleep=3601)}
    presence.hear(14, "one", OPENED)
    assert presence.by_table() == {14: Liveliness(1, "opened", 0)}
    clock.now += DAY
    assert presence.by_table() == {}


def test_walk_ins_drive_out_no_phone_of_the_table_and_are_forgotten_soon(presence: Presence, clock: Seconds) -> None:
    presence.hear(14, "ours", Heartbeat("sending", 1))
    for n in range(3 * MOST_PHONES):
        presence.hear(14, f"stranger {n}", Heartbeat("trouble", 999, draft=True), walk_in=True)
        presence.hear(9, f"stranger {n}", Heartbeat("trouble", 999), walk_in=True)

    assert presence.by_table() == {14: Liveliness(1, "sending", 1), 9: Liveliness(0, "opened", 0)}
    clock.now += SILENCE
    assert presence.by_table() == {14: Liveliness(0, None, 1, asleep=SILENCE)}


def test_where_there_are_too_many_one_with_words_unsent_goes_last(presence: Presence) -> None:
    presence.hear(14, "sleeper", Heartbeat("sending", 1))
    for n in range(3 * MOST_PHONES):
        presence.hear(14, f"another {n}", OPENED)

    assert presence.by_table()[14].unsent == 1


def test_a_crowd_at_one_table_drives_out_its_own_oldest_and_nobody_else(presence: Presence) -> None:
    presence.hear(9, "neighbour", OPENED)
    presence.hear(14, "faithful", Heartbeat("trouble", 1))
    for n in range(3 * MOST_PHONES):
        presence.hear(14, f"stranger {n}", OPENED)
        presence.hear(14, "faithful", Heartbeat("trouble", 1))

    assert presence.by_table() == {9: Liveliness(1, "opened", 0), 14: Liveliness(MOST_PHONES, "trouble", 1)}


def test_the_map_can_be_drawn_while_phones_are_heard(presence: Presence) -> None:
    wrong: list[BaseException] = []

    def hear() -> None:
        for n in range(3000):
            presence.hear(n % 500, str(n), OPENED)

    def draw() -> None:
        try:
            for _ in range(200):
                presence.by_table()
        except RuntimeError as error:
            wrong.append(error)

    threads = [threading.Thread(target=work) for work in (hear, hear, draw, draw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert sum(each.phones for each in presence.by_table().values()) == 3000
