"""Accounts: what is typed about somebody, cleaned and refused with the field at fault."""

from __future__ import annotations

import pytest

from reflection_wall.rules import accounts
from reflection_wall.rules.refusals import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Marie@Example.ORG ", "marie@example.org"),
        ("m.t+wall@sub.example.org", "m.t+wall@sub.example.org"),
        ("élodie@école.example", "élodie@école.example"),
        ("admin@localhost", "admin@localhost"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert accounts.email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "marie", "@example.org", "marie@", "a b@example.org", "a@b@c", "a@.org", "<a@b.org>", "x" * 260 + "@b.c"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.email(typed)

    assert set(refused.value.errors) == {"email"}


@pytest.mark.parametrize("typed", ["", "  ", "\u3164", "\u200b", "x" * 101])
def test_nobody_is_called_nothing_or_too_much(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.name(typed)

    assert set(refused.value.errors) == {"name"}


def test_a_name_keeps_its_script_and_loses_its_traps() -> None:
    assert accounts.name(" ᐊᓂᔪᖅ\n O’Brien\u202e ") == "ᐊᓂᔪᖅ O’Brien"


def test_a_lead_leads_something_and_no_role_is_made_up() -> None:
    assert accounts.role("lead", [1]) == "lead"
    for role, communities, field in (("lead", [], "communities"), ("king", [], "role"), ("", [1], "role")):
        with pytest.raises(Invalid) as refused:
            accounts.role(role, communities)
        assert set(refused.value.errors) == {field}
