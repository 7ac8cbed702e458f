"""Wall: the projected page, the same in one's own hand, and the feed that both follow."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reflection_wall.exports.qr import path_of
from reflection_wall.models import Conference
from reflection_wall.rules.headlines import headed
from reflection_wall.rules.hues import hue
from reflection_wall.services import admit, feed, introduce
from reflection_wall.web import changes, words
from reflection_wall.web.headers import policy
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown
from reflection_wall.web.speech import at_home, locale

wall = Blueprint("wall", __name__)


@wall.get("/w/<key>")
def projected(key: str) -> ResponseReturnValue:
    """The wall for a projector."""
    with house().store.reading() as session:
        holder = admit.holder(session, shown(key), "read wall", house().store.clock())
        page = _page(session, holder.conference, key)
    return render_template("wall/wall.html", **page)


@wall.get("/w/<key>/embed")
def embed(key: str) -> ResponseReturnValue:
    """The wall for the frames of the sites that the conference has named, and of no others."""
    with house().store.reading() as session:
        holder = admit.holder(session, shown(key), "read wall", house().store.clock())
        page = _page(session, holder.conference, key)
    response = make_response(render_template("wall/wall.html", **page))
    response.headers["Content-Security-Policy"] = policy(holder.conference.embed)
    return response


@wall.get("/w/<key>/text")
def text(key: str) -> ResponseReturnValue:
    """The wall in one's own hand: the same words in reading order, there before any script has run.

    The newest come with the page and the older ones on pages of their own; a script brings them all by the feed.
    """
    before = request.args.get("before")
    with house().store.reading() as session:
        holder = admit.holder(session, shown(key), "read wall", house().store.clock())
        page = _page(session, holder.conference, key)
        page |= {"before": before, **feed.picture(session, holder.conference.id, before)._asdict()}
        page["spotlit"] = feed.spotlit(session, holder.conference.id)
    return render_template("wall/text.html", **page, headed=headed)


@wall.get("/api/w/<key>/changes")
def follow(key: str) -> Response:
    """The next range of what walls may show."""
    return changes.answer(key, "wall", "read wall")


def _page(session: Session, conference: Conference, key: str) -> dict[str, Any]:
    at_home(None, conference.locale)
    about = introduce.introduction(session, conference, locale())
    address = house().address()
    return {
        "about": about,
        "stage": feed.stage(session, conference.id, "wall"),
        "tables": feed.tables(session, conference.id),
        "qr": path_of(address + url_for("access.conference", code=conference.code)),
        "host": address.partition("://")[2],
        "wall": {"key": key, "words": words.wall(), "locale": locale(), **_communities(session, conference)},
    }


def _communities(session: Session, conference: Conference) -> dict[str, Any]:
    """A colour of the eight for each community, by its id, and the purposes of those that may be on a wall."""
    found = introduce.communities(session, conference.id, locale())
    hues = {each.id: hue(each.position) for each in found}
    return {
        "hues": {str(community): hue for community, hue in hues.items()},
        "communities": [
            {"id": each.id, "name": each.name, "purpose": each.purpose, "lang": each.lang, "hue": hues[each.id]}
            for each in found
            if not each.guarded
        ],
    }
