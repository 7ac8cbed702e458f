"""A rehearsal from the office: an audience of samples at the tables of a conference, and its end."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from reflection_wall.models import Conference
from reflection_wall.services import rehearsals, retain
from reflection_wall.services.sign_in import Person
from reflection_wall.web import rehearsing, typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me

office_rehearsals = Blueprint("office_rehearsals", __name__, url_prefix="/office/c/<code>/rehearsal")

EACH = 2
PACES = (0, 2, 5, 15)


@office_rehearsals.get("")
def show(code: str) -> ResponseReturnValue:
    """How far it is, and the way to begin or end one."""
    person = me("read set-up")
    return _page(person, conference_of(person, code), {})


@office_rehearsals.post("")
def begin(code: str) -> ResponseReturnValue:
    """Let an audience share: at once, or over some minutes beside everything else."""
    person, store = doer("set up")
    found = conference_of(person, code)
    with store.reading() as session:
        places = rehearsals.places(session, found)
        real = rehearsals.practice(session, found.id).real
    minutes = typed.number("minutes", PACES[-1]) or 0
    if refusal := _refusal(found, places, real):
        return _page(person, found, {"minutes": refusal})
    audience = rehearsing.turns(places, house().secret, EACH if minutes else 1, minutes * 60)
    (rehearsing.play_beside if minutes else rehearsing.play)(house().store, found.id, audience)
    return redirect(url_for("office_rehearsals.show", code=found.code), 303)


@office_rehearsals.post("/clear")
def clear(code: str) -> ResponseReturnValue:
    """Take every sample away, for good."""
    person, store = doer("set up")
    retain.clear_rehearsal(store, conference_of(person, code).id)
    return redirect(url_for("office_rehearsals.show", code=code), 303)


def _refusal(found: Conference, places: list[rehearsals.Place], real: int) -> str:
    if found.state == "archived":
        return gettext("This conference is archived and takes no more changes.")
    if not places:
        return gettext("There are no tables yet, so that nobody could share.")
    if real:
        return gettext("Tables have shared here already. Please rehearse in a copy of this conference.")
    return ""


def _page(person: Person, found: Conference, faults: dict[str, str]) -> Response:
    with house().store.reading() as session:
        practice = rehearsals.practice(session, found.id)
        tables = len(rehearsals.places(session, found))
    return framed(
        "office/rehearsal.html",
        person,
        422 if faults else 200,
        here="office_rehearsals.show",
        conference=found,
        practice=practice,
        now=house().store.clock(),
        tables=tables,
        each=EACH,
        paces=PACES,
        faults=faults,
        may_change=person.may("set up") and found.state != "archived",
    )
