"""Permission: which role may do what. One table, for HTTP and sockets alike; what it does not say is not allowed."""

from __future__ import annotations

from typing import Literal

Role = Literal["wall", "viewer", "presenter", "moderator", "reviewer", "organizer"]
Action = Literal[
    "read wall",
    "count as wall",
    "read desk",
    "judge",
    "set stage",
    "set prompts",
    "keep tables",
    "keep passes",
    "read office",
]

ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "reviewer", "organizer")
# The roles whose links are derived from the secret and can be printed again.
STANDING_ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "organizer")

_ALLOWED: dict[Role, frozenset[Action]] = {
    "wall": frozenset({"read wall", "count as wall"}),
    "viewer": frozenset({"read wall"}),
    "presenter": frozenset({"read desk", "judge", "set stage", "set prompts", "keep tables"}),
    "moderator": frozenset({"read desk", "judge", "set stage", "set prompts", "keep tables", "keep passes"}),
    "reviewer": frozenset(),
    "organizer": frozenset({"read office"}),
}


def may(role: Role, action: Action) -> bool:
    """Whether a pass of this role allows the action."""
    return action in _ALLOWED[role]
