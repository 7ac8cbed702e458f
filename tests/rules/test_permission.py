"""Who may do what: the whole table, so that a change of it is a decision."""

from __future__ import annotations

from typing import get_args

from reflection_wall.rules.permission import OFFICE_ROLES, ROLES, OfficeAction, may, may_in_office, within

ACTIONS = (
    *("read wall", "count as wall", "read desk", "judge", "set stage", "set prompts", "read office"),
    "read reflections",
)
ORGANIZING = {
    *("enter", "read reflections", "read set-up", "set up", "keep communities"),
    *("read evidence", "code", "hold links", "read people"),
    *("take files", "type cards", "keep and erase", "choose quotes"),
}
DESK = {"read desk", "judge", "set stage", "set prompts"}


def test_every_role_may_do_this_and_nothing_else() -> None:
    assert {role: {action for action in ACTIONS if may(role, action)} for role in ROLES} == {
        "wall": {"read wall", "count as wall"},
        "viewer": {"read wall"},
        "presenter": DESK,
        "moderator": DESK,
        "reviewer": {"read reflections"},
        "organizer": {"read office"},
    }


def test_every_account_may_do_this_in_the_office_and_nothing_else() -> None:
    found = {role: {each for each in get_args(OfficeAction) if may_in_office(role, each)} for role in OFFICE_ROLES}

    reads = {"enter", "read reflections", "read set-up"}
    assert found == {
        "owner": {*ORGANIZING, "keep people"},
        "organizer": ORGANIZING,
        "reviewer": reads | {"read evidence"},
        "lead": reads | {"keep communities"},
    }


def test_a_lead_alone_sees_some_communities_only() -> None:
    assert [within(role, [3, 5]) for role in OFFICE_ROLES] == [None, None, None, {3, 5}]
