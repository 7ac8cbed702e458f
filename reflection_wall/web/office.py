"""Office: the organizer's page of links, and the tents to print. Whoever holds its link holds every link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from reflection_wall.exports.qr import path_of
from reflection_wall.services import admit, introduce, links
from reflection_wall.services.links import Links, TableLink
from reflection_wall.web.house import house
from reflection_wall.web.speech import at_home, locale

office = Blueprint("office", __name__)

PAPERS = ("a4", "letter")


@office.get("/office/<key>")
def show(key: str) -> ResponseReturnValue:
    """Every link of a conference, and the way to its tents."""
    return render_template("office/links.html", **_page(key), papers=PAPERS)


@office.get("/office/<key>/tents")
def tents(key: str) -> ResponseReturnValue:
    """A sheet for every table, to be printed and folded."""
    paper = request.args.get("paper", "a4")
    page = _page(key)
    house().printed()
    found: Links = page["links"]
    sheets = [_sheet(table) for table in found.tables]
    return render_template("office/tents.html", **page, sheets=sheets, paper=paper if paper in PAPERS else "a4")


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


def _page(key: str) -> dict[str, Any]:
    store = house().store
    with store.reading() as session:
        held = admit.holder(session, key, "read office", store.clock())
        at_home(None, held.conference.locale)
        return {
            "key": key,
            "about": introduce.introduction(session, held.conference, locale()),
            "links": links.of(session, house().secret, held.conference),
            "base": house().address(),
            "host": house().address().partition("://")[2],
            "rehearsal": house().rehearsal,
        }
