"""Themes: what belongs together of a conference, named by a person; proposals are only ever proposals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules import keys
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import group, meaning, propose, sift
from reflection_wall.services.deeds import Last
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import last_deed
from reflection_wall.web.attempts import attempt
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me

office_themes = Blueprint("office_themes", __name__, url_prefix="/office/c/<code>/themes")

# A proposal names each of its reflections, and a conference may have thousands.
LARGEST = 1024 * 1024
EXAMPLES = 3

Deed = Callable[[Store, Person, Conference], Last | None]


@office_themes.get("")
def show(code: str) -> ResponseReturnValue:
    """The themes with their counts, and on demand what could be others."""
    person = me("read evidence")
    return _page(person, conference_of(person, code))


@office_themes.post("/take")
def take(code: str) -> ResponseReturnValue:
    """Make a theme of a proposal, under the name that a person gives it, or put it all into one there is."""

    def deed(store: Store, person: Person, found: Conference) -> Last:
        reflections = request.form.get("reflections", "").split()
        into = request.form.get("into")
        if into:
            before = group.move(store, found.id, dict.fromkeys(reflections, into))
            called = next((each["name"] for each in _themes(found) if each["id"] == into), "")
            return Last("moved", {"before": before, "name": called})
        made, name = keys.fresh(), request.form.get("name", "")
        group.form(store, found.id, made, name, reflections)
        return Last("form", {"theme": made, "name": name})

    return _do(code, deed)


@office_themes.post("/add")
def add(code: str) -> ResponseReturnValue:
    """Make an empty theme, to be filled in the review or at the desk."""

    def deed(store: Store, person: Person, found: Conference) -> Last:
        made, name = keys.fresh(), request.form.get("name", "")
        group.put_theme(store, found.id, made, name, None)
        return Last("form", {"theme": made, "name": name})

    return _do(code, deed)


@office_themes.post("/of/<theme>")
def change(code: str, theme: str) -> ResponseReturnValue:
    """Rename a theme, move it up or down, put it into another, or take it away."""

    def deed(store: Store, person: Person, found: Conference) -> Last:
        every = _themes(found)
        at = next((n for n, each in enumerate(every) if each["id"] == theme), None)
        if at is None:
            raise Unknown
        before, form = every[at], request.form
        was = {"theme": theme, "name": before["name"], "position": at + 1, "reflections": before["items"]}
        if "drop" in form:
            group.drop_theme(store, found.id, theme)
            return Last("drop", was)
        if "merge" in form:
            formed = group.merge(store, found.id, theme, form.get("into", ""))
            return Last("merge", {**was, "reflections": list(formed.reflections)})
        by = {"up": -1, "down": 1}.get(form.get("way", ""))
        if by is not None:
            group.put_theme(store, found.id, theme, None, at + 1 + by)
        else:
            group.put_theme(store, found.id, theme, form.get("name", ""), None)
        return Last("rename", was)

    return _do(code, deed)


@office_themes.post("/undo")
def undo(code: str) -> ResponseReturnValue:
    """Take the last deed back."""

    def deed(store: Store, person: Person, found: Conference) -> None:
        last_deed.take_back(store, person, found)

    return _do(code, deed)


def _do(code: str, deed: Deed) -> ResponseReturnValue:
    person, store = doer("code", LARGEST)
    found = conference_of(person, code)
    last, fault = attempt(lambda: deed(store, person, found))
    if fault:
        return _page(person, found, fault)
    if last is not None:
        last_deed.keep(store, person, found, last)
    more: dict[str, Any] = {"proposals": "1"} if request.form.get("proposals") else {}
    return redirect(url_for("office_themes.show", code=found.code, **more), 303)


def _page(person: Person, found: Conference, fault: str = "") -> Response:
    asked = bool(request.values.get("proposals"))
    understood = meaning.meaning()
    proposed = propose.themes(house().store, found.id, understood) if asked else None
    themes = _themes(found)
    return framed(
        "office/themes.html",
        person,
        422 if fault else 200,
        here="office_themes.show",
        conference=found,
        themes=themes,
        by_likeness=understood is not None,
        proposed=proposed,
        examples=_examples(person, found, proposed),
        last=last_deed.sentence_of(person, found) if person.may("code") else "",
        fault=fault,
    )


def _themes(found: Conference) -> list[dict[str, Any]]:
    with house().store.reading() as session:
        return group.counted(session, found.id)


def _examples(person: Person, found: Conference, proposed: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """The words of a few reflections of each proposal, by id."""
    wanted = [item for each in (proposed or {}).get("proposals", ()) for item in each["items"][:EXAMPLES]]
    if not wanted:
        return {}
    with house().store.reading() as session:
        rows = sift.some(session, sift.Asked(found.programme_id, person.id, coders=(), writers=()), wanted)
    return {row["id"]: row for row in rows}
