"""Prompts: which of a conference's questions is the present one, for phones, walls and whatever names none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol, TypeVar


class Asked(Protocol):
    """The columns of a prompt that this rule reads."""

    state: str
    opened_at: datetime | None
    position: int


Some = TypeVar("Some", bound=Asked)

_NEVER = datetime.min.replace(tzinfo=UTC)


def present(prompts: Iterable[Some]) -> Some | None:
    """The open one; when none is open the one that was open last; when none ever was the first."""
    return max(prompts, key=lambda each: (each.state == "open", each.opened_at or _NEVER, -each.position), default=None)
