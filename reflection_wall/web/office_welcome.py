"""Welcome: from a link that was shown once to an account with a password, its recovery codes, and being signed in.

Nobody is signed in here yet: the key in the path is what admits, and the defence against forged forms.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from reflection_wall.rules.refusals import Invalid, Unknown
from reflection_wall.services import credentials, sign_in
from reflection_wall.services.organize import accept as accepting
from reflection_wall.services.organize.accept import Given, Opened
from reflection_wall.web import errors
from reflection_wall.web.house import house
from reflection_wall.web.shown import only_from_a_page_of_ours
from reflection_wall.web.signed_in import keep, shown_key
from reflection_wall.web.speech import locale, sentence

office_welcome = Blueprint("office_welcome", __name__, url_prefix="/office/welcome")


@office_welcome.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    """What the link is for; looking uses nothing up."""
    return _page(200, _opened(key), {})


@office_welcome.post("/<key>")
def accept(key: str) -> ResponseReturnValue:
    """The account is there, and one is signed in; the page has the recovery codes, this once."""
    link, store = _opened(key), house().store
    only_from_a_page_of_ours()
    form = request.form
    typed = replace(link, name=form.get("name", link.name), email=form.get("email", "") or link.email)
    if form.get("password", "") != form.get("again", ""):
        return _page(422, typed, {"again": gettext("The two passwords differ.")})
    given = Given(typed.name, form.get("password", ""), typed.email, locale())
    try:
        organizer_id = accepting.accept(store, key, given)
    except Invalid as wrong:
        return _page(422, typed, {field: sentence(message) for field, message in wrong.errors.items()})
    with store.reading() as session:
        email = credentials.address(session, organizer_id)
    codes = credentials.new_recovery_codes(store, organizer_id)
    response = errors.page("office/codes.html", 200, codes=codes, fresh=True, onward=url_for("office_home.show"))
    keep(response, sign_in.begin(store, organizer_id, shown_key()), email)
    return response


@office_welcome.errorhandler(Unknown)
def used_up(wrong: Unknown) -> Response:
    """The link works no longer, or never did."""
    return errors.page("office/sorry.html", 404, detail=sentence(wrong.message))


def _opened(key: str) -> Opened:
    with house().store.reading() as session:
        return accepting.opened(session, key, house().store.clock())


def _page(status: int, link: Opened, faults: dict[str, str]) -> Response:
    return errors.page("office/welcome.html", status, link=link, faults=faults)
