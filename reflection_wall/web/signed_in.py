"""Signed in: from a browser's cookie to the organizer in front of it, and to the frame that all their pages stand in.

What a page shows needs the cookie alone; what it changes also needs the form's token, which only a page of this very
sign-in has, and the right Origin (ASVS 5.0.0, 3.5.1).
"""

from __future__ import annotations

import hmac
from typing import Any

from flask import Response, make_response, render_template, request

from reflection_wall.models import Conference
from reflection_wall.rules import keys
from reflection_wall.rules.permission import OfficeAction
from reflection_wall.rules.refusals import Forbidden, Message
from reflection_wall.services import overview, sign_in
from reflection_wall.services.admit import HOST_ONLY
from reflection_wall.services.sign_in import NotAllowed, Person
from reflection_wall.store import Store
from reflection_wall.web.bodies import LARGEST_FORM, make_room
from reflection_wall.web.house import house
from reflection_wall.web.places import PARTS
from reflection_wall.web.shown import FROM_ELSEWHERE, only_from_a_page_of_ours
from reflection_wall.web.speech import at_home

COOKIE, KNOWN = "office", "office-known"
A_YEAR = 365 * 24 * 3600


def me(action: OfficeAction) -> Person:
    """Who is signed in, if their role allows the action. Raises NotSignedIn and NotAllowed."""
    store = house().store
    with store.reading() as session:
        person = sign_in.present(session, shown_key(), store.clock())
    if person.locale:
        at_home(None, person.locale)
    if not person.may(action):
        raise NotAllowed
    sign_in.seen(store, person)
    return person


def doer(action: OfficeAction, largest: int = LARGEST_FORM) -> tuple[Person, Store]:
    """Who sent this form, and the store for what they want done: nothing is, once they are signed out or may no longer.
    To be asked before anything looks into the form. Raises NotSignedIn, NotAllowed, and Forbidden for a form that no
    page of theirs has sent."""
    only_from_a_page_of_ours()
    person = me(action)
    make_room(largest)
    token = keys.form_token(house().secret, shown_key())
    if not hmac.compare_digest(request.form.get("token", "").encode(), token.encode()):
        raise Forbidden(Message(FROM_ELSEWHERE))
    return person, house().store.behind(lambda writing: sign_in.still(writing, person.sign_in_id, action))


def conference_of(person: Person, code: str) -> Conference:
    """The conference with this code, if they see anything of it. Raises Unknown."""
    with house().store.reading() as session:
        return overview.conference(session, code, person.communities)


def framed(template: str, person: Person, status: int = 200, **values: Any) -> Response:
    """A page of the office in its frame. `here` names the navigation's place; `conference` brings its parts."""
    token = keys.form_token(house().secret, shown_key())
    response = make_response(render_template(template, me=person, token=token, parts=PARTS, **values))
    response.status_code = status
    return response


def shown_key() -> str:
    """The key that the browser shows, empty for none."""
    return request.cookies.get(_name(COOKIE), "")


def known_as(email: str) -> str | None:
    """The mark of a browser that this account has signed in with before, or None."""
    nonce, _, proof = request.cookies.get(_name(KNOWN), "").partition(".")
    good = keys.known_proof(house().secret, email, nonce)
    return nonce if nonce and hmac.compare_digest(proof.encode(), good.encode()) else None


def keep(response: Response, key: str, email: str) -> None:
    """Have the browser keep a new sign-in until it is closed, and for a year that this account knows it."""
    _set(response, COOKIE, key)
    if known_as(email) is None:
        nonce = keys.fresh()
        _set(response, KNOWN, f"{nonce}.{keys.known_proof(house().secret, email, nonce)}", A_YEAR)


def forget(response: Response) -> None:
    """Have the browser forget its sign-in."""
    _set(response, COOKIE, "", 0)


def _name(name: str) -> str:
    return (HOST_ONLY if house().secure_cookies else "") + name


def _set(response: Response, name: str, value: str, max_age: int | None = None) -> None:
    response.set_cookie(
        _name(name), value, max_age=max_age, httponly=True, secure=house().secure_cookies, samesite="Lax"
    )
