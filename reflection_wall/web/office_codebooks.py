"""Codebooks: the ready ones to adopt, files to bring and to take along, and one's own, code by code."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.exports import codebook_csv, qdc
from reflection_wall.models import Conference
from reflection_wall.rules import codebook_csv as from_csv
from reflection_wall.rules import codebook_qdc as from_qdc
from reflection_wall.rules import ready
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.codebook import Book
from reflection_wall.rules.languages import ANY, said
from reflection_wall.rules.refusals import Message, Unknown, later
from reflection_wall.services import codebooks
from reflection_wall.services.codebooks import Words
from reflection_wall.services.sign_in import Person
from reflection_wall.web.attempts import attempt
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale, sentence

office_codebooks = Blueprint("office_codebooks", __name__, url_prefix="/office/c/<code>/codebooks")

# What the readers of files allow, and a form around it.
LARGEST = from_qdc.LARGEST + 64 * 1024
NO_FILE = later("Please choose a file first.")
FILES = {"csv": "text/csv; charset=utf-8", "qdc": "application/xml; charset=utf-8"}


@office_codebooks.get("")
def show(code: str) -> ResponseReturnValue:
    """The programme's codebooks, and those that are ready."""
    person = me("read reflections")
    return _list(person, conference_of(person, code))


@office_codebooks.post("/adopt")
def adopt(code: str) -> ResponseReturnValue:
    """Take a ready codebook into the programme."""
    person, store = doer("code")
    found = conference_of(person, code)
    _, fault = attempt(lambda: codebooks.adopt(store, found.programme_id, request.form.get("key", "")))
    return _list(person, found, fault) if fault else _back(found)


@office_codebooks.post("/begin")
def begin(code: str) -> ResponseReturnValue:
    """Begin a codebook of one's own."""
    person, store = doer("code")
    found = conference_of(person, code)
    book, fault = attempt(lambda: codebooks.create(store, found.programme_id, written()))
    if fault or book is None:
        return _list(person, found, fault)
    return redirect(url_for("office_codebook.show", code=found.code, book=book), 303)


@office_codebooks.post("/file")
def take_in(code: str) -> ResponseReturnValue:
    """Take the codebooks of a file in, all of them or none."""
    person, store = doer("code", LARGEST)
    found = conference_of(person, code)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _list(person, found, sentence(Message(NO_FILE)))
    name, data = sent.filename, sent.stream.read()
    _, fault = attempt(lambda: codebooks.take_in(store, found.programme_id, _read(name, data)))
    return _list(person, found, fault) if fault else _back(found)


@office_codebooks.get("/file")
def file(code: str) -> ResponseReturnValue:
    """One codebook as CSV or REFI-QDA, or all of them as REFI-QDA."""
    person = me("read reflections")
    found = conference_of(person, code)
    chosen, kind = request.args.get("book") or None, request.args.get("format", "qdc")
    if kind not in FILES or (kind == "csv" and chosen is None):
        raise Unknown
    with house().store.reading() as session:
        books = codebooks.books(session, found.programme_id, chosen)
    data = "".join(codebook_csv.lines(books[0])).encode() if kind == "csv" else qdc.of_books(books, locale())
    stem = (chosen and from_csv.slug(said(books[0].name, locale()))) or f"codebooks-{found.code.lower()}"
    response = Response(data, content_type=FILES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}.{kind}"'
    return response


def written() -> Words:
    """What the form says of a codebook, for readers of every language."""
    form = request.form
    return Words({ANY: form.get("name", "")}, {ANY: form.get("about", "")}, form.get("source", ""))


def _read(name: str, data: bytes) -> list[Book]:
    stem = clean_line(PurePath(name.replace("\\", "/")).stem[:100]) or "codebook"
    if name.lower().endswith(".qdc") or data.lstrip()[:5] == b"<?xml":
        return from_qdc.read(data, stem)
    return [from_csv.read(data, stem)]


def _back(found: Conference) -> ResponseReturnValue:
    return redirect(url_for("office_codebooks.show", code=found.code), 303)


def _list(person: Person, found: Conference, fault: str = "") -> Response:
    with house().store.reading() as session:
        listed = codebooks.listed(session, found.programme_id)
    taken = {each["id"] for each in listed}
    return framed(
        "office/codebooks.html",
        person,
        422 if fault else 200,
        here="office_codebooks.show",
        conference=found,
        books=[_told(each) for each in listed],
        ready=[_ready(each) for each in ready.books() if each.key not in taken],
        typed=request.form,
        fault=fault,
    )


def _told(book: dict[str, Any]) -> dict[str, Any]:
    words = {name: said(book[name], locale()) for name in ("name", "about")}
    return {**book, **words, "given": sum(code["given"] for code in book["codes"])}


def _ready(book: Book) -> dict[str, Any]:
    names = [said(each.name, locale()) for each in book.codes]
    return {
        "key": book.key,
        "name": said(book.name, locale()),
        "about": said(book.about, locale()),
        "source": book.source,
        "codes": names,
    }
