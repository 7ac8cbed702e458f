"""Signing in and out of the office, and the way back in for who has lost the password: with a code put away before."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from reflection_wall.rules.refusals import Invalid
from reflection_wall.services import credentials, sign_in
from reflection_wall.services.organize import getting_in
from reflection_wall.services.sign_in import NotAllowed, NotSignedIn
from reflection_wall.web import errors, patience
from reflection_wall.web.house import house
from reflection_wall.web.shown import only_from_a_page_of_ours
from reflection_wall.web.signed_in import doer, forget, keep, me, shown_key
from reflection_wall.web.speech import sentence

office_sign_in = Blueprint("office_sign_in", __name__, url_prefix="/office")

HOME = "/office"


@office_sign_in.get("/sign-in")
def ask() -> ResponseReturnValue:
    """The form; whoever is signed in goes on."""
    try:
        me("enter")
    except NotSignedIn:
        return _asked(200)
    return redirect(_onward(), 303)


@office_sign_in.post("/sign-in")
def begin() -> ResponseReturnValue:
    """303 to the page that was wanted, with a cookie; a wrong password and an unknown address have one answer."""
    only_from_a_page_of_ours()
    email = _email(request.form)
    turn = patience.turn(email)
    password, code = request.form.get("password", ""), request.form.get("code", "")
    found = credentials.signed_in(house().store, email, password, code) if turn.looked_at else None
    if found is None and turn.pause:
        return _too_fast("office/sign_in.html", turn.pause)
    if found is None:
        return _asked(422, gettext("E-mail, password or code is wrong. Please look at each line once more."))
    patience.forgive(email)
    return _signed_in(found, email, _onward())


@office_sign_in.post("/sign-out")
def end() -> ResponseReturnValue:
    """Sign this browser out."""
    person, store = doer("enter")
    sign_in.end(store, person.id, person.sign_in)
    response = cast(Response, redirect(url_for("office_sign_in.ask"), 303))
    forget(response)
    return response


@office_sign_in.get("/recover")
def ask_for_code() -> ResponseReturnValue:
    """The form for a recovery code and a new password."""
    return errors.page("office/recover.html", 200)


@office_sign_in.post("/recover")
def recover() -> ResponseReturnValue:
    """A recovery code in place of the old password: it is spent, there is a new password, and one is signed in."""
    only_from_a_page_of_ours()
    email, form = _email(request.form), request.form
    if form.get("password", "") != form.get("again", ""):
        return _recovering(422, gettext("The two passwords differ."))
    turn, found = patience.turn(email), None
    try:
        if turn.looked_at:
            found = credentials.recovered(
                house().store, email, form.get("recovery", ""), form.get("code", ""), form.get("password", "")
            )
    except Invalid as wrong:
        return _recovering(422, sentence(wrong.message))
    if found is None and turn.pause:
        return _too_fast("office/recover.html", turn.pause)
    if found is None:
        return _recovering(422, gettext("E-mail, password or code is wrong. Please look at each line once more."))
    patience.forgive(email)
    return _signed_in(found, email, HOME)


@office_sign_in.app_errorhandler(NotSignedIn)
def please_sign_in(wrong: NotSignedIn) -> ResponseReturnValue:
    """Nobody is signed in: to the form, and from there back to the page that was wanted."""
    if request.method != "GET":
        return redirect(url_for("office_sign_in.ask"), 303)
    wanted = request.full_path.rstrip("?")
    return redirect(url_for("office_sign_in.ask", next=None if wanted == HOME else wanted), 303)


@office_sign_in.app_errorhandler(NotAllowed)
def not_allowed(wrong: NotAllowed) -> Response:
    """Somebody is signed in whose role does not go that far."""
    return errors.page("office/sorry.html", 403, detail=sentence(wrong.message))


def _signed_in(organizer_id: int, email: str, onward: str) -> Response:
    response = cast(Response, redirect(onward, 303))
    keep(response, sign_in.begin(house().store, organizer_id, shown_key()), email)
    return response


def _onward() -> str:
    """Where one wanted to go, inside the office and nowhere else."""
    wanted = request.values.get("next", "")
    inside = wanted.startswith(HOME + "/") and not set(wanted) & set("\\\r\n") and "//" not in wanted
    return wanted if inside else HOME


def _email(form: MultiDict[str, str]) -> str:
    return form.get("email", "").strip().casefold()[:254]


def _asked(status: int, fault: str | None = None) -> Response:
    with house().store.reading() as session:
        ownerless = not getting_in.has_owner(session)
    return errors.page(
        "office/sign_in.html",
        status,
        fault=fault,
        typed=request.form.get("email", ""),
        onward=_onward(),
        ownerless=ownerless,
        provider=house().provider is not None,
    )


def _recovering(status: int, fault: str) -> Response:
    return errors.page("office/recover.html", status, fault=fault, typed=request.form.get("email", ""))


def _too_fast(template: str, pause: int) -> Response:
    fault = gettext("There were several tries. Please wait %(seconds)s s, then try again.", seconds=pause)
    response = _asked(429, fault) if template == "office/sign_in.html" else _recovering(429, fault)
    response.headers["Retry-After"] = str(pause)
    return response
