"""Delay: held with a moment to show at, released by a clock that cannot jump."""

from __future__ import annotations

import pytest
from support.conference import House
from support.people import fresh_key

from reflection_wall.services.release import Releaser

DELAY = 10


class Monotonic:
    """The process's own seconds."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Room:
    """The house in delay, with a release service that only runs when time passes."""

    def __init__(self, house: House) -> None:
        self.house, self.monotonic = house, Monotonic()
        house.desk.sets(moderation="delay", delay=DELAY)
        self.releaser = Releaser(house.store, now=self.monotonic)
        self.releaser.tick()

    def passes(self, seconds: float) -> float | None:
        """Time goes by on both clocks, and the service looks."""
        self.house.clock.passes(seconds)
        self.monotonic.now += seconds
        return self.releaser.tick()

    def restarts(self) -> None:
        """Another process takes over."""
        self.releaser = Releaser(self.house.store, now=self.monotonic)
        self.releaser.tick()


@pytest.fixture
def room(house: House) -> Room:
    """A room in delay."""
    return Room(house)


def test_nothing_shows_before_its_delay_is_over(room: Room) -> None:
    room.house.table().shares("New.")
    room.releaser.tick()

    assert (room.passes(9.9), room.house.wall.texts()) == (pytest.approx(0.1), [])


def test_it_shows_when_its_delay_is_over(room: Room) -> None:
    room.house.table().shares("New.")
    room.releaser.tick()

    assert (room.passes(DELAY), room.house.wall.texts()) == (None, ["New."])


def test_a_release_is_an_ordinary_numbered_write(room: Room) -> None:
    receipt = room.house.table().shares("New.")
    room.releaser.tick()
    before = room.house.head()
    room.passes(DELAY)

    item = room.house.desk.item(receipt["reference"])
    assert (room.house.head(), item["seq"], item["state"], item["show_at"]) == (before + 1, before + 1, "live", None)


def test_a_release_is_no_verdict(room: Room) -> None:
    receipt = room.house.table().shares("New.")
    before = room.house.desk.item(receipt["reference"])["version"]
    room.releaser.tick()
    room.passes(DELAY)

    assert room.house.desk.item(receipt["reference"])["version"] == before


def test_the_service_tells_how_long_it_has_time(room: Room) -> None:
    room.house.table().shares("First.")
    room.releaser.tick()
    room.passes(4)
    room.house.table().shares("Second.")

    assert (room.releaser.tick(), room.passes(6), room.passes(4)) == (6, 4, None)


def test_what_a_person_stops_stays_away(room: Room) -> None:
    receipt = room.house.table().shares("New.")
    room.releaser.tick()
    room.house.desk.judges(room.house.desk.item(receipt["reference"]), "hold")
    room.passes(100)

    assert room.house.wall.texts() == []


def test_an_edit_starts_the_delay_anew(room: Room) -> None:
    key = fresh_key()
    room.house.table().puts(key, "First.")
    room.releaser.tick()
    room.passes(9)
    room.house.table().puts(key, "Second.", 2)
    room.releaser.tick()
    room.passes(9)
    early = room.house.wall.texts()
    room.passes(1)

    assert (early, room.house.wall.texts()) == ([], ["Second."])


def test_an_edit_of_what_is_up_replaces_it_after_its_delay(room: Room) -> None:
    key = fresh_key()
    room.house.table().puts(key, "First.")
    room.releaser.tick()
    room.passes(DELAY)
    room.house.table().puts(key, "Second.", 2)
    room.releaser.tick()
    before = room.house.wall.texts()
    room.passes(DELAY)

    assert (before, room.house.wall.texts()) == (["First."], ["Second."])


def test_a_jump_of_the_machine_s_clock_releases_nothing_early(room: Room) -> None:
    room.house.table().shares("New.")
    room.releaser.tick()
    room.house.clock.passes(24 * 3600)

    assert (room.releaser.tick(), room.house.wall.texts()) == (DELAY, [])


def test_a_jump_back_of_the_machine_s_clock_holds_nothing_up(room: Room) -> None:
    room.house.table().shares("New.")
    room.releaser.tick()
    room.house.clock.passes(-24 * 3600)
    room.monotonic.now += DELAY
    room.releaser.tick()

    assert room.house.wall.texts() == ["New."]


def test_what_is_overdue_at_a_restart_gets_one_more_full_delay(room: Room) -> None:
    receipt = room.house.table().shares("New.")
    room.house.clock.passes(600)
    room.restarts()
    told = room.house.desk.item(receipt["reference"])["show_at"]
    room.passes(9)
    early = room.house.wall.texts()
    room.passes(1)

    assert (told, early, room.house.wall.texts()) == ("2025-11-05T16:10:10.000Z", [], ["New."])


def test_the_extra_delay_is_told_with_a_number(room: Room) -> None:
    room.house.table().shares("New.")
    before = room.house.head()
    room.house.clock.passes(600)
    room.restarts()

    assert room.house.head() == before + 1


def test_what_is_not_yet_due_at_a_restart_goes_on(room: Room) -> None:
    room.house.table().shares("New.")
    room.house.clock.passes(4)
    room.restarts()
    room.passes(5)
    early = room.house.wall.texts()
    room.passes(1)

    assert (early, room.house.wall.texts()) == ([], ["New."])


def test_a_restart_after_the_clock_was_put_back_costs_one_delay_at_most(room: Room) -> None:
    room.house.table().shares("New.")
    room.house.clock.passes(-24 * 3600)
    room.restarts()
    room.passes(DELAY)

    assert room.house.wall.texts() == ["New."]


def test_two_processes_release_once(room: Room) -> None:
    other = Releaser(room.house.store, now=room.monotonic)
    other.tick()
    room.house.table().shares("New.")
    room.releaser.tick()
    other.tick()
    before = room.house.head()
    room.passes(DELAY)
    other.tick()

    assert (room.house.head(), room.house.wall.texts()) == (before + 1, ["New."])


def test_delay_to_hold_stops_every_clock_for_all_to_see(room: Room) -> None:
    receipt = room.house.table().shares("New.")
    room.releaser.tick()
    before = room.house.head()
    room.house.desk.sets(moderation="hold")
    item = room.house.desk.item(receipt["reference"])
    room.passes(100)

    assert (item["state"], item["show_at"], item["seq"] > before) == ("held", None, True)
    assert room.house.wall.texts() == []


def test_hold_to_open_releases_nothing(room: Room) -> None:
    room.house.desk.sets(moderation="hold")
    room.house.table().shares("New.")
    room.house.desk.sets(moderation="open")
    room.passes(100)

    assert room.house.wall.texts() == []


def test_hold_to_delay_releases_nothing_either(room: Room) -> None:
    room.house.desk.sets(moderation="hold")
    room.house.table().shares("New.")
    room.house.desk.sets(moderation="delay")
    room.passes(100)

    assert room.house.wall.texts() == []


def test_delay_to_open_lets_the_clocks_run_on(room: Room) -> None:
    room.house.table().shares("New.")
    room.releaser.tick()
    room.house.desk.sets(moderation="open")
    before = room.house.wall.texts()
    room.passes(DELAY)

    assert (before, room.house.wall.texts()) == ([], ["New."])


def test_flagged_words_have_no_clock(room: Room) -> None:
    room.house.table().shares("Write to bob@example.ca.")

    assert (room.releaser.tick(), room.passes(100), room.house.wall.texts()) == (None, None, [])


def test_words_that_are_flagged_while_they_wait_do_not_show_themselves(room: Room) -> None:
    receipt = room.house.table().shares("Bob helped us.")
    room.releaser.tick()
    room.house.desk.judges(room.house.desk.item(receipt["reference"]), "redact", text="Call 780-555-0134.")
    room.passes(100)

    assert (room.house.desk.item(receipt["reference"])["flags"], room.house.wall.texts()) == (["phone"], [])


def test_what_its_group_keeps_off_the_wall_is_released_unseen(room: Room) -> None:
    room.house.table().shares("Canary.", on_wall=False)
    room.releaser.tick()
    room.passes(DELAY)

    assert (room.house.desk.items()[0]["state"], room.house.wall.frame()["items"]) == ("live", [])


def test_what_was_withdrawn_while_it_waited_stays_away(room: Room) -> None:
    key = fresh_key()
    room.house.table().puts(key, "New.")
    room.releaser.tick()
    room.house.table().takes_back(key)
    room.passes(100)

    assert (room.house.wall.texts(), room.house.desk.items()[0]["state"]) == ([], "withdrawn")


def test_the_moment_of_showing_is_when_it_showed(room: Room) -> None:
    room.house.table().shares("New.")
    room.releaser.tick()
    room.passes(DELAY)

    assert room.house.wall.frame()["items"][0]["shown_at"] == "2025-11-05T16:00:10.000Z"


def test_a_shorter_delay_counts_for_what_arrives_from_now_on(room: Room) -> None:
    room.house.table().shares("Slow.")
    room.releaser.tick()
    room.house.desk.sets(delay=3)
    room.house.table().shares("Quick.")
    room.releaser.tick()
    room.passes(3)

    assert room.house.wall.texts() == ["Quick."]


def test_an_answer_about_consent_leaves_the_clock_alone(room: Room) -> None:
    table, key = room.house.table(), fresh_key()
    table.puts(key, "Wait.")
    room.passes(0)
    room.passes(8)
    receipt = table.puts(key, "Wait.", 2, consent="quote").body
    early = room.house.wall.texts()
    room.passes(2)

    assert (receipt["show_at"], early, room.house.wall.texts()) == ("2025-11-05T16:00:10.000Z", [], ["Wait."])
