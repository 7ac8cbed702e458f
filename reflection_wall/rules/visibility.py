"""Visibility: the one rule by which a reflection is on the walls or not, and the one by which it may be passed on."""

from __future__ import annotations

from typing import Protocol

HIDDEN_STATES = frozenset({"hidden", "withdrawn", "erased"})


class Seen(Protocol):
    """The columns of a reflection that visibility reads, and no others."""

    @property
    def state(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def shown_revision(self) -> int | None: ...
    @property
    def on_wall(self) -> bool: ...
    @property
    def guarded(self) -> bool: ...
    @property
    def muted(self) -> bool: ...
    @property
    def consent(self) -> str: ...
    @property
    def flags(self) -> list[str]: ...


class Remembered(Seen, Protocol):
    """What also keeps whether walls have ever shown it."""

    was_public: bool


def visible(row: Seen) -> bool:
    """Whether walls show it: a judged wording is up, its group wants it there, and neither is its community guarded
    nor its table muted."""
    up = row.shown_revision is not None and row.state not in HIDDEN_STATES
    return up and row.on_wall and not row.guarded and not row.muted


def remember(row: Remembered) -> None:
    """Note that walls have shown it, so that they can be told when it is gone. Call after every change."""
    row.was_public = row.was_public or visible(row)


def kept_by_organizer(row: Seen) -> bool:
    """Whether the organizer's own review and export hold it."""
    return row.state not in HIDDEN_STATES


def may_be_passed_on(row: Seen) -> bool:
    """Whether its words may leave the organizers' hands: its group said so, and no flag on them waits for a person."""
    waits = bool(row.flags) and row.shown_revision != row.revision
    return row.consent in ("report", "quote") and row.state not in HIDDEN_STATES and not waits


def may_be_named(row: Seen) -> bool:
    """Whether its community may be named where it is passed on."""
    return row.consent == "quote" and not row.guarded and may_be_passed_on(row)
