"""Who may do what: the whole table, so that a change of it is a decision."""

from __future__ import annotations

from reflection_wall.rules.permission import ROLES, may

ACTIONS = ("read wall", "count as wall", "read desk", "judge", "set stage", "set prompts", "read office")
DESK = {"read desk", "judge", "set stage", "set prompts"}


def test_every_role_may_do_this_and_nothing_else() -> None:
    assert {role: {action for action in ACTIONS if may(role, action)} for role in ROLES} == {
        "wall": {"read wall", "count as wall"},
        "viewer": {"read wall"},
        "presenter": DESK,
        "moderator": DESK,
        "reviewer": set(),
        "organizer": {"read office"},
    }
