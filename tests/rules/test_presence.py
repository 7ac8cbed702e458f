"""Presence: of all that a table's phones do, the room map shows what calls loudest for somebody to come."""

from __future__ import annotations

import pytest

from reflection_wall.rules.presence import Doing, Heartbeat, Liveliness, Spoken, TableState, state, together


def awake(doing: Doing, unsent: int = 0, **more: bool) -> Spoken:
    """A phone that has just been heard."""
    return Spoken(Heartbeat(doing, unsent, **more), 5, awake=True)


def asleep(doing: Doing, unsent: int = 0, ago: float = 600, **more: bool) -> Spoken:
    """A phone that has not been heard for a while."""
    return Spoken(Heartbeat(doing, unsent, **more), ago, awake=False)


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
    assert together([awake(doing) for doing in doings]).doing == together_do


def test_phones_and_what_they_could_not_send_are_added_up() -> None:
    assert together([awake("opened", 1), awake("trouble", 2)]) == Liveliness(2, "trouble", 3)
    assert together([awake("opened"), awake("opened", draft=True)]) == Liveliness(2, "opened", 0, draft=True)


def test_a_phone_that_sleeps_does_nothing_and_still_holds_what_it_held() -> None:
    told = together([asleep("sending", 2), asleep("writing", draft=True, ago=90), awake("opened")])
    assert told == Liveliness(1, "opened", 2, draft=True)
    assert together([asleep("writing"), asleep("opened", ago=90)]) == Liveliness(0, None, asleep=90)


def test_trouble_with_sending_outlasts_a_locked_screen_and_trouble_with_nothing_does_not() -> None:
    assert together([asleep("trouble", 1)]).doing == "trouble"
    assert together([asleep("trouble", 0)]).doing is None


def test_a_walk_in_is_there_and_neither_calls_for_help_nor_holds_words_back() -> None:
    for doing in ("opened", "sending", "trouble"):
        assert together([], [Heartbeat(doing, 999, draft=True)]) == Liveliness(0, "opened")
    assert together([awake("opened")], [Heartbeat("writing", 0)]) == Liveliness(1, "writing")


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


@pytest.mark.parametrize(
    ("lively", "shows"),
    [
        (Liveliness(asleep=600), "opened"),
        (Liveliness(draft=True, asleep=600), "writing"),
        (Liveliness(unsent=1, asleep=600), "writing"),
        (Liveliness(1, "opened", draft=True), "writing"),
    ],
)
def test_a_table_whose_phones_sleep_is_not_silent(lively: Liveliness, shows: TableState) -> None:
    assert state(0, lively) == shows
    assert state(1, lively) == "shared"
