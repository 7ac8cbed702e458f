"""A conference: begun from nothing, from ready questions or as a copy of the last one, and what is chosen for it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules import meanwhile
from reflection_wall.rules.languages import said
from reflection_wall.rules.moderation import MODES
from reflection_wall.rules.questions import FIRST, STAGES
from reflection_wall.services import stage
from reflection_wall.services.arrange import conferences, programmes
from reflection_wall.services.arrange.conferences import Choices, Wish
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale

office_conferences = Blueprint("office_conferences", __name__, url_prefix="/office")

# What desks set as well.
ROOM = ("moderation", "delay", "walk_in", "resonance", "shared_draft")


@office_conferences.get("/programmes/<int:programme_id>/conferences/new")
def new(programme_id: int) -> ResponseReturnValue:
    """The form of a conference that is not there yet."""
    return _new(me("set up"), programme_id, {})


@office_conferences.post("/programmes/<int:programme_id>/conferences/new")
def begin(programme_id: int) -> ResponseReturnValue:
    """Make it, and go on to its tables."""
    person, store = doer("set up")
    made: list[str] = []
    if faults := typed.faults(lambda: made.append(_begin(store, programme_id)), "code"):
        return _new(person, programme_id, faults)
    return redirect(url_for("office_tables.show", code=made[0]), 303)


@office_conferences.get("/c/<code>/set-up")
def show(code: str) -> ResponseReturnValue:
    """What is chosen for it."""
    person = me("read set-up")
    return _page(person, conference_of(person, code), {})


@office_conferences.post("/c/<code>/set-up")
def change(code: str) -> ResponseReturnValue:
    """Keep what was chosen."""
    person, store = doer("set up")
    found = conference_of(person, code)
    if faults := typed.faults(lambda: _change(store, found), "title"):
        return _page(person, conference_of(person, code), faults)
    return redirect(url_for("office_conferences.show", code=found.code, done="kept"), 303)


@office_conferences.post("/c/<code>/archive")
def archive(code: str) -> ResponseReturnValue:
    """Take no more changes, or take them again."""
    person, store = doer("set up")
    found = conference_of(person, code)
    conferences.archive(store, found.id, archived=typed.line("archived") == "1")
    return redirect(url_for("office_conferences.show", code=found.code, done="kept"), 303)


def _begin(store: Store, programme_id: int) -> str:
    start, secret = typed.line("start"), house().secret
    questions = {"stages": STAGES, "first": (FIRST,)}.get(start, (typed.words("question"),))
    wish = Wish(typed.words("title"), typed.line("held_on"), typed.line("locale"), typed.line("code"), questions)
    if start == "copy":
        return conferences.copy(store, secret, programme_id, wish, typed.number("copied") or 0)
    return conferences.begin(store, secret, programme_id, wish)


def _change(store: Store, found: Conference) -> None:
    """What is chosen and what desks set as well go into one write, or neither does."""
    shown = typed.shown()
    room = meanwhile.wanted(_room(found), shown, found)
    also = stage.arranging(found.id, stage.Setting(**room))
    conferences.change(store, found.id, _choices(found), shown, also)


def _room(found: Conference) -> dict[str, Any]:
    """What was typed of what desks set as well; what cannot be read at all is no delay."""
    mode = typed.line("moderation")
    return {
        "moderation": mode if mode in MODES else found.moderation,
        "delay": (typed.number("delay") or 0) if typed.line("delay").strip() else found.delay,
        **{name: typed.ticked(name) for name in ROOM[2:]},
    }


def _choices(found: Conference | None) -> Choices:
    return Choices(
        title=typed.words("title", found.title if found else None),
        held_on=typed.line("held_on"),
        locale=typed.line("locale"),
        table_labels=typed.ticked("table_labels"),
        ethics=typed.line("ethics"),
        purge_on=typed.line("purge_on"),
    )


def _new(person: Person, programme_id: int, faults: dict[str, str]) -> Response:
    with house().store.reading() as session:
        programme = programmes.one(session, programme_id, person.communities)
        earlier = conferences.of_programme(session, programme_id)
    begun = {"start": "copy" if earlier else "first", "locale": locale()}
    again: dict[str, Any] = {name: typed.line(name) for name in ("start", "locale", "held_on", "code", "copied")}
    again |= {name: typed.words(name) for name in ("title", "question")} if faults else {}
    return framed(
        "office/conference_new.html",
        person,
        422 if faults else 200,
        here="home",
        programme=programme,
        earlier=earlier,
        copies=[(each.id, f"{said(each.title, locale())} · {each.code}") for each in earlier],
        values=again if faults else begun,
        ready=FIRST,
        stages=STAGES,
        faults=faults,
    )


def _page(person: Person, found: Conference, faults: dict[str, str]) -> Response:
    names = (*conferences.SHOWN, *ROOM)
    values: dict[str, Any] = {name: getattr(found, name) for name in names}
    if faults:
        values |= vars(_choices(None)) | _room(found) | {"delay": typed.line("delay")}
    return framed(
        "office/conference.html",
        person,
        422 if faults else 200,
        here="office_conferences.show",
        conference=found,
        values=values,
        shown=typed.carried(meanwhile.marks(found, names), faults),
        modes=MODES,
        faults=faults,
        may_change=person.may("set up") and found.state != "archived",
        done=request.args.get("done"),
    )
