"""Cards in the office: paper cards that an organizer types in."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.web import paper_cards
from reflection_wall.web.paper_cards import NotKept
from reflection_wall.web.signed_in import conference_of, doer, framed, me

office_cards = Blueprint("office_cards", __name__, url_prefix="/office/c")

HERE = "office_cards.show"


@office_cards.get("/<code>/cards")
def show(code: str) -> ResponseReturnValue:
    """An empty card, for the table of the last one."""
    person = me("type cards")
    return framed("office/cards.html", person, here=HERE, **paper_cards.page(conference_of(person, code)))


@office_cards.post("/<code>/cards")
def keep(code: str) -> ResponseReturnValue:
    """Keep a card, once, however often its form is sent."""
    person, store = doer("type cards", paper_cards.LARGEST)
    found = conference_of(person, code)
    try:
        following = paper_cards.keep(store, found)
    except NotKept as refused:
        return framed("office/cards.html", person, refused.status, here=HERE, **paper_cards.page(found, refused))
    return redirect(url_for("office_cards.show", code=found.code, **following), 303)
