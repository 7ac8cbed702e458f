"""Entrance: what stands before a pass's page: the exchange of a secret after `#` for a cookie, and the PIN's form.

The exchange needs the page's script, because no browser sends what stands after `#`. The PIN's form works without, and
is sent to the page that asked: the key in its path is the defence against forged ones.
"""

from __future__ import annotations

from typing import cast

import msgspec
from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from reflection_wall.rules.pages import page_of
from reflection_wall.rules.permission import Action, Role
from reflection_wall.services import admit, passes
from reflection_wall.services.admit import BY_COOKIE, PIN_COOKIE, SECRET_COOKIE, Shown
from reflection_wall.web import bodies, errors
from reflection_wall.web.guesses import Guesses
from reflection_wall.web.house import house
from reflection_wall.web.shown import keep_cookie, shown
from reflection_wall.web.speech import sentence, visiting

entrance = Blueprint("entrance", __name__)

LARGEST_FORM = 4096


class Secret(msgspec.Struct, forbid_unknown_fields=True):
    """What stood after `#`."""

    secret: str


@entrance.record_once
def remember_guesses(state: BlueprintSetupState) -> None:
    """Give the app its memory of wrong PINs."""
    state.app.extensions["guesses"] = Guesses()


@entrance.get("/enter/<public_id>")
def enter(public_id: str) -> ResponseReturnValue:
    """The page whose script takes the secret out of its address; the same for every id, known or not."""
    return render_template("entrance/enter.html", public_id=public_id)


@entrance.post("/api/enter/<public_id>")
def exchange(public_id: str) -> ResponseReturnValue:
    """Take a secret for a cookie named after its pass; the answer says where to go."""
    secret = bodies.json_as(Secret).secret
    presented = Shown(BY_COOKIE + public_id, {admit.cookie(SECRET_COOKIE, public_id): secret})
    with house().store.reading() as session:
        held, _ = admit.presented(session, presented, None, house().store.clock())
    response = jsonify({"to": page_of(cast(Role, held.role), presented.key)})
    keep_cookie(response, SECRET_COOKIE, public_id, secret)
    return response


@entrance.post("/d/<key>")
@entrance.post("/d/<key>/<path:page>")
def show_pin_at_desk(key: str, page: str = "") -> ResponseReturnValue:
    """A PIN for a desk's page, whichever asked."""
    return _shown_pin(key, "read desk")


@entrance.post("/w/<key>")
@entrance.post("/w/<key>/<path:page>")
def show_pin_at_wall(key: str, page: str = "") -> ResponseReturnValue:
    """A PIN for a wall on a projector or in the hand."""
    return _shown_pin(key, "read wall")


@entrance.get("/d/<key>/<path:page>")
@entrance.get("/w/<key>/<path:page>")
def no_such_page(key: str, page: str) -> ResponseReturnValue:
    """What no face answers is not found; without this, the PIN's form would make it a wrong method."""
    raise NotFound


@entrance.post("/office/r/<key>")
def show_pin_at_office(key: str) -> ResponseReturnValue:
    """A PIN for a reviewer's page."""
    return _shown_pin(key, "read reflections")


@entrance.app_errorhandler(admit.PinNeeded)
def ask_for_pin(wrong: admit.PinNeeded) -> Response:
    """The PIN has not been shown: people get its form, programs a refusal."""
    if request.path.startswith("/api/"):
        return errors.answer(403, sentence(wrong.message))
    visiting(wrong.conference.locale)
    return _asked(403)


def _shown_pin(key: str, action: Action) -> ResponseReturnValue:
    """303 to the page that asked for the PIN, with a cookie for a right one."""
    request.max_content_length = LARGEST_FORM
    with house().store.reading() as session:
        held, conference = admit.presented(session, shown(key), action, house().store.clock())
    visiting(conference.locale)
    response = cast(Response, redirect(request.path, 303))
    if held.pin_hash is None:
        return response
    pin = "".join(request.form.get("pin", "").split())
    if not passes.PIN.fullmatch(pin):
        return _asked(422, gettext("A PIN has 4 to 8 digits."))
    public_id = held.public_id or ""
    guesses: Guesses = current_app.extensions["guesses"]
    if wait := guesses.take(public_id, house().store.clock()):
        return _too_fast(wait)
    proof = passes.proof(house().secret, held, pin)
    if proof is None:
        return _asked(422, gettext("This is not the PIN of this link. Please look at it once more."))
    guesses.forget(public_id)
    keep_cookie(response, PIN_COOKIE, public_id, proof)
    return response


def _asked(status: int, fault: str | None = None) -> Response:
    return errors.page("entrance/pin.html", status, fault=fault)


def _too_fast(wait: int) -> Response:
    fault = gettext("That was guessed several times. Please wait %(seconds)s s, then type it again.", seconds=wait)
    response = _asked(429, fault)
    response.headers["Retry-After"] = str(wait)
    return response
