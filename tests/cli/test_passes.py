"""Passes from the command line: a link that is told once, a list without keys, an end that holds."""

from __future__ import annotations

import re

import pytest
from support.conference import CODE, House
from support.shell import Shell

BASE = "http://127.0.0.1:8000"
PAGES = {
    "wall": "/w/{}",
    "viewer": "/w/{}/text",
    "presenter": "/d/{}",
    "moderator": "/d/{}",
    "reviewer": "/office/r/{}",
}


@pytest.fixture
def today(house: House) -> House:
    """The house with a clock that agrees with the terminal's."""
    house.clock.now = house.clock.now.now(house.clock.now.tzinfo)
    return house


@pytest.mark.parametrize("role", PAGES)
def test_a_pass_is_a_link_that_opens_its_page(today: House, shell: Shell, role: str) -> None:
    told = shell("pass", "fall25", role, "--label", "For today", "--json").json
    path = told["url"].removeprefix(BASE)
    key = next(part for part in path.split("/") if len(part) >= 22)

    assert path == PAGES[role].format(key)
    assert today.send("GET", path).status == 200
    assert {name: told[name] for name in told if name not in ("id", "url")} == {
        "conference": CODE,
        "role": role,
        "label": "For today",
        "expires_at": None,
        "pin": False,
        "fragment": False,
    }


def test_a_reviewer_s_pass_is_made_listed_and_ended(today: House, shell: Shell) -> None:
    said = shell("pass", CODE, "reviewer")
    (public_id,) = re.findall(r"revoke FALL25 (\w+)", said.out)

    assert "/office/r/" in said.out
    assert public_id in shell("passes", CODE).out
    assert shell("revoke", CODE, public_id).status == 0


def test_a_link_with_its_secret_after_the_hash_has_no_key_before_it(today: House, shell: Shell) -> None:
    told = shell("pass", CODE, "moderator", "--fragment", "--json").json
    path, _, secret = told["url"].removeprefix(BASE).partition("#")

    assert path == f"/enter/{told['id']}"
    assert len(secret) >= 22
    assert today.send("GET", f"/d/{secret}").status == 404
    assert today.send("POST", f"/api/enter/{told['id']}", {"secret": secret}).body == {"to": f"/d/~{told['id']}"}


def test_a_pass_ends_after_its_hours(today: House, shell: Shell) -> None:
    path = shell("pass", CODE, "wall", "--hours", "0.5", "--json").json["url"].removeprefix(BASE)
    today.clock.passes(29 * 60)
    before = today.send("GET", path).status
    today.clock.passes(2 * 60)

    assert (before, today.send("GET", path).status) == (200, 404)


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        ("2125-11-05T18:00:00Z", "2125-11-05T18:00:00.000Z"),
        ("2125-11-05T18:00:00-07:00", "2125-11-06T01:00:00.000Z"),
    ],
)
def test_a_pass_ends_at_a_moment(today: House, shell: Shell, until: str, ends: str) -> None:
    assert shell("pass", CODE, "wall", "--until", until, "--json").json["expires_at"] == ends


def test_a_pin_is_asked_for(today: House, shell: Shell) -> None:
    told = shell("pass", CODE, "wall", "--pin", "471147", "--json").json

    assert told["pin"] is True
    assert "471147" not in shell("passes", CODE, "--json").out
    assert today.send("GET", told["url"].removeprefix(BASE)).status == 403


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (["wall", "--pin", "123"], "A PIN has 4 to 8 digits.", 1),
        (["wall", "--until", "2020-01-01T00:00Z"], "A pass ends in the future.", 1),
        (["wall", "--label", "x" * 61], "A label has at most 60 characters.", 1),
        (["wall", "--until", "tomorrow"], "--until is a time such as 2025-11-05T18:00, not “tomorrow”.", 2),
        (["wall", "--until", "0001-01-01T00:00"], "--until is a time", 2),
        (["wall", "--until", "2125-01-01T00:00Z", "--hours", "1"], "Say --hours or --until, not both.", 2),
        (["wall", "--hours", "0"], "0.0 is not in the range", 2),
        (["organizer"], "'organizer' is not one of", 2),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(
    today: House, shell: Shell, words: list[str], said: str, status: int
) -> None:
    before = shell("passes", CODE).out
    refused = shell("pass", CODE, *words)

    assert (refused.status, refused.out, refused.err.count("\n")) == (status, "", 1)
    assert said in refused.err
    assert shell("passes", CODE).out == before


@pytest.mark.parametrize("words", [("pass", "NOWHERE", "wall"), ("passes", "NOWHERE"), ("revoke", "NOWHERE", "1")])
def test_an_unknown_conference_is_refused(house: House, shell: Shell, words: tuple[str, ...]) -> None:
    refused = shell(*words)

    assert (refused.status, refused.err) == (1, "No conference has the code NOWHERE.\n")


def test_the_list_has_every_pass_and_no_key(today: House, shell: Shell) -> None:
    told = shell("pass", CODE, "presenter", "--label", "Ana", "--json").json
    listed, spoken = shell("passes", CODE, "--json"), shell("passes", CODE)
    found = listed.json["passes"]

    assert [each["id"] for each in found] == [
        *(f"standing-{role}-1" for role in ("wall", "viewer", "presenter", "moderator", "organizer")),
        told["id"],
    ]
    assert listed.json["conference"] == CODE
    assert set(found[0]) == {
        *("id", "role", "label", "created_at", "expires_at", "revoked_at", "pin", "fragment", "standing")
    }
    assert "“Ana”" in spoken.out
    for out in (listed.out, spoken.out):
        assert [key for key in (told["url"].rpartition("/")[2], *today.keys.values()) if key in out] == []


def test_the_list_says_what_is_over(today: House, shell: Shell) -> None:
    told = shell("pass", CODE, "wall", "--hours", "0.000001", "--json").json
    shell("revoke", CODE, "standing-viewer-1")
    lines = {line.split()[0]: line for line in shell("passes", CODE).out.splitlines()}

    assert "ended" in lines[told["id"]]
    assert "revoked" in lines["standing-viewer-1"]
    assert "no end" in lines["standing-viewer-2"]


def test_a_revoked_pass_opens_nothing_more(today: House, shell: Shell) -> None:
    told = shell("pass", CODE, "moderator", "--json").json
    path = told["url"].removeprefix(BASE)
    before = today.send("GET", path).status
    ended = shell("revoke", CODE, told["id"], "--json")

    assert (before, today.send("GET", path).status) == (200, 404)
    assert (ended.status, set(ended.json)) == (0, {"conference", "id", "revoked_at"})


def test_a_revoked_standing_pass_has_a_successor_in_the_links(today: House, shell: Shell) -> None:
    before = shell("links", CODE, "--json").json
    said = shell("revoke", CODE, "standing-wall-1")
    after = shell("links", CODE, "--json").json

    assert "reflection-wall links FALL25" in said.out
    assert {name for name in before if before[name] != after[name]} == {"wall", "keys"}
    assert today.send("GET", before["wall"].removeprefix(BASE)).status == 404
    assert today.send("GET", after["wall"].removeprefix(BASE)).status == 200


def test_an_unknown_pass_cannot_be_revoked(house: House, shell: Shell) -> None:
    refused = shell("revoke", CODE, "nonsense")

    assert (refused.status, refused.out, refused.err) == (1, "", "This conference has no pass nonsense.\n")
