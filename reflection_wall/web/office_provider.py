"""Signing in through the organization's own provider: away to it, and back with who it says one is."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeTimedSerializer

from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import credentials, sign_in
from reflection_wall.services.admit import HOST_ONLY
from reflection_wall.services.provider import Begun, Provider, ProviderFailed
from reflection_wall.web import errors
from reflection_wall.web.errors import TooFast
from reflection_wall.web.house import house
from reflection_wall.web.limits import Allowance
from reflection_wall.web.signed_in import keep, shown_key
from reflection_wall.web.speech import sentence

office_provider = Blueprint("office_provider", __name__, url_prefix="/office/provider")

AWAY = "office-away"
AWAY_FOR = 600
# A whole team that signs in at the same time, there and back; then one a second.
TALKS = Allowance(60, 60)
BETWEEN = 1.0


@office_provider.get("")
def leave() -> ResponseReturnValue:
    """To the provider, with what must fit when one comes back in a cookie that nobody else can make."""
    provider = _provider()
    _in_turn()
    address, begun = provider.begin(_back())
    response = cast(Response, redirect(address, 303))
    _carry(response, _sealed().dumps(asdict(begun)), AWAY_FOR)
    return response


@office_provider.get("/back")
def come_back() -> ResponseReturnValue:
    """Sign in whoever has an account here; the provider makes none."""
    provider = _provider()
    try:
        begun = Begun(**_sealed().loads(request.cookies.get(_cookie(), ""), max_age=AWAY_FOR))
    except BadSignature:
        raise ProviderFailed from None
    _in_turn()
    somebody = provider.finish(_back(), begun, request.args)
    store = house().store
    found = credentials.by_provider(store, somebody.issuer, somebody.subject, somebody.email)
    if found is None:
        said = gettext("Your organization knows you, but nobody has invited you here yet. Please ask an owner.")
        return errors.page("office/sorry.html", 403, detail=said)
    with store.reading() as session:
        email = credentials.address(session, found)
    response = cast(Response, redirect(url_for("office_home.show"), 303))
    _carry(response, "", 0)
    keep(response, sign_in.begin(store, found, shown_key()), email)
    return response


@office_provider.app_errorhandler(ProviderFailed)
def failed(wrong: ProviderFailed) -> Response:
    """It did not work: a password still does."""
    return errors.page("office/sorry.html", 502, detail=sentence(wrong.message))


def _provider() -> Provider:
    found = house().provider
    if found is None:
        raise Unknown
    return found


def _in_turn() -> None:
    """Each visit asks another server something, so that many at once stand in a line. Raises TooFast for a long one."""
    pause = house().limits.wait(("provider", None, TALKS))
    if pause and not house().turns.take(("provider", BETWEEN)):
        raise TooFast(pause)


def _back() -> str:
    return house().address() + url_for("office_provider.come_back")


def _sealed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(house().secret, salt=AWAY)


def _cookie() -> str:
    return (HOST_ONLY if house().secure_cookies else "") + AWAY


def _carry(response: Response, value: str, max_age: int) -> None:
    secure = house().secure_cookies
    response.set_cookie(_cookie(), value, max_age=max_age, httponly=True, secure=secure, samesite="Lax")
