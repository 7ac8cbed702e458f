"""Before the page: a secret after `#` becomes a cookie, and a PIN is asked for, patiently and without a script."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from support.conference import SECRET, House
from support.people import in_process
from support.problems import problem
from support.visitor import Page, Visitor

from reflection_wall.app import _house
from reflection_wall.live.listeners import Listeners
from reflection_wall.rules.permission import Role
from reflection_wall.services import passes
from reflection_wall.services.passes import Issued, Wish
from reflection_wall.settings import Settings

PIN = "4711"


def made(house: House, role: Role = "moderator", **wish: Any) -> Issued:
    """A new pass of the conference."""
    return passes.issue(house.store, SECRET, house.conference_id, Wish(role, **wish))


def types(visitor: Visitor, page: Page, pin: str, path: str) -> Page:
    """Type a PIN into the form that the page asks with."""
    form = page.forms[0]
    assert (form.method, form.action) == ("post", "")  # a form without an address is sent to where it stands
    form.action = path
    return visitor.sends(form, pin=pin)


@pytest.mark.parametrize(
    ("role", "address"),
    [("wall", "/w/{}"), ("viewer", "/w/{}/text"), ("presenter", "/d/{}"), ("moderator", "/d/{}")],
)
def test_a_secret_is_taken_for_a_cookie_and_leads_to_the_page(house: House, role: Role, address: str) -> None:
    issued = made(house, role, fragment=True)
    client = house.app.test_client()
    reply = client.post(f"/api/enter/{issued.public_id}", json={"secret": issued.key})
    to = address.format(f"~{issued.public_id}")

    assert (reply.status_code, reply.json) == (200, {"to": to})
    assert client.get(to).status_code == 200


def test_the_cookie_is_named_after_the_pass_and_no_script_reads_it(house: House) -> None:
    issued = made(house, fragment=True)
    reply = house.app.test_client().post(f"/api/enter/{issued.public_id}", json={"secret": issued.key})
    (cookie,) = SimpleCookie(reply.headers["Set-Cookie"]).values()

    assert (cookie.key, cookie.value) == (f"pass-{issued.public_id}", issued.key)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Strict", "/", "")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_on_https_the_cookie_is_held_to_this_very_host(house: House, settings: Settings) -> None:
    public = Settings(**{**settings.__dict__, "public_url": "https://wall.example.ca"})
    house.app.extensions["house"] = _house(public, house.store, Listeners())
    issued = made(house, fragment=True)
    client = house.app.test_client()
    reply = client.post(
        f"/api/enter/{issued.public_id}", json={"secret": issued.key}, base_url="https://wall.example.ca"
    )
    (cookie,) = SimpleCookie(reply.headers["Set-Cookie"]).values()

    assert (cookie.key, cookie["secure"]) == (f"__Host-pass-{issued.public_id}", True)
    assert client.get(reply.json["to"], base_url="https://wall.example.ca").status_code == 200


def test_behind_a_proxy_that_hides_the_host_the_public_address_is_ours_too(house: House, settings: Settings) -> None:
    public = Settings(**{**settings.__dict__, "public_url": "https://wall.example.ca"})
    house.app.extensions["house"] = _house(public, house.store, Listeners())
    issued = made(house, fragment=True)
    client = house.app.test_client()
    client.set_cookie(f"pass-{issued.public_id}", issued.key)
    send, path = in_process(client), f"/api/d/~{issued.public_id}/stage"

    assert send("PUT", path, {"scene": "blank"}, {"Origin": "https://wall.example.ca"}).status == 200
    assert send("PUT", path, {"scene": "live"}, {"Origin": "https://evil.example"}).status == 403


def test_two_passes_live_in_one_browser(house: House) -> None:
    client = house.app.test_client()
    paths = []
    for role in ("moderator", "presenter", "wall"):
        issued = made(house, role, fragment=True)  # type: ignore[arg-type]
        paths.append(client.post(f"/api/enter/{issued.public_id}", json={"secret": issued.key}).json["to"])

    assert [client.get(path).status_code for path in paths] == [200, 200, 200]


def test_a_wrong_secret_gets_no_cookie_and_no_hint(house: House) -> None:
    good, other, ordinary = made(house, fragment=True), made(house, fragment=True), made(house)
    over = made(house, fragment=True, expires_at=house.clock.now + timedelta(seconds=5))
    ended = made(house, fragment=True)
    passes.revoke(house.store, SECRET, house.conference_id, ended.public_id)
    house.clock.passes(5)
    tried = [
        *((good.public_id, other.key), (good.public_id, ""), (ordinary.public_id, ordinary.key), ("nobody", good.key)),
        *((over.public_id, over.key), (ended.public_id, ended.key), ("standing-moderator-1", house.keys["moderator"])),
    ]
    replies = [house.send("POST", f"/api/enter/{public_id}", {"secret": secret}) for public_id, secret in tried]

    assert {problem(reply, 404)["detail"] for reply in replies} == {replies[0].body["detail"]}
    assert [reply for reply in replies if "Set-Cookie" in reply.headers] == []


@pytest.mark.parametrize("body", [{}, {"secret": None}, {"secret": 1}, {"secret": "x", "more": 1}, [], "x"])
def test_a_misshapen_exchange_is_refused(house: House, body: Any) -> None:
    problem(house.send("POST", f"/api/enter/{made(house, fragment=True).public_id}", body), 422, "errors")


def test_only_json_is_exchanged(house: House) -> None:
    issued = made(house, fragment=True)
    reply = house.app.test_client().post(f"/api/enter/{issued.public_id}", data={"secret": issued.key})

    assert reply.status_code == 415


def test_the_page_of_the_exchange_is_the_same_for_every_id(house: House) -> None:
    issued = made(house, fragment=True)
    pages = [house.visitor().opens(f"/enter/{public_id}") for public_id in (issued.public_id, "0" * 16)]

    assert [page.status for page in pages] == [200, 200]
    assert pages[0].html.replace(issued.public_id, "0" * 16) == pages[1].html
    assert "needs JavaScript" in pages[0].text


@pytest.mark.parametrize(
    ("role", "address"), [("wall", "/w/{}"), ("viewer", "/w/{}/text"), ("presenter", "/d/{}"), ("moderator", "/d/{}")]
)
def test_a_pin_is_asked_for_and_opens_the_page(house: House, role: Role, address: str) -> None:
    path, visitor = address.format(made(house, role, pin=PIN).key), house.visitor()
    asks = visitor.opens(path)
    done = types(visitor, asks, " 47 11 ", path)

    assert (asks.status, asks.headers["Cache-Control"]) == (403, "no-store")
    assert done.headers["Location"] == path
    assert visitor.follows(done).status == 200
    assert house.visitor().opens(path).status == 403


def test_the_cookie_of_a_pin_neither_has_the_pin_nor_opens_another_pass(house: House) -> None:
    first, second = made(house, pin=PIN), made(house, pin=PIN)
    client = house.app.test_client()
    reply = client.post(f"/d/{first.key}", data={"pin": PIN})
    (cookie,) = SimpleCookie(reply.headers["Set-Cookie"]).values()

    assert (cookie.key, cookie["httponly"], cookie["samesite"]) == (f"pin-{first.public_id}", True, "Lax")
    assert PIN not in cookie.value
    assert client.get(f"/d/{first.key}").status_code == 200
    assert client.get(f"/d/{second.key}").status_code == 403


def test_a_secret_after_the_hash_may_have_a_pin_as_well(house: House) -> None:
    issued = made(house, pin=PIN, fragment=True)
    client = house.app.test_client()
    to = client.post(f"/api/enter/{issued.public_id}", json={"secret": issued.key}).json["to"]

    assert client.get(to).status_code == 403
    assert client.post(to, data={"pin": PIN}).status_code == 403
    assert client.post(to, data={"pin": PIN}, headers={"Origin": "http://localhost"}).status_code == 303
    assert client.get(to).status_code == 200


def test_a_wrong_pin_is_said_beside_the_field(house: House) -> None:
    path, visitor = f"/d/{made(house, pin=PIN).key}", house.visitor()
    wrong = types(visitor, visitor.opens(path), "1111", path)

    assert (wrong.status, "Set-Cookie" in wrong.headers) == (422, False)
    assert "This is not the PIN of this link." in wrong.text
    assert [each["aria-invalid"] for each in wrong.all("input")] == ["true"]
    assert "1111" not in wrong.html


@pytest.mark.parametrize("typed", ["", "123", "123456789", "abcd", "４７１１", "x" * 4000])
def test_what_is_no_pin_at_all_is_said_and_counts_as_no_guess(house: House, typed: str) -> None:
    path, visitor = f"/d/{made(house, pin=PIN).key}", house.visitor()
    for _ in range(10):
        assert "A PIN has 4 to 8 digits." in types(visitor, visitor.opens(path), typed, path).text

    assert types(visitor, visitor.opens(path), PIN, path).status == 303


def test_a_form_of_another_size_is_refused(house: House) -> None:
    reply = house.app.test_client().post(f"/d/{made(house, pin=PIN).key}", data={"pin": "1" * 5000})

    assert reply.status_code == 413


def test_guesses_wait_longer_each_time_and_nobody_is_locked_out(house: House) -> None:
    path, client = f"/d/{made(house, pin=PIN).key}", house.app.test_client()

    def guesses(pin: str) -> tuple[int, int]:
        reply = client.post(path, data={"pin": pin})
        return reply.status_code, int(reply.headers.get("Retry-After", 0))

    waits = []
    for _ in range(14):
        while (answer := guesses("0000"))[0] == 429:
            waits.append(answer[1])
            house.clock.passes(answer[1])
        assert answer == (422, 0)

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert guesses(PIN) == (429, 300)
    house.clock.passes(300)
    assert guesses(PIN) == (303, 0)
    assert [guesses("0000")[0] for _ in range(4)] == [422, 422, 422, 429]


def test_who_waits_is_told_how_long_and_whoever_is_in_stays_in(house: House) -> None:
    path, inside, outside = f"/d/{made(house, pin=PIN).key}", house.app.test_client(), house.visitor()
    inside.post(path, data={"pin": PIN})
    for _ in range(3):
        types(outside, outside.opens(path), "0000", path)
    waits = types(outside, outside.opens(path), PIN, path)

    assert waits.status == 429
    assert "Please wait 2 s, then type it again." in waits.text
    assert inside.get(path).status_code == 200


def test_guesses_at_one_pass_hold_no_other_up(house: House) -> None:
    first, second = made(house, pin=PIN), made(house, pin=PIN)
    client = house.app.test_client()
    for _ in range(4):
        client.post(f"/d/{first.key}", data={"pin": "0000"})

    assert client.post(f"/d/{second.key}", data={"pin": PIN}).status_code == 303


def test_a_clock_that_was_set_back_makes_nobody_wait_longer(house: House) -> None:
    path, client = f"/d/{made(house, pin=PIN).key}", house.app.test_client()
    for _ in range(3):
        client.post(path, data={"pin": "0000"})
    house.clock.passes(-86400)

    assert client.post(path, data={"pin": PIN}).headers["Retry-After"] == "2"


def test_a_pin_for_a_pass_without_one_leads_to_its_page(house: House) -> None:
    reply = house.app.test_client().post(f"/w/{house.keys['wall']}", data={"pin": PIN})

    assert (reply.status_code, reply.headers["Location"]) == (303, f"/w/{house.keys['wall']}")


def test_the_question_speaks_the_conference_s_language_or_the_visitor_s(house: House) -> None:
    house.set(locale="fr")
    page = house.visitor().opens(f"/d/{made(house, pin=PIN).key}", Accept_Language="en")

    assert 'lang="fr"' in page.html


def test_another_secret_of_the_installation_keeps_who_is_in_and_lets_nobody_guess_in(
    house: House, settings: Settings
) -> None:
    path, inside = f"/d/{made(house, pin=PIN).key}", house.app.test_client()
    inside.post(path, data={"pin": PIN})
    other = Settings(**{**settings.__dict__, "secret_key": "another secret"})
    house.app.extensions["house"] = _house(other, house.store, Listeners())

    assert inside.get(path).status_code == 200
    assert house.app.test_client().post(path, data={"pin": PIN}).status_code == 422


@pytest.mark.parametrize("door", ["d", "w"])
def test_a_page_that_there_is_not_is_not_found(house: House, door: str) -> None:
    key = house.keys["presenter" if door == "d" else "wall"]

    assert house.visitor().opens(f"/{door}/{key}/nothing").status == 404
