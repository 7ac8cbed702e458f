"""Take home: the files of a conference, each noted with the organizer's name before it leaves, and the list of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reflection_wall.exports.formats import FORMATS, Format, write_log
from reflection_wall.exports.parcel import Parcel
from reflection_wall.models import Conference
from reflection_wall.rules.refusals import Invalid, Message, Refused, later
from reflection_wall.services import depart, introduce, review
from reflection_wall.services.review import Scope
from reflection_wall.services.sign_in import Person
from reflection_wall.web.house import house
from reflection_wall.web.sent import download, made
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import locale, sentence

office_files = Blueprint("office_files", __name__, url_prefix="/office/c")

LOG = "verdicts"
KINDS: dict[str, Format] = {**FORMATS, LOG: Format("csv", FORMATS["csv"].media_type, write_log)}
SCOPES = {"own": Scope(), "all": Scope(everything=True), "share": Scope(share=True), "anonymous": Scope(anonymous=True)}
OURS_ALONE = later("The moderation log is not passed on: please choose one of the two for yourselves.")
NO_SUCH_FILE = later("Please choose one of the files.")


@office_files.get("/<code>/files")
def show(code: str) -> ResponseReturnValue:
    """What can be taken home, how much of it may be quoted, and what has left so far."""
    person = me("take files")
    return _page(person, conference_of(person, code))


@office_files.post("/<code>/files")
def take(code: str) -> ResponseReturnValue:
    """One file, made aside, noted, and sent."""
    person, store = doer("take files")
    found = conference_of(person, code)
    kind, scope = request.form.get("kind", "xlsx"), request.form.get("scope", "own")
    now = store.clock()

    def make(session: Session, file: BinaryIO) -> int:
        parcel = Parcel(session, session.get_one(Conference, found.id), SCOPES[scope], now)
        return KINDS[kind].write(parcel, file)

    try:
        _check(kind, scope)
        file, count = made(store, make)
    except Refused as wrong:  # also a codebook without codes
        return _page(person, found, 422, sentence(wrong.message))
    try:
        depart.record(store, found.id, person.signature, LOG if kind == LOG else f"{kind}, {scope}", count)
    except BaseException:
        file.close()
        raise
    return download(file, _name(found, kind, scope, now), KINDS[kind].media_type)


def _check(kind: str, scope: str) -> None:
    if kind not in KINDS or scope not in SCOPES:
        raise Invalid({"kind": Message(NO_SUCH_FILE)})
    if kind == LOG and scope not in ("own", "all"):
        raise Invalid({"kind": Message(OURS_ALONE)})


def _name(conference: Conference, kind: str, scope: str, now: datetime) -> str:
    """What the file is called: whose it is, whether it may be passed on, and of which day."""
    more = ["moderation"] if kind == LOG else [] if scope == "own" else [scope]
    return "-".join([conference.code, *more, f"{now:%Y-%m-%d}"]) + f".{KINDS[kind].suffix}"


def _page(person: Person, found: Conference, status: int = 200, fault: str | None = None) -> Response:
    with house().store.reading() as session:
        values: dict[str, Any] = {
            "about": introduce.introduction(session, found, locale()),
            "consents": review.consents(session, found),
            "left": [_left(each) for each in depart.listed(session, found.id)],
        }
    typed = {"kind": request.form.get("kind", "csv"), "scope": request.form.get("scope", "own")}
    values |= {"here": "office_files.show", "conference": found, "fault": fault, "typed": typed}
    return framed("office/files.html", person, status, **values)


def _left(line: dict[str, Any]) -> dict[str, Any]:
    kind, _, scope = line["what"].partition(", ")
    return {**line, "kind": kind, "scope": scope, "left_at": datetime.fromisoformat(line["left_at"])}
