"""Hues: from a community's place in its programme to one of eight colours, the same on every screen."""

from __future__ import annotations

HUES = 8


def hue(position: int) -> int:
    """The colour of the community at this place, both counted from 1; the ninth has the first one's again."""
    return (position - 1) % HUES + 1
