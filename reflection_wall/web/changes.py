"""Changes: the feed over plain HTTP, for walls and desks alike: what is pushed over sockets can always be asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Response, jsonify, make_response, request
from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.rules.permission import Action, may
from reflection_wall.services import admit, feed
from reflection_wall.services.admit import Holder
from reflection_wall.services.feed import Audience
from reflection_wall.web import bodies
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown

_LARGEST_NUMBER = 2**53 - 1
LONGEST_NAME = 40


class Asked(NamedTuple):
    """The range that somebody asks for: what comes after a number, and how much of it at most."""

    after: int
    limit: int


def asked() -> Asked:
    """What the query asks for. Raises Invalid."""
    return Asked(
        bodies.whole_number("after", 0, 0, _LARGEST_NUMBER),
        bodies.whole_number("limit", feed.MOST, 1, feed.MOST),
    )


def answer(key: str, audience: Audience, action: Action) -> Response:
    """The frame for who holds this pass, or 304 before any row is read. Raises Unknown, Invalid."""
    wanted = asked()
    with house().store.reading() as session:
        held = admit.holder(session, shown(key), action, house().store.clock())
        conference = held.conference
        _note_screen(held, wanted)
        name = f"{audience}-{conference.epoch}-{conference.last_seq}"
        return unless_known(name, lambda: framed(session, conference, audience, wanted))


def _note_screen(held: Holder, wanted: Asked) -> None:
    """A wall that asks says by it how far it has shown, under the name that it gives itself."""
    screen = request.args.get("screen", "")
    if 0 < len(screen) <= LONGEST_NAME and may(held.role, "count as wall"):
        house().screens.asked(held.conference.id, screen, wanted.after)


def framed(session: Session, conference: Conference, audience: Audience, wanted: Asked) -> feed.Frame:
    """The frame after `after`, of at most `limit` rows."""
    return feed.frame(session, conference.id, wanted.after, audience, house().store.clock(), wanted.limit)


def unless_known(name: str, told: Callable[[], dict[str, Any]]) -> Response:
    """An answer under a name that changes with it: who has the one of that name already gets a 304 instead."""
    known = request.if_none_match.contains_weak(name)  # a proxy that packs answers weakens the tag
    response = make_response("", 304) if known else jsonify(told())
    response.set_etag(name)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
