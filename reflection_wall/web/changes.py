"""Changes: the feed over plain HTTP, for walls and desks alike: what is pushed over sockets can always be asked for."""

from __future__ import annotations

from flask import Response, jsonify, make_response, request

from reflection_wall.rules.permission import Action
from reflection_wall.services import admit, feed
from reflection_wall.services.feed import Audience
from reflection_wall.web import bodies
from reflection_wall.web.house import house

_LARGEST_NUMBER = 2**53 - 1


def answer(key: str, audience: Audience, action: Action) -> Response:
    """The frame after `after`, of at most `limit` rows, or 304 before any row is read. Raises Unknown, Invalid."""
    after = bodies.whole_number("after", 0, 0, _LARGEST_NUMBER)
    limit = bodies.whole_number("limit", feed.MOST, 1, feed.MOST)
    store = house().store
    with store.reading() as session:
        conference = admit.holder(session, key, action, store.clock()).conference
        etag = f"{audience}-{conference.epoch}-{conference.last_seq}"
        if request.if_none_match.contains_weak(etag):  # a proxy that packs answers weakens the tag
            response = make_response("", 304)
        else:
            response = jsonify(feed.frame(session, conference.id, after, audience, store.clock(), limit))
    response.set_etag(etag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
