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
    """What one phone says of itself: what it is doing, how many reflections it could not send yet, and whether words
    that were never shared stand in its box."""

    doing: Doing
    unsent: int
    draft: bool = False

    @property
    def holds(self) -> bool:
        """Whether the phone has words that nobody else has."""
        return self.unsent > 0 or self.draft


@dataclass(frozen=True)
class Spoken:
    """The last that a phone has said, how many seconds ago, and whether it is still awake."""

    beat: Heartbeat
    ago: float
    awake: bool


@dataclass(frozen=True)
class Liveliness:
    """What is known of a table: its phones that are awake, the most telling thing that one of them does, what is unsent
    on any, and for how many seconds all of them have been asleep; None while one is awake, or none was ever there."""

    phones: int = 0
    doing: Doing | None = None
    unsent: int = 0
    draft: bool = False
    asleep: float | None = None


def together(phones: Sequence[Spoken], walk_ins: Sequence[Heartbeat] = ()) -> Liveliness:
    """How a table is getting on, by what all its phones have said.

    A walk-in, who may be anybody, counts as somebody who is there, and neither calls for help nor holds words back.
    """
    awake = [each for each in phones if each.awake]
    doings = {each.beat.doing for each in awake}
    # Trouble does not end because a screen was locked: what could not be sent is still there.
    doings |= {each.beat.doing for each in phones if each.beat.doing == "trouble" and each.beat.unsent}
    doings |= {"writing" if beat.doing == "writing" else "opened" for beat in walk_ins}
    return Liveliness(
        phones=len(awake),
        doing=next((each for each in _TELLING if each in doings), None),
        unsent=sum(each.beat.unsent for each in phones),
        draft=any(each.beat.draft for each in phones),
        asleep=min((each.ago for each in phones), default=None) if not awake else None,
    )


def state(stored: int, lively: Liveliness) -> TableState:
    """How a table stands on the room map: what calls loudest for somebody to come."""
    if lively.doing == "trouble":
        return "trouble"
    if stored:
        return "shared"
    if lively.doing in ("writing", "sending") or lively.unsent or lively.draft:
        return "writing"
    return "opened" if lively.doing or lively.asleep is not None else "silent"
