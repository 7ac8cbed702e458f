"""Table API: a phone's reflections in, under its own key, and receipts out (the contract's first idea)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from reflection_wall.rules import submission
from reflection_wall.services import collect, countdown, feed
from reflection_wall.web import bodies, changes
from reflection_wall.web.house import house
from reflection_wall.web.seats import client_key, keep, seated, table_view, take_back
from reflection_wall.web.speech import locale

table_api = Blueprint("table_api", __name__, url_prefix="/api/t")


@table_api.get("/<key>")
def show(key: str) -> Response:
    """What the phone needs; unchanged since the last time is told without reading what there is.

    While something is counted down, the answer's own time is part of it, and no older one will do.
    """
    now = house().store.clock()
    with house().store.reading() as session:
        seat = seated(session, key)
        head = feed.head(session, seat.conference.id)
        name = f"t{seat.table.id}-{head.epoch}-{head.last}-{locale()}"
        if countdown.running(session, seat.conference.id, seat.table.id, now):
            name += f"-{now:%H%M%S}"
        return changes.unless_known(name, lambda: table_view(session, seat))


@table_api.put("/<key>/reflections/<reflection_key>")
def put(key: str, reflection_key: str) -> Response:
    """Keep one revision: 201 for a new key, 200 for a replay, a newer or an older revision."""
    body = bodies.json_bytes()
    with house().store.reading() as session:
        seat = seated(session, key)
        known = collect.known(session, seat.conference.id, client_key(reflection_key))
    words, payload_hash = submission.read(body)
    answer = keep(seat, reflection_key, known, words, payload_hash, "phone")
    told = answer.receipt | ({"replayed": True} if answer.outcome == "replayed" else {})
    return _receipt(told, 201 if answer.outcome == "created" else 200)


@table_api.delete("/<key>/reflections/<reflection_key>")
def delete(key: str, reflection_key: str) -> Response:
    """Take a reflection back, for good."""
    with house().store.reading() as session:
        seat = seated(session, key)
        known = collect.known(session, seat.conference.id, client_key(reflection_key))
    return _receipt(take_back(seat, reflection_key, known, "phone"), 200)


def _receipt(told: dict[str, object], status: int) -> Response:
    response = jsonify(told)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
