"""Limits delay a table that floods, never its neighbours, never what is sent again, and lose nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.conference import House
from support.people import fresh_key, in_process
from support.problems import problem

from reflection_wall.app import create_app
from reflection_wall.settings import Settings
from reflection_wall.web.limits import CONFERENCE, DEVICE, TABLE, Allowance, Limits


class Monotonic:
    """A clock of seconds."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def busy(house: House, settings: Settings) -> House:
    """The house with its limits switched on, and a clock for them that stands, so that no bucket fills meanwhile."""
    app = create_app(replace(settings, rate_limits=True), house.store)
    app.extensions["house"].limits._now = Monotonic()
    return replace(house, app=app, send=in_process(app.test_client()))


def test_a_table_s_whole_burst_goes_through_and_the_next_waits(busy: House) -> None:
    table = busy.table()
    statuses = [table.puts(fresh_key(), f"Number {n}.").status for n in range(TABLE.burst)]
    late = table.puts(fresh_key())

    assert statuses == [201] * TABLE.burst
    assert problem(late, 429)["detail"] == "That was very quick. It will go through in a moment."
    assert 1 <= int(late.headers["Retry-After"]) <= 60


def test_a_replay_is_never_limited(busy: House) -> None:
    table, first = busy.table(), fresh_key()
    table.puts(first)
    for _ in range(TABLE.burst):
        table.puts(fresh_key())

    assert {table.puts(first).status for _ in range(50)} == {200}


def test_a_neighbour_is_not_limited(busy: House) -> None:
    for _ in range(TABLE.burst + 1):
        busy.table("14").puts(fresh_key())

    assert busy.table("22").puts(fresh_key()).status == 201


def test_reading_and_taking_back_are_not_limited(busy: House) -> None:
    table, key = busy.table(), fresh_key()
    table.puts(key)
    for _ in range(TABLE.burst):
        table.puts(fresh_key())

    assert (table.takes_back(key).status, table.looks()["table"], len(busy.wall.texts())) == (
        200,
        "14",
        TABLE.burst - 1,
    )


def test_taking_back_what_nobody_knows_counts_as_new(busy: House) -> None:
    table = busy.table()
    statuses = [table.takes_back(fresh_key()).status for _ in range(TABLE.burst + 1)]

    assert statuses == [200] * TABLE.burst + [429]


def test_a_form_that_is_too_fast_comes_back_with_its_words(busy: House) -> None:
    visitor = busy.visitor()
    page = visitor.opens(f"/t/{busy.tables['14']}")
    statuses = [visitor.sends(page.form("/" + busy.tables["14"]), key=fresh_key(), text="x").status for _ in range(6)]
    late = visitor.sends(page.form("/" + busy.tables["14"]), key=fresh_key(), text="Our words.")

    assert statuses == [303] * DEVICE.burst + [429]
    assert (late.status, late.form("/" + busy.tables["14"]).fields["text"]) == (429, "Our words.")
    assert 1 <= int(late.headers["Retry-After"]) <= 60


def test_a_bucket_refills_with_time() -> None:
    clock = Monotonic()
    limits = Limits(on=True, now=clock)
    slow = ("table", 1, Allowance(burst=2, per_minute=6))

    assert [limits.wait(slow) for _ in range(3)] == [0, 0, 10]
    clock.now += 9
    assert limits.wait(slow) == 1
    clock.now += 1
    assert [limits.wait(slow), limits.wait(slow)] == [0, 10]


def test_who_waits_for_one_bucket_takes_from_none() -> None:
    limits = Limits(on=True, now=Monotonic())
    small, large = ("table", 1, Allowance(1, 1)), ("conference", 1, Allowance(2, 1))
    limits.wait(small, large)
    limits.wait(small, large)

    assert limits.wait(large) == 0


def test_a_room_of_sixty_tables_passes_at_once() -> None:
    limits = Limits(on=True, now=Monotonic())
    waits = [limits.wait(("table", n, TABLE), ("conference", 1, CONFERENCE)) for n in range(60) for _ in range(3)]

    assert waits == [0] * 180


def test_limits_switched_off_let_everything_through() -> None:
    limits = Limits(on=False, now=Monotonic())

    assert [limits.wait(("table", 1, Allowance(1, 1))) for _ in range(100)] == [0] * 100


@pytest.mark.parametrize("first", [1, 500])
def test_a_table_that_floods_with_revisions_of_one_key_waits_too(busy: House, first: int) -> None:
    table, key = busy.table(), fresh_key()
    table.puts(key, "First.", first)
    step = 1 if first == 1 else -1
    statuses = [table.puts(key, f"Number {n}.", first + step * n).status for n in range(1, TABLE.burst + 1)]

    assert (statuses[:-1], statuses[-1]) == ([200] * (TABLE.burst - 1), 429)
