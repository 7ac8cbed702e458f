"""Walls without a socket: counted while they ask, one each, and forgotten when they stop."""

from __future__ import annotations

from typing import Any

from support.conference import House

from reflection_wall.services.screens import LATELY, MOST_SCREENS, Screens


def asks(house: House, role: str, screen: str) -> Any:
    """A screen asks for everything after the present head."""
    return house.send("GET", f"/api/w/{house.keys[role]}/changes?after={house.head()}&screen={screen}")


def test_a_wall_that_asks_is_known_with_how_far_it_has_come(house: House) -> None:
    house.table().shares("Hello.")
    asks(house, "wall", "left")
    asks(house, "wall", "right")
    asks(house, "wall", "left")

    screens = house.app.extensions["house"].screens
    assert screens.lately(house.conference_id) == {"left": house.head(), "right": house.head()}


def test_a_phone_that_reads_along_is_no_wall(house: House) -> None:
    asks(house, "viewer", "hand")

    assert house.app.extensions["house"].screens.lately(house.conference_id) == {}


def test_a_wall_that_stopped_asking_is_gone() -> None:
    now = 0.0
    screens = Screens(lambda: now)
    screens.asked(1, "left", 7)
    now = LATELY + 1
    screens.asked(1, "right", 9)

    assert screens.lately(1) == {"right": 9}


def test_only_so_many_walls_are_remembered() -> None:
    screens = Screens()
    for n in range(MOST_SCREENS + 5):
        screens.asked(1, str(n), 0)

    assert (len(screens.lately(1)), "4" in screens.lately(1), "5" in screens.lately(1)) == (MOST_SCREENS, False, True)
