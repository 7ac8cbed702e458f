"""A programme: what endures from conference to conference, with its communities and conferences."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Programme
from reflection_wall.rules import meanwhile
from reflection_wall.rules.languages import said, text_of
from reflection_wall.services.arrange import communities, conferences, programmes
from reflection_wall.services.arrange.programmes import Wish
from reflection_wall.services.sign_in import Person
from reflection_wall.web import typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import doer, framed, me
from reflection_wall.web.speech import locale

office_programmes = Blueprint("office_programmes", __name__, url_prefix="/office/programmes")

# Eight texts in two languages: what four thousand characters of each come to, in a form's writing, and room.
LARGEST = 512 * 1024


@office_programmes.get("/new")
def new() -> ResponseReturnValue:
    """The form of a programme that is not there yet."""
    return _form(me("set up"), None, {})


@office_programmes.post("/new")
def add() -> ResponseReturnValue:
    """Make it, and go on to its first conference."""
    person, store = doer("set up", LARGEST)
    made: list[int] = []
    faults = typed.faults(lambda: made.append(programmes.add(store, _wish(None))), "title")
    if faults:
        return _form(person, None, faults)
    return redirect(url_for("office_conferences.new", programme_id=made[0]), 303)


@office_programmes.get("/<int:programme_id>")
def show(programme_id: int) -> ResponseReturnValue:
    """Its texts, communities and conferences."""
    return _page(me("read set-up"), programme_id)


@office_programmes.get("/<int:programme_id>/texts")
def edit(programme_id: int) -> ResponseReturnValue:
    """The form of its texts."""
    person = me("set up")
    return _form(person, _kept(person, programme_id), {})


@office_programmes.post("/<int:programme_id>/texts")
def change(programme_id: int) -> ResponseReturnValue:
    """Keep its texts."""
    person, store = doer("set up", LARGEST)
    kept = _kept(person, programme_id)
    shown = typed.shown()
    if faults := typed.faults(lambda: programmes.change(store, programme_id, _wish(kept), shown), "title"):
        return _form(person, _kept(person, programme_id), faults)
    return redirect(url_for("office_programmes.show", programme_id=programme_id, done="kept"), 303)


def _kept(person: Person, programme_id: int) -> Programme:
    with house().store.reading() as session:
        return programmes.one(session, programme_id, person.communities)


def _wish(kept: Programme | None) -> Wish:
    texts: dict[str, Mapping[str, str]] = {
        name: typed.words(name, getattr(kept, name, None))
        for name in ("title", "about", "equity", "definitions", "acceptable_use", "notice")
    }
    return Wish(**texts, references=typed.line("references"), standards=typed.line("standards"))


def _form(person: Person, programme: Programme | None, faults: dict[str, str]) -> Response:
    if faults:
        values = {name: dict(text) if isinstance(text, Mapping) else text for name, text in vars(_wish(None)).items()}
    elif programme is not None:
        names = ("title", "about", "equity", "definitions", "acceptable_use", "notice")
        values = {name: getattr(programme, name) for name in names}
        values["references"] = "\n".join(said(text_of(each), locale()) for each in programme.references)
        values["standards"] = "\n".join(programme.standards)
    else:
        values = {}
    status = 422 if faults else 200
    shown = typed.carried(meanwhile.marks(programme, programmes.SHOWN) if programme else {}, faults)
    more = {"programme": programme, "values": values, "shown": shown, "faults": faults}
    return framed("office/programme_form.html", person, status, here="home", **more)


def _page(person: Person, programme_id: int) -> Response:
    with house().store.reading() as session:
        programme = programmes.one(session, programme_id, person.communities)
        listed = communities.listed(session, programme_id, person.communities)
        held = conferences.of_programme(session, programme_id) if person.communities is None else []
    return framed(
        "office/programme.html",
        person,
        here="home",
        programme=programme,
        communities=listed,
        conferences=held,
        done=request.args.get("done"),
    )
