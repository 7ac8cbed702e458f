"""Codebook: one codebook of a programme, to be read, and by who codes to be said anew, code by code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules.languages import ANY, said
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import amend, codebooks
from reflection_wall.services.amend import Place
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web.attempts import attempt
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale

office_codebook = Blueprint("office_codebook", __name__, url_prefix="/office/c/<code>/codebooks/of/<book>")

Deed = Callable[[Store, int], Any]


@office_codebook.get("")
def show(code: str, book: str) -> ResponseReturnValue:
    """Its codes with what they mean; for who codes, with forms."""
    person = me("read reflections")
    return _page(person, conference_of(person, code), book)


@office_codebook.post("/words")
def describe(code: str, book: str) -> ResponseReturnValue:
    """Say anew what the codebook is called and is about."""

    def deed(store: Store, programme_id: int) -> None:
        before = _book(programme_id, book)
        form = request.form
        words = codebooks.Words(
            _said(before["name"], form.get("name", "")),
            _said(before["about"], form.get("about", "")),
            form.get("source", ""),
        )
        codebooks.describe(store, programme_id, book, words)

    return _do(code, book, deed)


@office_codebook.post("/drop")
def drop(code: str, book: str) -> ResponseReturnValue:
    """Take the codebook away, if none of its codes was ever given."""
    person, store = doer("code")
    found = conference_of(person, code)
    _, fault = attempt(lambda: codebooks.drop(store, found.programme_id, book))
    if fault:
        return _page(person, found, book, fault)
    return redirect(url_for("office_codebooks.show", code=found.code), 303)


@office_codebook.post("/codes")
def add(code: str, book: str) -> ResponseReturnValue:
    """Add a code."""

    def deed(store: Store, programme_id: int) -> None:
        form = request.form
        words = amend.Words({ANY: form.get("name", "")}, {ANY: form.get("definition", "")}, form.get("source", ""))
        amend.add(store, programme_id, book, words, Place(_number("parent")))

    return _do(code, book, deed)


@office_codebook.post("/codes/<int:number>/words")
def say(code: str, book: str, number: int) -> ResponseReturnValue:
    """Another name, definition or source for a code, in the language of this page where it has one."""

    def deed(store: Store, programme_id: int) -> None:
        before = _code(_book(programme_id, book), number)
        form = request.form
        words = amend.Words(
            _said(before["name"], form.get("name", "")),
            _said(before["definition"], form.get("definition", "")),
            form.get("source", ""),
        )
        amend.say(store, programme_id, number, words)

    return _do(code, book, deed, number)


@office_codebook.post("/codes/<int:number>/place")
def move(code: str, book: str, number: int) -> ResponseReturnValue:
    """Up, down, or below another code."""

    def deed(store: Store, programme_id: int) -> None:
        found = _book(programme_id, book)
        before = _code(found, number)
        siblings = [each["id"] for each in found["codes"] if each["parent"] == before["parent"]]
        by = {"up": -1, "down": 1}.get(request.form.get("way", ""))
        if by is None:
            amend.move(store, programme_id, number, Place(_number("parent")))
        else:
            amend.move(store, programme_id, number, Place(before["parent"], siblings.index(number) + 1 + by))

    return _do(code, book, deed, number)


@office_codebook.post("/codes/<int:number>/retire")
def retire(code: str, book: str, number: int) -> ResponseReturnValue:
    """Let a code be given no longer, or again."""

    def deed(store: Store, programme_id: int) -> None:
        _code(_book(programme_id, book), number)
        amend.retire(store, programme_id, number, retired=request.form.get("retired") == "yes")

    return _do(code, book, deed, number)


def _do(code: str, book: str, deed: Deed, number: int | None = None) -> ResponseReturnValue:
    person, store = doer("code")
    found = conference_of(person, code)
    _book(found.programme_id, book)
    _, fault = attempt(lambda: deed(store, found.programme_id))
    if fault:
        return _page(person, found, book, fault)
    anchor = f"c-{number}" if number else None
    return redirect(url_for("office_codebook.show", code=found.code, book=book, _anchor=anchor), 303)


def _page(person: Person, found: Conference, book: str, fault: str = "") -> Response:
    told = _book(found.programme_id, book)
    every = {each["id"]: each for each in told["codes"]}
    return framed(
        "office/codebook.html",
        person,
        422 if fault else 200,
        here="office_codebooks.show",
        conference=found,
        book={**told, "name": said(told["name"], locale()), "about": said(told["about"], locale())},
        codes=[_told(each, every) for each in told["codes"]],
        counted=person.communities is None,
        fault=fault,
    )


def _told(code: dict[str, Any], every: dict[int, dict[str, Any]]) -> dict[str, Any]:
    depth, above = 0, code
    while above["parent"] is not None:
        above, depth = every[above["parent"]], depth + 1
    return {
        **code,
        "name": said(code["name"], locale()),
        "definition": said(code["definition"], locale()),
        "depth": depth,
    }


def _book(programme_id: int, book: str) -> dict[str, Any]:
    with house().store.reading() as session:
        found = next((each for each in codebooks.listed(session, programme_id) if each["id"] == book), None)
    if found is None:
        raise Unknown
    return found


def _code(book: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] | None = next((each for each in book["codes"] if each["id"] == number), None)
    if found is None:
        raise Unknown
    return found


def _said(before: dict[str, str], words: str) -> dict[str, str]:
    """A text with these words in the language in which the page showed it; other languages stay as they are."""
    shown = next((each for each in (locale(), ANY, "en", *before) if each in before), ANY)
    return {**before, shown: words}


def _number(name: str) -> int | None:
    raw = request.form.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
