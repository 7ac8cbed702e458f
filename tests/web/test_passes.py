"""A pass opens its own pages as long as it is good, and nothing at all of any when it is not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from support.conference import SECRET, House
from support.people import Reply, Sender, in_process
from support.problems import problem
from support.server import until

from reflection_wall.rules import keys, plan
from reflection_wall.rules.permission import Role
from reflection_wall.services import arrange, passes
from reflection_wall.services.passes import Issued, Wish

PIN = "4711"
ORIGIN = "http://localhost"
CANARY = "Canary in the mine."
DESK, WALL = ("/d/", "/api/d/"), ("/w/", "/api/w/")
PLACES = {"desk": DESK, "wall": WALL}
ROLES: dict[str, Role] = {"desk": "moderator", "wall": "wall"}


def made(house: House, role: Role, **wish: Any) -> Issued:
    """A new pass of the conference."""
    return passes.issue(house.store, SECRET, house.conference_id, Wish(role, **wish))


def browser(house: House, **cookies: str) -> FlaskClient:
    """A browser that keeps these cookies."""
    client = house.app.test_client()
    for name, value in cookies.items():
        client.set_cookie(name.replace("__", "-"), value)
    return client


def send(house: House, **cookies: str) -> Sender:
    """A sender with these cookies, from a page of ours."""
    sender = in_process(browser(house, **cookies))
    return lambda method, path, body=None, headers=None: sender(
        method, path, body, {"Origin": ORIGIN} if headers is None else headers
    )


def exchanged(house: House, issued: Issued, *sent: str) -> FlaskClient:
    """A browser in which the link with the secret after `#` was opened."""
    client = browser(house)
    reply = client.post(f"/api/enter/{issued.public_id}", json={"secret": (sent or (issued.key,))[0]})
    assert reply.status_code == 200, reply.data
    return client


@dataclass(frozen=True)
class Place:
    """One address behind a key, and a method of it."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def places(house: House, prefixes: tuple[str, ...]) -> list[Place]:
    """Every address under these prefixes that takes a key, found afresh."""
    found = []
    for rule in house.app.url_map.iter_rules():
        if rule.rule.startswith(tuple(prefix + "<" for prefix in prefixes)):
            path = "/".join("{}" if part == "<key>" else "1" if part[0:1] == "<" else part for part in
                            rule.rule.split("/"))  # fmt: skip
            found += [Place(method, path) for method in ("GET", "PUT", "POST", "DELETE") if method in rule.methods]
    return sorted(set(found), key=str)


def asked(place: Place, sender: Sender, key: str) -> Reply:
    """What somebody with this key gets there; the body is no good, so that nothing is changed by asking."""
    return sender(place.method, place.path.format(key), None if place.method == "GET" else {"nonsense": 1})


def revoked(house: House, role: Role) -> tuple[str, Sender]:
    """The key of a pass that was revoked."""
    issued = made(house, role)
    passes.revoke(house.store, SECRET, house.conference_id, issued.public_id)
    return issued.key, send(house)


def expired(house: House, role: Role) -> tuple[str, Sender]:
    """The key of a pass whose time is over."""
    issued = made(house, role, expires_at=house.clock.now + timedelta(minutes=1))
    house.clock.passes(60)
    return issued.key, send(house)


def of_a_role_without_pages(house: House, role: Role) -> tuple[str, Sender]:
    """The key of somebody who has no business here."""
    return made(house, "reviewer").key, send(house)


def of_the_other_side(house: House, role: Role) -> tuple[str, Sender]:
    """A wall's key at the desk, a desk's at the wall, with a PIN that must not be asked for."""
    return made(house, "wall" if role == "moderator" else "moderator", pin=PIN).key, send(house)


def secret_in_the_path(house: House, role: Role) -> tuple[str, Sender]:
    """The secret of a link that keeps it after `#`, tried as a key, even with its cookie."""
    issued = made(house, role, fragment=True)
    return issued.key, in_process(exchanged(house, issued))


def without_its_cookie(house: House, role: Role) -> tuple[str, Sender]:
    """The id of a link that keeps its secret after `#`, and nothing else."""
    return f"~{made(house, role, fragment=True).public_id}", send(house)


def with_another_s_cookie(house: House, role: Role) -> tuple[str, Sender]:
    """The id of one such link with the secret of another."""
    mine, theirs = made(house, role, fragment=True), made(house, role, fragment=True)
    return f"~{theirs.public_id}", send(house, **{f"pass__{theirs.public_id}": mine.key})


def revoked_with_its_cookie(house: House, role: Role) -> tuple[str, Sender]:
    """Such a link in a browser that has its cookie, revoked since."""
    issued = made(house, role, fragment=True)
    client = exchanged(house, issued)
    passes.revoke(house.store, SECRET, house.conference_id, issued.public_id)
    return f"~{issued.public_id}", in_process(client)


def of_an_ordinary_pass(house: House, role: Role) -> tuple[str, Sender]:
    """The id of a pass whose key belongs in the path, with that key in a cookie."""
    issued = made(house, role)
    return f"~{issued.public_id}", send(house, **{f"pass__{issued.public_id}": issued.key})


def of_a_standing_pass(house: House, role: Role) -> tuple[str, Sender]:
    """The id of a standing pass, which has no public one, with no cookie."""
    return f"~standing-{role}-1", send(house)


def of_nobody(house: House, role: Role) -> tuple[str, Sender]:
    """No id at all."""
    return "~", send(house, pass__=house.keys["moderator"])


BAD = [
    *(revoked, expired, of_a_role_without_pages, of_the_other_side, secret_in_the_path, without_its_cookie),
    *(with_another_s_cookie, revoked_with_its_cookie, of_an_ordinary_pass, of_a_standing_pass, of_nobody),
]


@pytest.mark.parametrize("side", PLACES)
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__)
def test_a_pass_that_is_not_good_gets_nothing_anywhere(
    house: House, side: str, bad: Callable[[House, Role], tuple[str, Sender]]
) -> None:
    house.table().shares(CANARY)
    key, sender = bad(house, ROLES[side])

    def with_origin(method: str, path: str, body: Any = None, headers: Any = None) -> Reply:
        return sender(method, path, body, {"Origin": ORIGIN})

    replies = {str(place): asked(place, with_origin, key) for place in places(house, PLACES[side])}

    assert {place: reply.status for place, reply in replies.items() if reply.status != 404} == {}
    assert "anary" not in str(replies)


def questioned(place: Place) -> int:
    """How a place asks for the PIN: by a page with its form, which is sent to that page; a card's form leads there."""
    if place.path.endswith("/{}/1"):  # a page that there is not
        return 404 if place.method == "GET" else 422
    if place.path.endswith("/cards/kept"):
        return 303
    return 422 if place.method == "POST" and not place.path.startswith("/api/") else 403


@pytest.mark.parametrize("side", PLACES)
def test_a_good_pass_without_its_pin_gets_the_question_and_nothing_else(house: House, side: str) -> None:
    house.table().shares(CANARY)
    issued = made(house, ROLES[side], pin=PIN)
    # Another pass's proof is no proof of this one.
    other = made(house, ROLES[side], pin=PIN)
    proof = keys.pin_proof(SECRET, other.public_id, PIN)
    for sender in (send(house), send(house, **{f"pin__{issued.public_id}": proof})):
        for place in places(house, PLACES[side]):
            reply = asked(place, sender, issued.key)
            assert (str(place), reply.status) == (str(place), questioned(place))
            assert "anary" not in str(reply.body)
            if place.path.startswith("/api/"):
                problem(reply, 403)


def as_usual(house: House, role: Role) -> tuple[str, Sender]:
    """A pass with its key in the path."""
    return made(house, role).key, send(house)


def with_a_pin(house: House, role: Role) -> tuple[str, Sender]:
    """The same with a PIN that was shown."""
    issued = made(house, role, pin=PIN)
    return issued.key, send(house, **{f"pin__{issued.public_id}": keys.pin_proof(SECRET, issued.public_id, PIN)})


def by_cookie(house: House, role: Role) -> tuple[str, Sender]:
    """A secret after `#`, exchanged."""
    issued = made(house, role, fragment=True)
    sender = in_process(exchanged(house, issued))
    return f"~{issued.public_id}", lambda method, path, body=None, headers=None: sender(
        method, path, body, {"Origin": ORIGIN}
    )


def by_cookie_with_a_pin(house: House, role: Role) -> tuple[str, Sender]:
    """A secret after `#`, exchanged, and a PIN that was shown."""
    issued = made(house, role, pin=PIN, fragment=True)
    proof = keys.pin_proof(SECRET, issued.public_id, PIN)
    cookies = {f"pass__{issued.public_id}": issued.key, f"pin__{issued.public_id}": proof}
    return f"~{issued.public_id}", send(house, **cookies)


@pytest.mark.parametrize("side", PLACES)
@pytest.mark.parametrize(
    "good", [as_usual, with_a_pin, by_cookie, by_cookie_with_a_pin], ids=lambda good: good.__name__
)
def test_every_address_takes_every_kind_of_good_pass(
    house: House, side: str, good: Callable[[House, Role], tuple[str, Sender]]
) -> None:
    role = ROLES[side]
    key, sender = good(house, role)
    for place in places(house, PLACES[side]):
        form = place.method == "POST" and not place.path.startswith("/api/")
        expected = 422 if form and "pin" in good.__name__ else asked(place, send(house), house.keys[role]).status
        assert (str(place), asked(place, sender, key).status) == (str(place), expected)


def test_a_page_opened_by_cookie_never_says_the_secret(house: House) -> None:
    issued = made(house, "moderator", fragment=True)
    client = exchanged(house, issued)
    page = client.get(f"/d/~{issued.public_id}")

    assert page.status_code == 200
    assert issued.key not in page.text
    assert f"~{issued.public_id}" in page.text


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://localhost", "http://localhost:81"])
def test_a_write_by_cookie_from_another_page_is_refused_and_changes_nothing(house: House, origin: str | None) -> None:
    issued = made(house, "moderator", fragment=True)
    sender = in_process(exchanged(house, issued))
    before = house.head()
    refused = sender(
        "PUT", f"/api/d/~{issued.public_id}/stage", {"scene": "blank"}, {"Origin": origin} if origin else {}
    )

    assert "address" in problem(refused, 403)["detail"]
    assert house.head() == before
    assert sender("GET", f"/api/d/~{issued.public_id}/changes").status == 200


def test_a_write_by_cookie_from_a_page_of_ours_is_a_write(house: House) -> None:
    issued = made(house, "moderator", fragment=True)
    sender = in_process(exchanged(house, issued))
    reply = sender("PUT", f"/api/d/~{issued.public_id}/stage", {"scene": "blank"}, {"Origin": ORIGIN})

    assert (reply.status, reply.body["scene"]) == (200, "blank")


def test_a_write_with_the_key_in_the_path_asks_for_no_origin(house: House) -> None:
    key = made(house, "moderator").key
    reply = in_process(browser(house))("PUT", f"/api/d/{key}/stage", {"scene": "blank"})

    assert reply.status == 200


def test_the_desk_lists_passes_without_a_key_and_knows_its_own(house: House) -> None:
    issued = made(house, "moderator", label="Marie")
    reply = house.send("GET", f"/api/d/{issued.key}/passes")
    found = reply.body["passes"]

    assert reply.status == 200
    assert [each["id"] for each in found if each["own"]] == [issued.public_id]
    assert {each["role"] for each in found} == {"wall", "viewer", "presenter", "moderator"}
    assert [secret for secret in (issued.key, *house.keys.values()) if secret in str(found)] == []
    assert set(found[-1]) == {
        *("id", "role", "label", "created_at", "expires_at", "revoked_at", "pin", "fragment", "standing", "own")
    }


def test_a_presenter_neither_lists_nor_ends_passes(house: House) -> None:
    key = made(house, "presenter").key
    wall = made(house, "wall")

    problem(house.send("GET", f"/api/d/{key}/passes"), 404)
    problem(house.send("DELETE", f"/api/d/{key}/passes/{wall.public_id}"), 404)
    assert house.send("GET", f"/w/{wall.key}").status == 200


def test_a_moderator_ends_a_pass_and_gets_the_list(house: House) -> None:
    wall = made(house, "wall")
    reply = house.send("DELETE", f"/api/d/{house.keys['moderator']}/passes/{wall.public_id}")

    assert reply.status == 200
    assert [each["id"] for each in reply.body["passes"] if each["revoked_at"]] == [wall.public_id]
    assert house.send("GET", f"/w/{wall.key}").status == 404


def test_a_moderator_may_end_the_own_pass_and_is_then_a_stranger(house: House) -> None:
    mine = made(house, "moderator")
    reply = house.send("DELETE", f"/api/d/{mine.key}/passes/{mine.public_id}")
    own = next(each for each in reply.body["passes"] if each["own"])

    assert (reply.status, own["id"], own["revoked_at"] is not None) == (200, mine.public_id, True)
    assert house.send("GET", f"/d/{mine.key}").status == 404
    problem(house.send("GET", f"/api/d/{mine.key}/passes"), 404)


def test_a_desk_ends_no_pass_of_the_organizer_nor_of_another_conference(house: House) -> None:
    written = '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "OTHER"\n[[prompts]]\ntext = "?"\n'
    written += '[[communities]]\nname = "N"\n[[tables]]\nlabel = "1"\ncommunity = "N"\n'
    arrange.create(house.store, SECRET, plan.read(written))
    theirs = made(house, "wall")
    foreign = keys.role_key(SECRET, "OTHER", "moderator", 1)
    refusals = [
        problem(house.send("DELETE", f"/api/d/{key}/passes/{pass_id}"), 404)["detail"]
        for key, pass_id in [
            (foreign, theirs.public_id),
            (house.keys["moderator"], "standing-organizer-1"),
            (house.keys["moderator"], "nonsense"),
        ]
    ]

    assert refusals[2] == "This conference has no pass nonsense."
    assert house.send("GET", f"/w/{theirs.key}").status == 200
    assert house.send("GET", f"/office/{house.keys['organizer']}").status == 200
    assert theirs.public_id not in str(house.send("GET", f"/api/d/{foreign}/passes").body)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "stage", {"scene": "blank"}),
        ("POST", "prompts", {"text": "And now?"}),
        ("POST", "tables", {"label": "61", "community": 1}),
    ],
)
def test_a_revoked_presenter_s_queued_keystrokes_do_nothing(
    house: House, method: str, path: str, body: dict[str, Any]
) -> None:
    store, gate, before = house.store, threading.Event(), house.head()
    with ThreadPoolExecutor(3) as people:
        people.submit(store.write, lambda _: gate.wait(30))
        until(lambda: not store._drainer._waiting, "the drainer never began")
        people.submit(passes.revoke, store, SECRET, house.conference_id, "standing-presenter-1")
        until(lambda: len(store._drainer._waiting) == 1, "the revocation never reached the drainer")
        send, desk = in_process(house.app.test_client()), f"/api/d/{house.keys['presenter']}"
        pressed = people.submit(send, method, f"{desk}/{path}", body)
        until(lambda: len(store._drainer._waiting) == 2, "the key was never pressed")
        gate.set()

    assert (pressed.result().status, house.head()) == (404, before)
