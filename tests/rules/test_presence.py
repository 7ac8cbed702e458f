"""Presence: of all that a table's phones do, the room map shows what calls loudest for somebody to come."""

from __future__ import annotations

import pytest

from reflection_wall.rules.presence import Doing, Heartbeat, Liveliness, TableState, state, together


@pytest.mark.parametrize(
    ("doings", "together_do"),
    [
        ([], None),
        (["opened"], "opened"),
        (["opened", "writing"], "writing"),
        (["writing", "sending", "opened"], "sending"),
        (["sending", "trouble", "writing"], "trouble"),
    ],
)
def test_a_table_does_the_most_telling_thing_that_one_of_its_phones_does(
    doings: list[Doing], together_do: Doing | None
) -> None:
    assert together([Heartbeat(doing, 0) for doing in doings]).doing == together_do


def test_phones_and_what_they_could_not_send_are_added_up() -> None:
    assert together([Heartbeat("opened", 1), Heartbeat("trouble", 2)]) == Liveliness(2, "trouble", 3)


@pytest.mark.parametrize(
    ("stored", "doing", "shows"),
    [
        (0, None, "silent"),
        (0, "opened", "opened"),
        (0, "writing", "writing"),
        (0, "sending", "writing"),
        (0, "trouble", "trouble"),
        (2, None, "shared"),
        (2, "writing", "shared"),
        (2, "trouble", "trouble"),
    ],
)
def test_the_map_shows_trouble_first_and_then_what_has_arrived(
    stored: int, doing: Doing | None, shows: TableState
) -> None:
    assert state(stored, Liveliness(1, doing)) == shows
