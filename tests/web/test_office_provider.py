"""The organization's own sign-in, with a real provider on loopback that signs real tokens."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select
from support.conference import House
from support.office import OWNER, PASSWORD, Organizer
from support.provider import CLIENT, CLIENT_SECRET, Provider
from support.server import Server, environment
from support.shell import Shell
from support.visitor import Page

from reflection_wall.models import Organizer as Account
from reflection_wall.services import provider as services
from reflection_wall.web.limits import Limits
from reflection_wall.web.turns import Turns


@pytest.fixture
def provider(house: House) -> Iterator[Provider]:
    """The organization's provider, known to the installation, which has an owner."""
    found = Provider()
    made = services.provider(found.issuer, CLIENT, CLIENT_SECRET)
    object.__setattr__(house.app.extensions["house"], "provider", made)
    Organizer(house.app).sets_up(house)
    found.asked.clear()
    yield found
    found.stop()


def leaves(somebody: Organizer) -> str:
    """Press the button; the address that the browser is sent to."""
    page = somebody.opens("/office/provider")
    assert page.status == 303, page.text
    return page.headers["Location"]


def comes_back(somebody: Organizer, address: str) -> Page:
    """Follow the provider back to the office."""
    parts = urlsplit(address)
    return somebody.opens(f"{parts.path}?{parts.query}")


def goes_round(house: House, provider: Provider) -> tuple[Organizer, Page]:
    """There and back with a new browser."""
    somebody = Organizer(house.app)
    return somebody, comes_back(somebody, provider.agrees(leaves(somebody)))


def test_who_is_known_by_a_vouched_address_gets_in(house: House, provider: Provider) -> None:
    somebody, page = goes_round(house, provider)

    assert (page.status, page.headers["Location"]) == (303, "/office")
    assert "Marie Tremblay" in somebody.opens("/office").text


def test_from_then_on_they_are_known_by_the_provider_s_own_name_for_them(house: House, provider: Provider) -> None:
    goes_round(house, provider)
    provider.says |= {"email": "new@example.org", "email_verified": False}
    somebody, page = goes_round(house, provider)

    assert (page.status, somebody.is_in()) == (303, True)


def test_who_is_invited_may_come_this_way_and_needs_no_password(house: House, provider: Provider) -> None:
    owner = Organizer(house.app)
    owner.signs_in()
    owner.invites("jean@example.org", "reviewer")
    provider.says |= {"sub": "person-2", "email": "Jean@Example.org"}
    somebody, _ = goes_round(house, provider)

    assert somebody.is_in()
    assert "has not come yet" not in owner.opens("/office/people").text


@pytest.mark.parametrize(
    "says",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": None},
        {"email": "stranger@example.org"},
        {"email": "<script>"},
    ],
)
def test_a_stranger_stays_outside_and_no_account_is_made(
    house: House, provider: Provider, says: dict[str, Any]
) -> None:
    provider.says |= says
    somebody, page = goes_round(house, provider)

    assert (page.status, somebody.is_in()) == (403, False)
    with house.store.reading() as session:
        assert session.scalars(select(Account.email)).all() == [OWNER]


def test_an_address_that_went_to_somebody_else_does_not_open_the_first_one_s_account(
    house: House, provider: Provider
) -> None:
    goes_round(house, provider)
    provider.says["sub"] = "person-2"

    assert goes_round(house, provider)[1].status == 403


def test_an_ended_account_stays_ended(house: House, provider: Provider) -> None:
    goes_round(house, provider)

    def ends(writing: Any) -> None:
        writing.session.scalars(select(Account)).one().ended_at = writing.now

    house.store.write(ends)

    assert goes_round(house, provider)[1].status == 403


@pytest.mark.parametrize(
    "says",
    [
        {"iss": "http://127.0.0.1:1"},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"azp": "another-client"},
        {"exp": 1},
        {"nonce": "of another time"},
        {"nonce": None},
        {"sub": None},
    ],
)
def test_a_token_that_was_not_made_for_this_is_refused(house: House, provider: Provider, says: dict[str, Any]) -> None:
    provider.says |= says
    somebody, page = goes_round(house, provider)

    assert (page.status, somebody.is_in()) == (502, False)
    assert "did not work just now" in page.text


@pytest.mark.parametrize("flaw", ["another key", "the secret that both know"])
def test_a_token_that_the_provider_has_not_signed_is_refused(house: House, provider: Provider, flaw: str) -> None:
    if flaw == "another key":
        provider.signs_with = RSAKey.generate_key(2048, parameters={"kid": "1"})
    else:
        provider.signs_with = OctKey.import_key(CLIENT_SECRET * 3)  # type: ignore[assignment]
        provider.algorithm = "HS256"
    somebody, page = goes_round(house, provider)

    assert (page.status, somebody.is_in()) == (502, False)


def test_only_the_browser_that_left_can_come_back(house: House, provider: Provider) -> None:
    back = provider.agrees(leaves(Organizer(house.app)))
    other = Organizer(house.app)
    with_a_cookie_of_its_own = Organizer(house.app)
    leaves(with_a_cookie_of_its_own)

    assert [comes_back(each, back).status for each in (other, with_a_cookie_of_its_own)] == [502, 502]


def test_one_must_come_back_within_ten_minutes(
    house: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reflection_wall.web.office_provider.AWAY_FOR", -1)

    assert goes_round(house, provider)[1].status == 502


def test_a_code_works_once(house: House, provider: Provider) -> None:
    somebody = Organizer(house.app)
    back = provider.agrees(leaves(somebody))

    assert [comes_back(somebody, back).status for _ in range(2)] == [303, 502]


@pytest.mark.parametrize("query", ["", "state=x&code=y", "error=access_denied"])
def test_nonsense_from_outside_is_one_refusal(house: House, provider: Provider, query: str) -> None:
    assert Organizer(house.app).opens(f"/office/provider/back?{query}").status == 502


def test_a_provider_that_is_gone_is_said_and_a_password_still_works(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    Organizer(house.app).sets_up(house)
    made = services.provider("http://127.0.0.1:9", CLIENT, CLIENT_SECRET)
    object.__setattr__(house.app.extensions["house"], "provider", made)
    somebody = Organizer(house.app)
    page = somebody.opens("/office/provider")

    assert (page.status, somebody.signs_in().status) == (502, 303)
    assert CLIENT_SECRET not in caplog.text


def test_many_visits_ask_the_provider_one_after_the_other_and_hold_nobody_up(house: House, provider: Provider) -> None:
    object.__setattr__(house.app.extensions["house"], "limits", Limits(True, lambda: 0.0))
    began, stranger = house.clock.now, Organizer(house.app)
    visits = [stranger.opens("/office/provider").status for _ in range(80)]
    waited = (house.clock.now - began).total_seconds()
    somebody, _ = goes_round(house, provider)

    assert (set(visits), 18 <= waited <= 20, somebody.is_in()) == ({303}, True, True)


def test_visits_beyond_a_long_line_ask_nobody(house: House, provider: Provider) -> None:
    object.__setattr__(house.app.extensions["house"], "limits", Limits(True, lambda: 0.0))
    object.__setattr__(house.app.extensions["house"], "turns", Turns(lambda: 0.0, lambda _: None))
    visits = [Organizer(house.app).opens("/office/provider").status for _ in range(90)]

    assert (visits.count(303), visits.count(429), len(provider.asked)) == (76, 14, 76)


def test_what_a_provider_says_is_one_line_of_the_log(
    house: House, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    somebody = Organizer(house.app)
    state = dict(parse_qsl(urlsplit(leaves(somebody)).query))["state"]
    somebody.opens(f"/office/provider/back?state={state}&error=a%0Aforged%20line")

    assert "a\\nforged line" in caplog.text
    assert "\nforged line" not in caplog.text


def test_a_provider_can_be_taken_off_an_account_with_its_password(house: House, provider: Provider) -> None:
    elsewhere, _ = goes_round(house, provider)
    somebody = Organizer(house.app)
    somebody.signs_in()
    form = somebody.opens("/office/you").form("/provider/forget")
    wrong, right = (somebody.sends(form, password=each).status for each in ("not my password", PASSWORD))
    provider.says |= {"sub": "person-2"}

    assert (wrong, right, elsewhere.is_in(), somebody.is_in()) == (422, 303, False, True)
    assert goes_round(house, provider)[1].status == 303


def test_a_provider_stays_where_nothing_else_opens_the_account(house: House, provider: Provider) -> None:
    owner = Organizer(house.app)
    owner.signs_in()
    owner.invites("jean@example.org", "reviewer")
    provider.says |= {"sub": "person-2", "email": "jean@example.org"}
    jean, _ = goes_round(house, provider)
    page = jean.sends(jean.opens("/office/you").form("/provider/forget"))

    assert (page.status, "Choose a password first" in page.text) == (409, True)
    assert goes_round(house, provider)[1].status == 303


def test_who_comes_through_the_provider_is_not_asked_for_the_app_s_code(house: House, provider: Provider) -> None:
    owner = Organizer(house.app)
    owner.signs_in()
    owner.switches_app_code_on(house)

    assert goes_round(house, provider)[1].status == 303


def test_nobody_asks_the_provider_before_somebody_chooses_it(house: House, provider: Provider) -> None:
    somebody = Organizer(house.app)
    page = somebody.opens("/office/sign-in")
    somebody.signs_in()
    somebody.opens("/office")

    assert ("Sign in with your organization" in page.text, provider.asked) == (True, [])


def test_without_a_provider_there_is_no_such_door(house: House) -> None:
    visitor = Organizer(house.app)

    assert "your organization" not in visitor.opens("/office/sign-in").text
    assert [visitor.opens(f"/office/provider{more}").status for more in ("", "/back")] == [404, 404]


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_it_works_in_every_async_mode(tmp_path: Path, mode: str) -> None:
    provider = Provider()
    named = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": CLIENT_SECRET}
    env = environment(tmp_path, ASYNC_MODE=mode, **named)
    assert Shell(env)("organizer", "add", OWNER, "--role", "owner").status == 0
    server = Server(env)
    line = HTTPConnection("127.0.0.1", server.port, timeout=15)
    left = fetched(line, "/office/provider")
    back = provider.agrees(left.headers["Location"]).removeprefix(server.base)
    came = fetched(line, back, cookie_of(left))
    home = fetched(line, "/office", cookie_of(came))
    line.close()
    server.stop()
    provider.stop()

    assert (left.status, came.status, home.status) == (303, 303, 200)


def fetched(line: HTTPConnection, path: str, cookie: str = "") -> HTTPResponse:
    """One answer, read to its end."""
    line.request("GET", path, headers={"Cookie": cookie})
    reply = line.getresponse()
    reply.read()
    return reply


def cookie_of(reply: HTTPResponse) -> str:
    """What a browser sends from now on."""
    return "; ".join(each.partition(";")[0] for each in reply.headers.get_all("Set-Cookie") or [])


def test_without_its_library_there_is_no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "find_spec", lambda name: None if name == "authlib" else object())

    assert services.provider("https://id.example.org", CLIENT, CLIENT_SECRET) is None
