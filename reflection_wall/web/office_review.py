"""Review: one table of everything that a conference or a whole programme has said, to filter, to code, to note."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.services import codebooks, sieves, sift
from reflection_wall.services.sign_in import Person
from reflection_wall.web import last_deed, review_deeds, review_query, review_rows, words_review
from reflection_wall.web.attempts import attempt
from reflection_wall.web.house import house
from reflection_wall.web.looking import looked
from reflection_wall.web.review_query import EVERYWHERE, View
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale

office_review = Blueprint("office_review", __name__, url_prefix="/office/c/<code>/review")

PAGE = 50
# A page of memos that somebody has begun goes along with every form.
LARGEST = 512 * 1024


@office_review.get("")
def show(code: str) -> ResponseReturnValue:
    """The table."""
    person = me("read reflections")
    found = conference_of(person, code)
    return _table(person, found, review_query.view(person, found.code, request.args))


@office_review.post("")
def do(code: str) -> ResponseReturnValue:
    """One deed of the table's form: codes given or taken, memos, what one is done with, and taking it back."""
    person, store = doer("code", LARGEST)
    found = conference_of(person, code)
    view = review_query.of_query(person, found.code, request.form.get("back", ""))
    touched, fault = attempt(lambda: review_deeds.do(store, person, found, request.form, view))
    touched = touched or []
    if request.headers.get("Accept") == "application/json":
        return _changed(person, found, view, touched, fault)
    if fault:
        return _table(person, found, view, fault)
    where = url_for("office_review.show", code=found.code, _anchor=f"r-{touched[0]}" if touched else None)
    path, _, anchor = where.partition("#")
    return redirect(f"{path}?{view.query()}" + (f"#{anchor}" if anchor else ""), 303)


@office_review.post("/filters")
def keep_filters(code: str) -> ResponseReturnValue:
    """Keep the filters of the view under a name, or keep one's own no longer."""
    person, store = doer("read reflections")
    found = conference_of(person, code)
    view = review_query.of_query(person, found.code, request.form.get("back", ""))
    drop = request.form.get("drop", "")
    if drop.isascii() and drop.isdigit() and len(drop) < 10:
        _, fault = attempt(lambda: sieves.drop(store, person.id, int(drop)))
    else:
        kept = view.kept(found.code)
        name = request.form.get("name", "")
        _, fault = attempt(lambda: sieves.keep(store, person.id, name, kept))
    if fault:
        return _table(person, found, view, fault)
    return redirect(f"{url_for('office_review.show', code=found.code)}?{view.query()}", 303)


def _table(person: Person, found: Conference, view: View, fault: str = "") -> Response:
    asked = review_query.asked(person, found.programme_id, view)
    page = looked(lambda session: sift.page(session, asked, (view.page - 1) * PAGE, PAGE), long=bool(view.sieve.text))
    with house().store.reading() as session:
        choices = sift.choices(session, found.programme_id, locale(), person.communities)
        listed = codebooks.listed(session, found.programme_id)
        kept = sieves.listed(session, person.id)
    codes = review_rows.codes(listed, view.book, locale())
    return framed(
        "office/review.html",
        person,
        422 if fault else 200,
        here="office_review.show",
        conference=found,
        view=view,
        choices={**choices, "codes": _code_choices(listed, codes)},
        codebooks=[(each["id"], review_rows.named(each, locale())) for each in listed],
        codes=codes,
        kept=[{**each, "query": review_query.address_of(each["query"])} for each in kept],
        rows=[review_rows.told(row, codes, person.id, locale()) for row in page["rows"]],
        total=page["total"],
        pages=max(1, -(-page["total"] // PAGE)),
        everywhere=EVERYWHERE in view.chosen("conference"),
        states=review_query.STATES if person.may("code") else review_query.STATES_TO_READ,
        words=words_review.review(),
        keys=words_review.keys(),
        last=last_deed.sentence_of(person, found) if person.may("code") else "",
        fault=fault or (words_review.strange() if view.strange else ""),
    )


def _code_choices(listed: list[dict[str, Any]], codes: review_rows.Codes) -> list[tuple[str, list[tuple[str, str]]]]:
    """The codes of the filter, in their codebooks."""
    return [
        (
            review_rows.named(book, locale()),
            [(str(each["id"]), codes.names[each["id"]]) for each in book["codes"]],
        )
        for book in listed
    ]


def _changed(person: Person, found: Conference, view: View, touched: list[str], fault: str) -> Response:
    """For the script: the rows that a deed has touched, as they are now, and what can be taken back."""
    with house().store.reading() as session:
        asked = review_query.asked(person, found.programme_id, view)
        rows = sift.some(session, asked, touched[:PAGE])
        codes = review_rows.codes(codebooks.listed(session, found.programme_id), view.book, locale())
    told = [review_rows.told(row, codes, person.id, locale()) for row in rows]
    many = len(touched)
    answer = jsonify(
        rows=[review_rows.brief(row) for row in told], many=many, last=last_deed.sentence_of(person, found), fault=fault
    )
    answer.status_code = 422 if fault else 200
    return answer
