"""Turns: who wants something slow stands in a line, which has an end."""

from __future__ import annotations

from support.conference import Clock

from reflection_wall.web.turns import LONGEST_LINE, Turns


class Crowd:
    """People who come one after the other, wait on their own, and note for how long."""

    def __init__(self) -> None:
        self.clock, self.waited = Clock(), list[float]()
        self.turns = Turns(lambda: self.clock().timestamp(), self.waited.append)

    def comes(self, *lines: tuple[str, float]) -> bool:
        """Somebody stands in line; whether they get a turn."""
        return self.turns.take(*lines)


def test_the_first_waits_for_nobody_and_the_next_for_those_before() -> None:
    crowd = Crowd()
    got = [crowd.comes(("marie", 1.0)) for _ in range(4)]

    assert (got, crowd.waited) == ([True] * 4, [1, 2, 3])


def test_where_twice_as_many_come_as_there_are_turns_every_second_one_gets_one_in_time() -> None:
    crowd, got = Crowd(), []
    for _ in range(200):
        got.append(crowd.comes(("marie", 1.0)))
        crowd.clock.passes(0.5)

    assert 45 <= got[100:].count(True) <= 55
    assert LONGEST_LINE - 1 <= max(crowd.waited) <= LONGEST_LINE


def test_one_line_holds_no_other_up() -> None:
    crowd = Crowd()
    for _ in range(40):
        crowd.comes(("marie", 1.0))

    assert (crowd.comes(("marie", 1.0)), crowd.comes(("jean", 1.0)), crowd.waited[-1]) == (False, True, 15)


def test_who_needs_a_turn_in_two_lines_waits_for_the_longer() -> None:
    crowd = Crowd()
    for _ in range(3):
        crowd.comes(("marie", 1.0))
    crowd.comes(("everybody", 0.25), ("marie", 1.0))

    assert (crowd.waited[-1], crowd.comes(("everybody", 0.25)), crowd.waited[-1]) == (3, True, 3.25)
