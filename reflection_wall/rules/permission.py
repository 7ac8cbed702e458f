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
    "type cards",
    "keep passes",
    "read office",
    "read reflections",
]
OfficeRole = Literal["owner", "organizer", "reviewer", "lead"]
OfficeAction = Literal[
    "enter",
    "read reflections",
    "read evidence",
    "code",
    "hold links",
    "read people",
    "keep people",
    "read set-up",
    "set up",
    "keep communities",
    "take files",
    "type cards",
    "keep and erase",
    "choose quotes",
]

ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "reviewer", "organizer")
# The roles whose links are derived from the secret and can be printed again.
STANDING_ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "organizer")

_AT_THE_DESK: frozenset[Action] = frozenset(
    {"read desk", "judge", "set stage", "set prompts", "keep tables", "type cards"}
)
_ALLOWED: dict[Role, frozenset[Action]] = {
    "wall": frozenset({"read wall", "count as wall"}),
    "viewer": frozenset({"read wall"}),
    "presenter": frozenset({"read desk", "judge", "set stage", "set prompts", "keep tables", "type cards"}),
    "moderator": frozenset(
        {"read desk", "judge", "set stage", "set prompts", "keep tables", "type cards", "keep passes"}
    ),
    "reviewer": frozenset({"read reflections"}),
    "organizer": frozenset({"read office"}),
}
_READS: frozenset[OfficeAction] = frozenset({"enter", "read reflections", "read set-up"})
_ARRANGES: frozenset[OfficeAction] = frozenset({"set up", "keep communities"})
OFFICE_ROLES: tuple[OfficeRole, ...] = ("owner", "organizer", "reviewer", "lead")
# Everybody keeps their own account, which is part of "enter". A lead reads the reflections of the communities that they
# lead alone, and keeps what these say of themselves: `within` says which they are. What is counted over all
# communities, agreement and themes, is evidence, which leads do not read. To code is to change anything of it: codings,
# memos, codebooks, themes.
_ORGANIZING: frozenset[OfficeAction] = _READS.union(
    _ARRANGES,
    ("read evidence", "code", "hold links", "read people"),
    ("take files", "type cards", "keep and erase", "choose quotes"),
)
_IN_THE_OFFICE: dict[OfficeRole, frozenset[OfficeAction]] = {
    "owner": _ORGANIZING.union({"keep people"}),
    "organizer": _ORGANIZING,
    "reviewer": _READS | {"read evidence"},
    "lead": _READS | {"keep communities"},
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
