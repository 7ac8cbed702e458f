"""Cards at the desk: paper cards that somebody beside the presenter types in while the room is still writing."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.services.admit import PinNeeded
from reflection_wall.web import paper_cards
from reflection_wall.web.bodies import make_room
from reflection_wall.web.holders import held_by, store_of
from reflection_wall.web.paper_cards import NotKept
from reflection_wall.web.shown import only_from_a_page_of_ours

desk_cards = Blueprint("desk_cards", __name__, url_prefix="/d/<key>/cards")


@desk_cards.get("")
def show(key: str) -> ResponseReturnValue:
    """An empty card, for the table of the last one."""
    held = held_by(key, "type cards")
    return render_template("desk/cards.html", key=key, **paper_cards.page(held.conference))


# Not at the page's own address: what is sent there is the PIN that the page may ask for.
@desk_cards.post("/kept")
def keep(key: str) -> ResponseReturnValue:
    """Keep a card, once, however often its form is sent."""
    try:
        held = held_by(key, "type cards")
    except PinNeeded:  # its form is for the page itself
        return redirect(url_for("desk_cards.show", key=key), 303)
    only_from_a_page_of_ours()
    make_room(paper_cards.LARGEST)
    try:
        following = paper_cards.keep(store_of(held), held.conference)
    except NotKept as refused:
        page = paper_cards.page(held.conference, refused)
        return make_response(render_template("desk/cards.html", key=key, **page), refused.status)
    return redirect(url_for("desk_cards.show", key=key, **following), 303)
