"""Print: what lies on tables and hangs at doors, as PDF, made aside on the paper that somebody has."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reflection_wall.exports import paper
from reflection_wall.exports.printing import PAPERS, Paper
from reflection_wall.models import Conference
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import introduce
from reflection_wall.web.house import house
from reflection_wall.web.sent import download, made
from reflection_wall.web.signed_in import conference_of, framed, me
from reflection_wall.web.speech import locale

office_print = Blueprint("office_print", __name__, url_prefix="/office/c")


@office_print.get("/<code>/print")
def show(code: str) -> ResponseReturnValue:
    """Every sheet there is, on both papers."""
    person = me("hold links")
    found = conference_of(person, code)
    with house().store.reading() as session:
        about = introduce.introduction(session, found, locale())
    more: dict[str, Any] = {"papers": PAPERS, "rehearsal": house().rehearsal, "base": house().address()}
    return framed("office/print.html", person, here="office_print.show", conference=found, about=about, **more)


@office_print.get("/<code>/print/<sheet>")
def pdf(code: str, sheet: str) -> ResponseReturnValue:
    """One of them."""
    found = conference_of(me("hold links"), code)
    wanted = cast(Paper, request.args.get("paper", PAPERS[0]))
    if sheet not in paper.SHEETS or wanted not in PAPERS:
        raise Unknown
    press = paper.Press(house().secret, house().address(), house().rehearsal)

    def make(session: Session, file: BinaryIO) -> int:
        return file.write(paper.pdf(session, press, session.get_one(Conference, found.id), sheet, wanted))

    file, _ = made(house().store, make)
    house().printed()
    return download(file, f"{found.code}-{sheet}-{wanted}.pdf", "application/pdf")
