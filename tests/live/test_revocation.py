"""A link that is renewed, revoked or over: whoever held it hears nothing more, sockets included (delivery.md, trap 18);
and a pass that is not good never hears anything."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from support.conference import CODE, PLAN, Venue
from support.listener import listening, refused
from support.people import Table
from support.server import until
from support.shell import Shell

from reflection_wall.live.tailer import TICK

SIDES = {"/wall": "wall", "/desk": "moderator"}
PAGES = {"/wall": "/w/", "/desk": "/d/"}
PIN = "4711"


def made(hall: Venue, role: str, *options: str) -> dict[str, Any]:
    """A new pass, as the command line tells it."""
    told: dict[str, Any] = Shell(hall.server.env)("pass", CODE, role, *options, "--json").json
    return told


def key_of(told: dict[str, Any]) -> str:
    """The key in the path of a pass's link."""
    return str(told["url"]).removesuffix("/text").rpartition("/")[2]


def revoke(hall: Venue, told: dict[str, Any]) -> None:
    """End a pass from a terminal beside the server."""
    assert Shell(hall.server.env)("revoke", CODE, told["id"]).status == 0


class Stays(urllib.request.HTTPRedirectHandler):
    """A browser that does not go where a redirect leads."""

    def http_error_303(self, request: Any, answer: Any, code: int, message: str, headers: Any) -> Any:
        return answer


def cookie(hall: Venue, path: str, body: bytes, kind: str, known: str = "") -> str:
    """What a browser keeps of an answer, as it says it later."""
    said = {"Content-Type": kind, "Origin": hall.server.base, "Cookie": known}
    request = urllib.request.Request(hall.server.base + path, body, said)
    with urllib.request.build_opener(Stays).open(request, timeout=15) as reply:
        (kept,) = SimpleCookie(reply.headers["Set-Cookie"]).values()
    return f"{kept.key}={kept.value}"


def secret_cookie(hall: Venue, told: dict[str, Any]) -> str:
    """What a browser keeps once the secret after `#` was exchanged."""
    secret = told["url"].partition("#")[2]
    return cookie(hall, f"/api/enter/{told['id']}", json.dumps({"secret": secret}).encode(), "application/json")


def pin_cookie(hall: Venue, path: str, known: str = "") -> str:
    """What a browser keeps once the PIN was shown."""
    return cookie(hall, path, f"pin={PIN}".encode(), "application/x-www-form-urlencoded", known)


def test_a_wall_whose_link_was_renewed_is_cut_off_and_hears_nothing_more(hall: Venue, tmp_path: Path) -> None:
    shell, base = Shell(hall.server.env), hall.server.base
    (tmp_path / "plan.toml").write_text(PLAN.replace("FALL25", "RENEWED"), "utf-8")
    before = shell("create", str(tmp_path / "plan.toml"), "--json").json
    with listening(base, "/wall", before["keys"]["wall"]) as revoked:
        after = shell("links", "RENEWED", "--renew", "--json").json
        with listening(base, "/wall", after["keys"]["wall"]) as renewed:
            Table(hall.send, after["tables"][0]["key"]).shares("For those who may.")
            renewed.hears("For those who may.")

        assert "For those who may." not in str(revoked.frames)
        until(lambda: not revoked.client.connected, "it was never cut off")


@pytest.mark.parametrize("namespace", SIDES)
def test_a_revoked_pass_is_cut_off_within_two_seconds_and_another_is_not(hall: Venue, namespace: str) -> None:
    ended, kept = made(hall, SIDES[namespace]), made(hall, SIDES[namespace])
    base = hall.server.base
    with listening(base, namespace, key_of(ended)) as revoked, listening(base, namespace, key_of(kept)) as other:
        revoke(hall, ended)
        until(lambda: not revoked.client.connected, "it was never cut off")
        hall.table().shares(f"For those who may hear {namespace}.")
        other.hears(f"For those who may hear {namespace}.")

    assert f"For those who may hear {namespace}." not in str(revoked.frames)
    assert TICK <= 1  # the tailer looks once a tick, so that two seconds leave room for a busy machine


def test_a_pass_that_ends_while_it_is_used_is_cut_off(hall: Venue) -> None:
    told = made(hall, "wall", "--hours", "0.0012")
    with listening(hall.server.base, "/wall", key_of(told)) as screen:
        until(lambda: not screen.client.connected, "it was never cut off")


@pytest.mark.parametrize("namespace", SIDES)
def test_a_pass_exchanged_for_a_cookie_is_let_in_by_it_and_cut_off_like_any(hall: Venue, namespace: str) -> None:
    told = made(hall, SIDES[namespace], "--fragment", "--pin", PIN)
    first = secret_cookie(hall, told)
    second = pin_cookie(hall, f"{PAGES[namespace]}~{told['id']}", first)
    with listening(hall.server.base, namespace, f"~{told['id']}", Cookie=f"{first}; {second}") as screen:
        hall.table().shares(f"By cookie, {namespace}.")
        screen.hears(f"By cookie, {namespace}.")
        revoke(hall, told)
        until(lambda: not screen.client.connected, "it was never cut off")


@pytest.mark.parametrize("namespace", SIDES)
def test_a_pin_that_was_shown_opens_the_socket(hall: Venue, namespace: str) -> None:
    key = key_of(made(hall, SIDES[namespace], "--pin", PIN))
    proof = pin_cookie(hall, PAGES[namespace] + key)
    with listening(hall.server.base, namespace, key, Cookie=proof) as screen:
        assert screen.frames


def revoked_since(hall: Venue, role: str) -> tuple[str, str]:
    """A pass that was revoked before anybody came."""
    told = made(hall, role)
    revoke(hall, told)
    return key_of(told), ""


def over(hall: Venue, role: str) -> tuple[str, str]:
    """A pass whose time is over."""
    told = made(hall, role, "--hours", "0.00001")
    path = PAGES["/wall" if role == "wall" else "/desk"] + key_of(told)
    until(lambda: hall.send("GET", path).status == 404, "it never ended")
    return key_of(told), ""


def without_its_pin(hall: Venue, role: str) -> tuple[str, str]:
    """A pass whose PIN nobody has shown."""
    return key_of(made(hall, role, "--pin", PIN)), ""


def with_the_pin_of_another(hall: Venue, role: str) -> tuple[str, str]:
    """The same, with what another pass's right PIN made."""
    mine, theirs = (made(hall, role, "--pin", PIN) for _ in range(2))
    proof = pin_cookie(hall, PAGES["/wall" if role == "wall" else "/desk"] + key_of(theirs)).partition("=")[2]
    return key_of(mine), f"pin-{mine['id']}={proof}"


def of_the_other_side(hall: Venue, role: str) -> tuple[str, str]:
    """A wall's at the desk, a desk's at the wall."""
    return key_of(made(hall, "wall" if role == "moderator" else "moderator")), ""


def of_a_reviewer(hall: Venue, role: str) -> tuple[str, str]:
    """A pass for later."""
    return key_of(made(hall, "reviewer")), ""


def its_secret_as_a_key(hall: Venue, role: str) -> tuple[str, str]:
    """A secret that belongs behind `#`, as a key."""
    told = made(hall, role, "--fragment")
    return told["url"].partition("#")[2], secret_cookie(hall, told)


def without_its_cookie(hall: Venue, role: str) -> tuple[str, str]:
    """The id alone."""
    return "~" + made(hall, role, "--fragment")["id"], ""


def with_the_cookie_of_another(hall: Venue, role: str) -> tuple[str, str]:
    """The id of one, the secret of another."""
    mine, theirs = (made(hall, role, "--fragment") for _ in range(2))
    return "~" + mine["id"], f"pass-{mine['id']}={theirs['url'].partition('#')[2]}"


def of_an_ordinary_pass(hall: Venue, role: str) -> tuple[str, str]:
    """A key that belongs in the path, in a cookie."""
    told = made(hall, role)
    return "~" + told["id"], f"pass-{told['id']}={key_of(told)}"


BAD = [
    *(revoked_since, over, without_its_pin, with_the_pin_of_another, of_the_other_side, of_a_reviewer),
    *(its_secret_as_a_key, without_its_cookie, with_the_cookie_of_another, of_an_ordinary_pass),
]


@pytest.mark.parametrize("namespace", SIDES)
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__)
def test_a_pass_that_is_not_good_hears_nothing(
    hall: Venue, namespace: str, bad: Callable[[Venue, str], tuple[str, str]]
) -> None:
    key, cookies = bad(hall, SIDES[namespace])
    before = len(hall.server.said)

    assert refused(hall.server.base, namespace, {"key": key, "after": 0}, **({"Cookie": cookies} if cookies else {}))
    assert "Traceback" not in "".join(hall.server.said[before:])
