"""The office's home: every programme and conference that somebody sees, and how far each has come."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from reflection_wall.services import overview, retain, review
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import framed, me
from reflection_wall.web.speech import locale

office_home = Blueprint("office_home", __name__)


@office_home.get("/office")
def show() -> ResponseReturnValue:
    """A card for each conference: code, date, state, tables that have shared, reflections that may be quoted."""
    person = me("enter")
    with house().store.reading() as session:
        programmes = overview.programmes(session, locale(), person.communities)
        consents = {
            card.code: review.consents(session, card.conference, person.communities)
            for programme in programmes
            for card in programme.conferences
        }
        outlooks = {each.code: each for each in retain.outlooks(session, house().store.clock().date())}
    more: dict[str, Any] = {"programmes": programmes, "consents": consents, "outlooks": outlooks}
    return framed("office/home.html", person, here="home", **more)
