"""The tables of a conference: many at once, each renamed, moved or, while it has shared nothing, taken away."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules import meanwhile
from reflection_wall.services import introduce, seat
from reflection_wall.services.arrange import tables
from reflection_wall.services.seat import Place
from reflection_wall.services.sign_in import Person
from reflection_wall.web import typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale

office_tables = Blueprint("office_tables", __name__, url_prefix="/office/c/<code>/tables")


@office_tables.get("")
def show(code: str) -> ResponseReturnValue:
    """Every table, and the ways to more."""
    person = me("read set-up")
    return _page(person, conference_of(person, code), {})


@office_tables.post("")
def add(code: str) -> ResponseReturnValue:
    """Many at once, such as “1-24”."""
    person, store = doer("set up")
    found = conference_of(person, code)
    wanted = (typed.line("label"), typed.number("community") or 0, typed.line("locale") or None)
    if faults := typed.faults(lambda: tables.add(store, house().secret, found.id, *wanted), "label"):
        return _page(person, found, faults)
    return redirect(url_for("office_tables.show", code=found.code, done="added"), 303)


@office_tables.get("/<int:table_id>")
def edit(code: str, table_id: int) -> ResponseReturnValue:
    """One table, with what can be changed of it."""
    person = me("set up")
    return _one(person, conference_of(person, code), table_id, {})


@office_tables.post("/<int:table_id>")
def change(code: str, table_id: int) -> ResponseReturnValue:
    """Rename it, move it to another community, or let its phones open in another language."""
    person, store = doer("set up")
    found = conference_of(person, code)
    place = Place(**meanwhile.touched(_typed(), typed.shown()))
    if faults := typed.faults(lambda: seat.change(store, found.id, table_id, place), "label"):
        return _one(person, found, table_id, faults)
    return redirect(url_for("office_tables.show", code=found.code, done="kept"), 303)


@office_tables.post("/<int:table_id>/take-away")
def take_away(code: str, table_id: int) -> ResponseReturnValue:
    """Take one away that has shared nothing."""
    person, store = doer("set up")
    found = conference_of(person, code)
    if faults := typed.faults(lambda: tables.take_away(store, found.id, table_id), "gone"):
        return _one(person, found, table_id, faults)
    return redirect(url_for("office_tables.show", code=found.code, done="kept"), 303)


def _page(person: Person, found: Conference, faults: dict[str, str]) -> Response:
    with house().store.reading() as session:
        listed = tables.listed(session, found.id, person.communities)
        communities = introduce.all_communities(session, found, locale())
    return framed(
        "office/tables.html",
        person,
        422 if faults else 200,
        here="office_tables.show",
        conference=found,
        tables=listed,
        communities=communities,
        choices=_choices(communities),
        names=dict(_choices(communities)),
        values={"label": typed.line("label"), "community": typed.number("community"), "locale": typed.line("locale")},
        faults=faults,
        may_change=person.may("set up") and found.state != "archived",
        done=request.args.get("done"),
    )


def _typed() -> dict[str, Any]:
    return {
        "label": typed.line("label"),
        "community": typed.number("community") or 0,
        "locale": typed.line("locale") or None,
    }


def _one(person: Person, found: Conference, table_id: int, faults: dict[str, str]) -> Response:
    with house().store.reading() as session:
        table = tables.one(session, found.id, table_id)
        communities = introduce.all_communities(session, found, locale())
    again = bool(faults) and "gone" not in faults
    now = {"label": table.label, "community": table.community_id, "locale": table.locale or found.locale}
    return framed(
        "office/table.html",
        person,
        422 if faults else 200,
        here="office_tables.show",
        conference=found,
        table=table,
        choices=_choices(communities),
        values=_typed() if again else now,
        shown=typed.carried({name: meanwhile.mark(value) for name, value in now.items()}, faults if again else {}),
        faults=faults,
    )


def _choices(communities: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(each["id"], each["name"]) for each in communities]
