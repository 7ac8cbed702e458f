"""Reading: the reflections of a conference for who may read and change nothing: a reviewer's pass, or an account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.services import admit, introduce, reading, review
from reflection_wall.services.reading import Wanted
from reflection_wall.web.house import house
from reflection_wall.web.looking import looked
from reflection_wall.web.shown import shown
from reflection_wall.web.signed_in import conference_of, framed, me
from reflection_wall.web.speech import locale, visiting

office_reading = Blueprint("office_reading", __name__, url_prefix="/office")

LONGEST_WORDS = 100
MOST_PAGES = 10_000


@office_reading.get("/r/<key>")
def by_pass(key: str) -> ResponseReturnValue:
    """For who holds a reviewer's pass; its PIN and its secret after `#` are the entrance's."""
    with house().store.reading() as session:
        held = admit.holder(session, shown(key), "read reflections", house().store.clock())
    visiting(held.conference.locale)
    return render_template("office/read_by_pass.html", **_page(held.conference, None))


@office_reading.get("/c/<code>/reflections")
def conference(code: str) -> ResponseReturnValue:
    """For who is signed in; a lead reads their communities alone."""
    person = me("read reflections")
    found = conference_of(person, code)
    page = _page(found, person.communities)
    return framed("office/read.html", person, here="office_reading.conference", conference=found, **page)


def _page(found: Conference, within: frozenset[int] | None) -> dict[str, Any]:
    wanted = Wanted(
        community=_number("community"),
        words=request.args.get("words", "")[:LONGEST_WORDS],
        page=min(_number("page") or 1, MOST_PAGES),
    )
    language = locale()

    def told(session: Session) -> dict[str, Any]:
        return {
            "about": introduce.introduction(session, found, language),
            "sheet": reading.sheet(session, found, wanted, language, within),
            "consents": review.consents(session, found, within),
            "wanted": wanted,
        }

    return looked(told, long=bool(wanted.words))


def _number(name: str) -> int | None:
    """A number from the query; a filter that is none filters nothing."""
    raw = request.args.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
