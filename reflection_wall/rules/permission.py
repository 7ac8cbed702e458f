"""Permission: which role may do what. One table, for HTTP and sockets alike; what it does not say is not allowed.

Passes open one conference to whoever holds the link; accounts open the office to whoever signs in. They share two
names, reviewer and organizer, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
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
    "read reflections",
]
OfficeRole = Literal["owner", "organizer", "reviewer", "lead"]
OfficeAction = Literal[
    "enter",
    "read reflections",
    "hold links",
    "read people",
    "keep people",
    "take files",
    "type cards",
    "keep and erase",
    "choose quotes",
]

ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "reviewer", "organizer")
# The roles whose links are derived from the secret and can be printed again.
STANDING_ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "organizer")

_ALLOWED: dict[Role, frozenset[Action]] = {
    "wall": frozenset({"read wall", "count as wall"}),
    "viewer": frozenset({"read wall"}),
    "presenter": frozenset({"read desk", "judge", "set stage", "set prompts", "keep tables"}),
    "moderator": frozenset({"read desk", "judge", "set stage", "set prompts", "keep tables", "keep passes"}),
    "reviewer": frozenset({"read reflections"}),
    "organizer": frozenset({"read office"}),
}
OFFICE_ROLES: tuple[OfficeRole, ...] = ("owner", "organizer", "reviewer", "lead")
_ORGANIZING: frozenset[OfficeAction] = frozenset(
    (
        *("enter", "read reflections", "hold links", "read people"),
        *("take files", "type cards", "keep and erase", "choose quotes"),
    )
)
# Everybody keeps their own account, which is part of "enter". A lead does what a reviewer does, in the communities that
# they lead alone: `within` says which these are.
_IN_THE_OFFICE: dict[OfficeRole, frozenset[OfficeAction]] = {
    "owner": _ORGANIZING.union({"keep people"}),
    "organizer": _ORGANIZING,
    "reviewer": frozenset({"enter", "read reflections"}),
    "lead": frozenset({"enter", "read reflections"}),
}


def may(role: Role, action: Action) -> bool:
    """Whether a pass of this role allows the action."""
    return action in _ALLOWED[role]


def may_in_office(role: OfficeRole, action: OfficeAction) -> bool:
    """Whether an account of this role allows the action."""
    return action in _IN_THE_OFFICE[role]


def within(role: OfficeRole, led: Collection[int]) -> frozenset[int] | None:
    """The communities that an account sees, by number; None: all of them. `led` are those of a lead."""
    return frozenset(led) if role == "lead" else None
