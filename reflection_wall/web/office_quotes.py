"""Quotes, in the office: which reflections the world may read, in which order, and on whose pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.rules import sites
from reflection_wall.rules.refusals import Conflict, Invalid, Refused
from reflection_wall.services import introduce, quote
from reflection_wall.services.quote import Deed
from reflection_wall.services.sign_in import Person
from reflection_wall.web.house import house
from reflection_wall.web.looking import looked
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale, sentence

office_quotes = Blueprint("office_quotes", __name__, url_prefix="/office/c")

LONGEST_WORDS = 100
# The buttons of the page, by name; their value is the reflection they are about.
DEEDS: tuple[Deed, ...] = ("add", "up", "down", "off")


@office_quotes.get("/<code>/quotes")
def show(code: str) -> ResponseReturnValue:
    """What is on the page, what may be put there, and who may see it."""
    person = me("choose quotes")
    return _page(person, conference_of(person, code), _words())


@office_quotes.post("/<code>/quotes")
def place(code: str) -> ResponseReturnValue:
    """Put one on the page, move it, or take it off. Raises Unknown."""
    person, store = doer("choose quotes")
    found = conference_of(person, code)
    words = request.form.get("words", "")[:LONGEST_WORDS]
    deed = next((each for each in DEEDS if each in request.form), None)
    if deed is None:
        return redirect(url_for("office_quotes.show", code=found.code), 303)
    try:
        quote.place(store, found.id, request.form[deed], deed, person.signature)
    except Conflict as wrong:
        return _page(person, found, words, {"quote": wrong}, 409)
    there = "may" if deed == "add" else "page"
    return redirect(url_for("office_quotes.show", code=found.code, words=words or None, _anchor=there), 303)


@office_quotes.post("/<code>/quotes/page")
def set_page(code: str) -> ResponseReturnValue:
    """Switch the public page on or off, and say which sites may show it."""
    person, store = doer("choose quotes")
    found = conference_of(person, code)
    try:
        allowed = sites.sites(request.form.get("sites", ""))
    except Invalid as wrong:
        return _page(person, found, "", {"sites": wrong}, 422)
    quote.set_page(store, found.id, public="public" in request.form, sites=allowed)
    return redirect(url_for("office_quotes.show", code=found.code, done="page"), 303)


def _words() -> str:
    return request.args.get("words", "")[:LONGEST_WORDS]


def _page(
    person: Person, found: Conference, words: str, faults: dict[str, Refused] | None = None, status: int = 200
) -> Response:
    language = locale()

    def told(session: Session) -> dict[str, Any]:
        candidates, more = quote.candidates(session, found, language, words)
        return {
            "about": introduce.introduction(session, found, language),
            "chosen": quote.chosen(session, found, language),
            "candidates": candidates,
            "more": more,
        }

    values = looked(told, long=bool(words))
    values |= {"words": words, "done": request.args.get("done", "")}
    values |= {"faults": {name: sentence(wrong.message) for name, wrong in (faults or {}).items()}}
    values |= {"typed": request.form, "base": house().address()}
    return framed(
        "office/quotes.html", person, status, here="office_quotes.show", conference=found, **values
    )  # fmt: skip
