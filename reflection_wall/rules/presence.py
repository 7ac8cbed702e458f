"""Presence: from what single phones say of themselves to how their table is getting on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Doing = Literal["opened", "writing", "sending", "trouble"]
TableState = Literal["silent", "opened", "writing", "shared", "trouble"]

# The first that any phone of a table does is what the table does.
_TELLING: tuple[Doing, ...] = ("trouble", "sending", "writing", "opened")


@dataclass(frozen=True)
class Heartbeat:
    """What one phone says of itself: what it is doing, and how many reflections it could not send yet."""

    doing: Doing
    unsent: int


@dataclass(frozen=True)
class Liveliness:
    """What is known of a table: its phones, the most telling thing that one of them does, and what is unsent."""

    phones: int = 0
    doing: Doing | None = None
    unsent: int = 0


def together(beats: Sequence[Heartbeat]) -> Liveliness:
    """How a table is getting on, by the heartbeats of all its phones."""
    doing = next((each for each in _TELLING if any(beat.doing == each for beat in beats)), None)
    return Liveliness(len(beats), doing, sum(beat.unsent for beat in beats))


def state(stored: int, lively: Liveliness) -> TableState:
    """How a table stands on the room map: what calls loudest for somebody to come."""
    if lively.doing == "trouble":
        return "trouble"
    if stored:
        return "shared"
    if lively.doing in ("writing", "sending"):
        return "writing"
    return "opened" if lively.doing else "silent"
