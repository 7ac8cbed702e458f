"""Agreement: how far two coders agree, code by code, and where they do not, to settle one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules.languages import said
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import agree, codebooks, sift
from reflection_wall.services.deeds import Last
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import last_deed, review_rows
from reflection_wall.web.attempts import attempt
from reflection_wall.web.house import house
from reflection_wall.web.looking import looked
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale

office_agreement = Blueprint("office_agreement", __name__, url_prefix="/office/c/<code>/agreement")

ANSWERS = {"yes": True, "no": False, "open": None}


@dataclass(frozen=True)
class Pair:
    """Two coders and the codebook that they are compared with, in this conference or the whole programme."""

    one: tuple[int, str, str] | None
    two: tuple[int, str, str] | None
    book: dict[str, Any] | None
    everywhere: bool

    @property
    def complete(self) -> bool:
        """Whether there is something to compare."""
        return self.one is not None and self.two is not None and self.one != self.two and self.book is not None

    def query(self) -> dict[str, Any]:
        """How an address says it."""
        one, two = (each[1] if each else "" for each in (self.one, self.two))
        book = self.book["id"] if self.book else ""
        return {"one": one, "two": two, "book": book, "conference": "all" if self.everywhere else ""}


@office_agreement.get("")
def show(code: str) -> ResponseReturnValue:
    """Choose two coders and a codebook; what they agree on, per code."""
    person = me("read evidence")
    found = conference_of(person, code)
    pair, coders, books = _pair(found)
    measured: dict[str, Any] | None = None
    if pair.complete:
        measured = looked(lambda session: agree.agreement(session, _asked(found, pair)), long=True)
    return framed(
        "office/agreement.html",
        person,
        here="office_agreement.show",
        conference=found,
        pair=pair,
        coders=coders,
        books=[(each["id"], said(each["name"], locale())) for each in books],
        names=_names(pair),
        measured=measured,
    )


@office_agreement.get("/apart")
def apart(code: str) -> ResponseReturnValue:
    """One disagreement, and how many there are."""
    person = me("read evidence")
    return _apart(person, conference_of(person, code))


@office_agreement.post("/apart")
def settle(code: str) -> ResponseReturnValue:
    """Settle one, or take the last deed back; on to the next that is open."""
    person, store = doer("code")
    found = conference_of(person, code)
    at = request.form.get("at", "")
    where: dict[str, Any] = {"after": at}
    if "undo" in request.form:
        last = last_deed.present(person, found)
        _, fault = attempt(lambda: last_deed.take_back(store, person, found))
        settled = last is not None and last.kind == "settle"
        where = {"at": f"{last.what['reflection']}:{last.what['code']}" if last and settled else at}
    else:
        _, fault = attempt(lambda: _settle(store, person, found, at))
    if fault:
        return _apart(person, found, fault)
    pair, _, _ = _pair(found)
    return redirect(url_for("office_agreement.apart", code=found.code, **pair.query(), **where), 303)


def _settle(store: Store, person: Person, found: Conference, at: str) -> None:
    reflection, _, raw = at.partition(":")
    pair, _, _ = _pair(found)
    names = _names(pair)
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0
    if number not in names:
        raise Unknown
    stands = ANSWERS.get(request.form.get("stands", ""))
    before = agree.settle(store, found.programme_id, person.id, reflection, number, stands=stands)
    what = {"reflection": reflection, "code": number, "before": before, "name": names[number]}
    last_deed.keep(store, person, found, Last("settle", what))


def _apart(person: Person, found: Conference, fault: str = "") -> ResponseReturnValue:
    pair, _, _ = _pair(found)
    if not pair.complete or pair.book is None:
        return redirect(url_for("office_agreement.show", code=found.code), 303)
    every = looked(lambda session: agree.disagreements(session, _asked(found, pair)), long=True)
    at = _at(every)
    shown = every[at] if every else None
    return framed(
        "office/apart.html",
        person,
        422 if fault else 200,
        here="office_agreement.show",
        conference=found,
        pair=pair,
        shown=shown,
        row=_row(person, found, pair, shown) if shown else None,
        code=next((each for each in pair.book["codes"] if shown and each["id"] == shown["code"]), None),
        names=_names(pair),
        people={each[0]: each[2] for each in (pair.one, pair.two) if each},
        at=at,
        many=len(every),
        open=sum(each["stands"] is None for each in every),
        before=_key(every[at - 1]) if every and at > 0 else "",
        after=_key(every[at + 1]) if at + 1 < len(every) else "",
        last=last_deed.sentence_of(person, found) if person.may("code") else "",
        fault=fault,
    )


def _row(person: Person, found: Conference, pair: Pair, shown: dict[str, Any]) -> dict[str, Any] | None:
    """The reflection that they differ about, with what the two gave it of this code."""
    coders = [each[0] for each in (pair.one, pair.two) if each]
    asked = sift.Asked(found.programme_id, person.id, coders=coders, writers=())
    with house().store.reading() as session:
        rows = sift.some(session, asked, [shown["reflection"]])
        listed = codebooks.listed(session, found.programme_id)
    codes = review_rows.codes(listed, pair.book["id"] if pair.book else "", locale())
    for row in rows:
        only = [each for each in row["codings"] if each["code"] == shown["code"]]
        return review_rows.told({**row, "codings": only}, codes, person.id, locale())
    return None


def _at(every: list[dict[str, Any]]) -> int:
    """Where in the list the page stands: where it was asked for, else at the first open one after what was settled,
    else at the first open one."""
    keys = [_key(each) for each in every]
    if request.args.get("at") in keys:
        return keys.index(request.args["at"])
    behind = keys.index(request.args["after"]) + 1 if request.args.get("after") in keys else 0
    order = [*range(behind, len(every)), *range(behind)]
    return next((each for each in order if every[each]["stands"] is None), max(behind - 1, 0))


def _key(disagreement: dict[str, Any]) -> str:
    return f"{disagreement['reflection']}:{disagreement['code']}"


def _pair(found: Conference) -> tuple[Pair, list[tuple[int, str, str]], list[dict[str, Any]]]:
    """What the address asks for; where it says nothing, the first two coders and the first codebook."""
    with house().store.reading() as session:
        coders = agree.coders(session, found.programme_id)
        books = codebooks.listed(session, found.programme_id)
    named = {each[1]: each for each in coders}
    asked = request.args.get
    one = named.get(asked("one", ""), coders[0] if coders else None)
    two = named.get(asked("two", ""), next((each for each in coders if each != one), None))
    book = next((each for each in books if each["id"] == asked("book", "")), books[0] if books else None)
    return Pair(one, two, book, asked("conference") == "all"), coders, books


def _asked(found: Conference, pair: Pair) -> agree.Asked:
    coders = tuple(each[0] for each in (pair.one, pair.two) if each)
    book = pair.book["id"] if pair.book else ""
    return agree.Asked(found.programme_id, book, coders, None if pair.everywhere else (found.id,))


def _names(pair: Pair) -> dict[int, str]:
    return {each["id"]: said(each["name"], locale()) for each in (pair.book["codes"] if pair.book else ())}
