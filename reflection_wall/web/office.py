"""Office: a conference's page of links, and its tents to print. Whoever holds its link holds every link; whoever is
signed in and may hold links reaches the same pages without a key."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from reflection_wall.exports.qr import path_of
from reflection_wall.models import Conference
from reflection_wall.services import admit, introduce, links
from reflection_wall.services.links import Links, TableLink
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown
from reflection_wall.web.signed_in import conference_of, framed, me
from reflection_wall.web.speech import locale, visiting

office = Blueprint("office", __name__)

PAPERS = ("a4", "letter")


@office.get("/office/<key>")
def show(key: str) -> ResponseReturnValue:
    """Every link of a conference, and the way to its tents."""
    tents = {paper: url_for("office.tents", key=key, paper=paper) for paper in PAPERS}
    return render_template("office/links.html", **_page(_held(key)), tents=tents)


@office.get("/office/<key>/tents")
def tents(key: str) -> ResponseReturnValue:
    """A sheet for every table, to be printed and folded."""
    return _tents(_held(key), url_for("office.show", key=key))


@office.get("/office/c/<code>/links")
def links_of(code: str) -> ResponseReturnValue:
    """The same for who is signed in."""
    person = me("hold links")
    found = conference_of(person, code)
    tents = {paper: url_for("office.tents_of", code=found.code, paper=paper) for paper in PAPERS}
    values = {**_page(found), "tents": tents, "conference": found}
    return framed("office/links_signed_in.html", person, here="office.links_of", **values)


@office.get("/office/c/<code>/tents")
def tents_of(code: str) -> ResponseReturnValue:
    """The tents for who is signed in."""
    found = conference_of(me("hold links"), code)
    return _tents(found, url_for("office.links_of", code=found.code))


def _tents(conference: Conference, back: str) -> ResponseReturnValue:
    paper = request.args.get("paper", "a4")
    page = _page(conference)
    house().printed()
    found: Links = page["links"]
    sheets = [_sheet(table) for table in found.tables]
    paper = paper if paper in PAPERS else "a4"
    return render_template("office/tents.html", **page, sheets=sheets, paper=paper, back=back)


def _sheet(table: TableLink) -> dict[str, Any]:
    """One tent, in the language of its table."""
    with force_locale(table.locale):
        return {
            "table": table,
            "qr": path_of(house().address() + url_for("phone.write", key=table.key), paper=True),
            "title": gettext("Table %(label)s", label=table.label),
            "how": gettext("One person scans this and writes for the table."),
            "type": gettext("Or type"),
            "code": gettext("and the code"),
            "rehearsal": gettext("REHEARSAL"),
        }


def _held(key: str) -> Conference:
    store = house().store
    with store.reading() as session:
        held = admit.holder(session, shown(key), "read office", store.clock())
    visiting(held.conference.locale)
    return held.conference


def _page(conference: Conference) -> dict[str, Any]:
    with house().store.reading() as session:
        return {
            "about": introduce.introduction(session, conference, locale()),
            "links": links.of(session, house().secret, conference),
            "base": house().address(),
            "host": house().address().partition("://")[2],
            "rehearsal": house().rehearsal,
        }
