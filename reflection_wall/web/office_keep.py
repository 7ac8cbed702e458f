"""Keep and erase: until when words stay, and how one reflection or a whole conference is erased before that."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.exports import certificate
from reflection_wall.models import Conference
from reflection_wall.rules.refusals import Conflict, Invalid, Message, Refused, Unknown, later
from reflection_wall.services import introduce, retain
from reflection_wall.services.sign_in import Person
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale, sentence

office_keep = Blueprint("office_keep", __name__, url_prefix="/office/c")

NO_DATE = later("Please give the day as year-month-day, such as 2026-06-30.")
WHY = later("Please say why, in a few words; none of the reflection’s own.")
OTHER_CODE = later("Nothing was erased: please type the code of this conference, %(code)s.")
NOT_YET = later("Nothing has been purged yet, so that there is nothing to certify.")
MEDIA = {"pdf": "application/pdf", "json": "application/json"}


@office_keep.get("/<code>/keep")
def show(code: str) -> ResponseReturnValue:
    """Where the conference stands, and what can be done about it."""
    person = me("keep and erase")
    return _page(person, conference_of(person, code), done=request.args.get("done", "")[:40])


@office_keep.post("/<code>/keep/until")
def until(code: str) -> ResponseReturnValue:
    """Move the day of the purge or take it away, or hold it for the records: whichever of them was changed, since
    somebody else may have changed the other one while the page was open."""
    person, store = doer("keep and erase")
    found, form = conference_of(person, code), request.form
    typed, ticked = form.get("purge_on", "").strip(), "records" in form
    try:
        retain.set_retention(
            store,
            found.id,
            purge_on=_day(typed) if typed != form.get("purge_on_shown") else None,
            records=ticked if ticked != (form.get("records_shown") == "1") else None,
        )
    except Refused as wrong:
        return _page(person, found, {"purge_on": wrong})
    return _done(found, "kept")


@office_keep.post("/<code>/keep/erase")
def erase(code: str) -> ResponseReturnValue:
    """Erase one reflection everywhere, with the reason written down, once its words were seen: what was typed may be
    another one's reference."""
    person, store = doer("keep and erase")
    found = conference_of(person, code)
    reason = request.form.get("reason", "").strip()
    try:
        with store.reading() as session:
            meant = retain.find(session, found.id, request.form.get("reference", ""))
        if not reason:
            raise Invalid({"reason": Message(WHY)})
        if request.form.get("seen") != meant.reference:
            return _page(person, found, meant=meant)
        erased = retain.erase(store, found.id, meant.reference, person.signature, reason)
    except (Invalid, Unknown) as wrong:
        return _page(person, found, {"reference" if isinstance(wrong, Unknown) else "reason": wrong})
    store.empty_log()
    return _done(found, erased.reference)


@office_keep.post("/<code>/keep/purge")
def purge(code: str) -> ResponseReturnValue:
    """Erase every word of the conference, once its code has been typed."""
    person, store = doer("keep and erase")
    found = conference_of(person, code)
    try:
        if request.form.get("typed", "").strip().upper() != found.code:
            raise Invalid({"typed": Message(OTHER_CODE, {"code": found.code})})
        retain.purge(store, found.id, person.signature, request.form.get("reason"))
    except (Invalid, Conflict) as wrong:
        return _page(person, found, {"typed": wrong})
    store.empty_log()
    house().certify(found.code)
    return _done(found, "purged")


@office_keep.get("/<code>/keep/certificate.<any(pdf, json):ending>")
def certified(code: str, ending: str) -> ResponseReturnValue:
    """The certificate of a purge. Raises Conflict while there is none."""
    found = conference_of(me("keep and erase"), code)
    with house().store.reading() as session:
        told = retain.certificate(session, found)
    if told is None:
        raise Conflict(Message(NOT_YET))
    made = house().store.aside(lambda _: certificate.files(told, found.locale)[f".{ending}"])
    response = Response(made, mimetype=MEDIA[ending])
    name = f"{found.code}-{told['purged_at'][:10]}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _day(typed: str) -> date | retain.Endless:
    """The day that was typed. Raises Invalid."""
    if not typed:
        return "endless"
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid({"purge_on": Message(NO_DATE)}) from None


def _done(found: Conference, what: str) -> ResponseReturnValue:
    return redirect(url_for("office_keep.show", code=found.code, done=what), 303)


def _page(
    person: Person,
    found: Conference,
    faults: dict[str, Refused] | None = None,
    done: str = "",
    meant: retain.Found | None = None,
) -> Response:
    with house().store.reading() as session:
        values: dict[str, Any] = {
            "about": introduce.introduction(session, found, locale()),
            "erasures": retain.erasures(session, found.id),
        }
    values |= {
        "outlook": retain.outlook(found, house().store.clock().date()),
        "today": house().store.clock().date(),
        "faults": {name: sentence(wrong.message) for name, wrong in (faults or {}).items()},
        "typed": request.form,
        "done": done,
        "meant": meant,
    }
    values |= {"here": "office_keep.show", "conference": found}
    return framed("office/keep.html", person, 422 if faults else 200, **values)
