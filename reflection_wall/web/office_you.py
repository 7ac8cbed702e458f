"""You: one's own account: the password, what protects it besides, and every browser that is signed in with it.

Whatever changes how one gets in asks for the password again (ASVS 5.0.0, 7.5.1); wrong ones wait as at the sign-in.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer

from reflection_wall.exports.qr import path_of
from reflection_wall.rules import one_time
from reflection_wall.rules.refusals import Conflict, Invalid, Message
from reflection_wall.services import credentials, sign_in
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import errors, patience
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import doer, framed, me
from reflection_wall.web.speech import sentence

office_you = Blueprint("office_you", __name__, url_prefix="/office/you")

# Seconds to get the app out, scan and type; a wrong code begins them anew.
OFFERED_FOR = 600


@office_you.get("")
def show() -> ResponseReturnValue:
    """Everything about one's own account."""
    return _page(me("enter"))


@office_you.post("/password")
def change_password() -> ResponseReturnValue:
    """A new password; every other browser is signed out."""
    person, store = doer("enter")
    form = request.form
    if form.get("new", "") != form.get("again", ""):
        return _page(person, 422, {"again": gettext("The two passwords differ.")})
    if faults := _unconfirmed(person, store):
        return _page(person, 422, faults)
    try:
        credentials.change_password(store, person.id, form.get("new", ""), keeping=person.sign_in_id)
    except Invalid as wrong:
        return _page(person, 422, {"new": sentence(wrong.message)})
    return _done("password")


@office_you.post("/app-code")
def begin_app_code() -> ResponseReturnValue:
    """The secret for an app, as a QR code and to type; nothing is on before the app has shown its first code."""
    person, store = doer("enter")
    if faults := _unconfirmed(person, store, "app-code"):
        return _page(person, 422, faults)
    with store.reading() as session:
        if credentials.protection(session, person.id).app_code:
            return _page(person, 409, {"app-code": sentence(Message(credentials.ON_ALREADY))})
    return _scanning(person, one_time.app_secret())


@office_you.post("/app-code/confirm")
def confirm_app_code() -> ResponseReturnValue:
    """The app shows the right code: from now on a sign-in asks for one. The secret is one that was offered to this very
    sign-in a moment ago, after the password, and no other."""
    person, store = doer("enter")
    secret = _offered(person)
    if secret is None:
        return _page(person, 422, {"app-code": gettext("This took too long. Please begin once more.")})
    try:
        credentials.switch_app_code_on(store, person.id, secret, request.form.get("code", ""))
    except Invalid as wrong:
        return _scanning(person, secret, sentence(wrong.message))
    except Conflict as wrong:
        return _page(person, 409, {"app-code": sentence(wrong.message)})
    return _done("app-code-on")


@office_you.post("/app-code/off")
def end_app_code() -> ResponseReturnValue:
    """From now on the password is enough."""
    person, store = doer("enter")
    if faults := _unconfirmed(person, store, "app-code"):
        return _page(person, 422, faults)
    credentials.switch_app_code_off(store, person.id)
    return _done("app-code-off")


@office_you.post("/provider/forget")
def forget_provider() -> ResponseReturnValue:
    """The organization's own sign-in opens this account no more; every other browser is signed out."""
    person, store = doer("enter")
    if faults := _unconfirmed(person, store, "provider"):
        return _page(person, 422, faults)
    try:
        credentials.forget_provider(store, person.id, keeping=person.sign_in_id)
    except Conflict as wrong:
        return _page(person, 409, {"provider": sentence(wrong.message)})
    return _done("provider")


@office_you.post("/recovery-codes")
def new_recovery_codes() -> ResponseReturnValue:
    """Ten new codes, on this page and never again."""
    person, store = doer("enter")
    if faults := _unconfirmed(person, store, "recovery"):
        return _page(person, 422, faults)
    codes = credentials.new_recovery_codes(store, person.id)
    return errors.page("office/codes.html", 200, codes=codes, fresh=False, onward=url_for("office_you.show"))


@office_you.post("/sign-ins/end")
def end_sign_in() -> ResponseReturnValue:
    """Sign one browser out."""
    person, store = doer("enter")
    sign_in.end(store, person.id, request.form.get("which", ""))
    return _done("ended")


@office_you.post("/sign-ins/end-others")
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign every browser out but this one."""
    person, store = doer("enter")
    sign_in.end_others(store, person)
    return _done("ended")


def _unconfirmed(person: Person, store: Store, place: str = "password") -> dict[str, str]:
    """What to say when the password was not typed rightly, and nothing when it was."""
    turn = patience.turn(person.email)
    if turn.looked_at and credentials.confirmed(store, person.id, request.form.get("password", "")):
        patience.forgive(person.email)
        return {}
    said = gettext("There were several tries. Please wait %(seconds)s s, then try again.", seconds=turn.pause)
    return {place: said if turn.pause else gettext("This is not your password. Please type it once more.")}


def _scanning(person: Person, secret: str, fault: str | None = None) -> Response:
    code = path_of(one_time.app_address(secret, person.email))
    status = 422 if fault else 200
    more = {"qr": code, "secret": secret, "offer": _offer(person, secret), "fault": fault}
    return framed("office/app_code.html", person, status, here="you", **more)


def _offer(person: Person, secret: str) -> str:
    """The secret as a form carries it: whose, and since when, nobody else can write."""
    return str(_sealed().dumps([person.sign_in, secret, int(house().store.clock().timestamp())]))


def _offered(person: Person) -> str | None:
    """The secret that this form was given, or None for one that was not, or no longer."""
    try:
        whose, secret, since = _sealed().loads(request.form.get("offer", ""))
    except BadSignature:
        return None
    fresh = 0 <= int(house().store.clock().timestamp()) - since <= OFFERED_FOR
    return secret if whose == person.sign_in and fresh else None


def _sealed() -> URLSafeSerializer:
    return URLSafeSerializer(house().secret, salt="app-code")


def _done(what: str) -> ResponseReturnValue:
    return redirect(url_for("office_you.show", done=what), 303)


def _page(person: Person, status: int = 200, faults: dict[str, str] | None = None) -> Response:
    now = house().store.clock()
    with house().store.reading() as session:
        protection = credentials.protection(session, person.id)
        browsers = sign_in.browsers(session, person, now)
    return framed(
        "office/you.html",
        person,
        status,
        here="you",
        protection=protection,
        browsers=browsers,
        now=now,
        faults=faults or {},
        done=request.args.get("done"),
    )
