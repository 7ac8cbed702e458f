"""Moderation: what becomes of a reflection when words arrive, a person decides, or a clock runs out.

A `Standing` is the part of a reflection that these rules read and change. `shown` is the revision whose wording is
up, or None; a newer revision that waits leaves it alone, because a verdict judges one revision.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Mode = Literal["open", "delay", "hold"]
State = Literal["live", "held", "hidden", "withdrawn", "erased"]
Deed = Literal["show", "hold", "hide", "redact", "restore", "pin", "unpin"]

MODES: tuple[Mode, ...] = ("open", "delay", "hold")
STATES: tuple[State, ...] = ("live", "held", "hidden", "withdrawn", "erased")
DEEDS: tuple[Deed, ...] = ("show", "hold", "hide", "redact", "restore", "pin", "unpin")
FINAL: frozenset[State] = frozenset({"withdrawn", "erased"})


@dataclass(frozen=True)
class Standing:
    """Where a reflection stands: its state, the revision whose wording is up, and whether a clock runs for it."""

    state: State
    shown: int | None = None
    clock: bool = False


@dataclass(frozen=True)
class Arrival:
    """What is known of a revision as it arrives."""

    revision: int
    mode: Mode
    late: bool = False
    flagged: bool = False
    muted: bool = False


def arrived(new: Arrival) -> Standing:
    """Where a reflection stands after its first revision."""
    if new.late or new.flagged or new.muted or new.mode == "hold":
        return Standing("held")
    if new.mode == "delay":
        return Standing("held", clock=True)
    return Standing("live", shown=new.revision)


def revised(before: Standing, new: Arrival, *, redacted: bool) -> Standing:
    """Where it stands after a newer revision with other words.

    Hidden stays hidden. What a person has held or redacted waits for a person, and the judged wording stays up.
    """
    if before.state == "hidden":
        return before
    if redacted or (before.state == "held" and not before.clock):
        return replace(before, state="held", clock=False)
    after = arrived(new)
    return after if after.shown is not None else replace(after, shown=before.shown)


def repeated(before: Standing, new: Arrival, newest: int) -> Standing:
    """Where it stands after a newer revision with the words of `newest`: only their companions changed, such as
    consent, so that the verdict on those words, or the wait for one, goes on."""
    return replace(before, shown=new.revision) if before.shown == newest else before


def judged(deed: Deed, before: Standing, revision: int, earlier: Standing | None = None) -> Standing:
    """Where it stands after a verdict on `revision`; `earlier` is where it stood before it was hidden."""
    if deed == "show":
        return Standing("live", shown=revision)
    if deed == "hold":
        # To stop the clock of an edit is no verdict on the wording that is up.
        return Standing("held", shown=before.shown if before.clock else None)
    if deed == "hide":
        return Standing("hidden")
    if deed == "redact" and before.state == "held" and before.shown not in (None, revision):
        return Standing("held")  # what is redacted in the newest wording may stand in the one that is up
    if deed == "restore" and earlier is not None:
        return replace(earlier, clock=False)
    return before


def released(before: Standing, revision: int) -> Standing:
    """Where it stands when its clock has run out."""
    return Standing("live", shown=revision) if before.state == "held" and before.clock else before
