"""People: who has an account in the office; owners invite, change roles, give new links and end accounts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.rules.permission import OFFICE_ROLES
from reflection_wall.rules.refusals import Conflict, Invalid
from reflection_wall.services.organize import invite, people
from reflection_wall.services.organize.invite import Issued, Wish
from reflection_wall.services.sign_in import Person
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import doer, framed, me
from reflection_wall.web.speech import locale, sentence

office_people = Blueprint("office_people", __name__, url_prefix="/office/people")


@office_people.get("")
def show() -> ResponseReturnValue:
    """Everybody, and for owners the form to invite somebody."""
    return _list(me("read people"))


@office_people.post("")
def invite_somebody() -> ResponseReturnValue:
    """An account and its link, which the page says this once."""
    person, store = doer("keep people")
    form = request.form
    wish = Wish(form.get("email", ""), form.get("name", ""), form.get("role", ""), _communities())
    try:
        issued = invite.invite(store, wish, person.id)
    except Invalid as wrong:
        return _list(person, 422, {field: sentence(message) for field, message in wrong.errors.items()}, wish)
    except Conflict as wrong:
        return _list(person, 409, {"email": sentence(wrong.message)}, wish)
    return _link(person, issued, reset=False)


@office_people.get("/<public_id>")
def show_one(public_id: str) -> ResponseReturnValue:
    """One account, with what an owner can change of it."""
    return _one(me("keep people"), public_id)


@office_people.post("/<public_id>/role")
def change_role(public_id: str) -> ResponseReturnValue:
    """Another role, or for a lead other communities."""
    person, store = doer("keep people")
    try:
        people.change_role(store, public_id, request.form.get("role", ""), _communities())
    except (Invalid, Conflict) as wrong:
        return _one(person, public_id, sentence(wrong.message), 409 if isinstance(wrong, Conflict) else 422)
    return redirect(url_for("office_people.show"), 303)


@office_people.post("/<public_id>/link")
def renew_link(public_id: str) -> ResponseReturnValue:
    """A new link: to accept an invitation late, or to choose a new password."""
    person, store = doer("keep people")
    with store.reading() as session:
        reset = people.account(session, public_id, locale()).state == "active"
    return _link(person, invite.renewed(store, public_id, person.id), reset=reset)


@office_people.post("/<public_id>/end")
def end(public_id: str) -> ResponseReturnValue:
    """End an account."""
    person, store = doer("keep people")
    try:
        people.end(store, public_id)
    except Conflict as wrong:
        return _one(person, public_id, sentence(wrong.message), 409)
    return redirect(url_for("office_people.show"), 303)


def _communities() -> list[int]:
    """The communities that were ticked; what is no number of a row names none."""
    ticked = request.form.getlist("community")[:1000]
    return [int(each) for each in ticked if each.isascii() and each.isdigit() and len(each) < 10]


def _list(
    person: Person, status: int = 200, faults: dict[str, str] | None = None, typed: Wish | None = None
) -> Response:
    with house().store.reading() as session:
        everybody = people.everybody(session, locale())
    return framed(
        "office/people.html",
        person,
        status,
        everybody=everybody,
        faults=faults or {},
        typed=typed or Wish("", "", "organizer"),
        **_choices(),
    )


def _one(person: Person, public_id: str, fault: str | None = None, status: int = 200) -> Response:
    with house().store.reading() as session:
        account = people.account(session, public_id, locale())
    return framed("office/person.html", person, status, account=account, fault=fault, **_choices())


def _choices() -> dict[str, Any]:
    with house().store.reading() as session:
        communities = people.communities(session, locale())
    return {"here": "people", "roles": OFFICE_ROLES, "communities": communities, "now": house().store.clock()}


def _link(person: Person, issued: Issued, *, reset: bool) -> Response:
    address = house().address() + url_for("office_welcome.show", key=issued.key)
    return framed("office/invited.html", person, here="people", issued=issued, address=address, reset=reset)
