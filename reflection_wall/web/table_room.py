"""Table in the room: what phones do beside sharing: say that they are there, see what the wall shows, resonate, sign,
and write together."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from flask import Blueprint, Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reflection_wall.rules import keys
from reflection_wall.rules.presence import Doing, Heartbeat
from reflection_wall.rules.refusals import Forbidden, Unknown
from reflection_wall.services import resonate
from reflection_wall.services.admit import Seat
from reflection_wall.services.drafting import Asked, Words
from reflection_wall.web import bodies, changes, limits
from reflection_wall.web.errors import TooFast
from reflection_wall.web.house import house
from reflection_wall.web.limits import Allowance
from reflection_wall.web.seats import seated

table_room = Blueprint("table_room", __name__, url_prefix="/api/t/<key>")

Number = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
# A random name that a phone gives itself.
Phone = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{22,86}\Z")]


class Beat(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a heartbeat: never a word of text."""

    phone: Phone
    state: Doing
    unsent: Annotated[int, msgspec.Meta(ge=0, le=999)]
    draft: bool = False


class Signing(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a signature."""

    phone: Phone


class Drafted(msgspec.Struct, forbid_unknown_fields=True):
    """The body of what a phone has written so far."""

    phone: Phone
    sent: Number
    text: str
    epoch: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    base: Number | None = None
    writing: bool = False
    shared: Annotated[str, msgspec.Meta(min_length=1, max_length=40)] | None = None


@table_room.post("/heartbeat")
def beat(key: str) -> ResponseReturnValue:
    """A phone says how it is; kept in memory, and for a walk-in only as long as it goes on."""
    seat = _seat(key)
    said = bodies.json_as(Beat)
    _slow_down(("heartbeats", (seat.table.id, seat.walk_in), limits.HEARTBEATS))
    heard = Heartbeat(said.state, said.unsent, said.draft)
    house().presence.hear(seat.table.id, said.phone, heard, walk_in=seat.walk_in)
    return _untold(make_response("", 204))


@table_room.get("/changes")
def follow(key: str) -> Response:
    """What walls may show, and what of it resonates with this table. Every mark moves the head, so the name knows."""
    wanted = changes.asked()

    def told(session: Session, seat: Seat) -> dict[str, Any]:
        marked = [] if seat.walk_in else resonate.resonated(session, seat.table.id)
        return {**changes.framed(session, seat.conference, "wall", wanted), "resonates": marked}

    with house().store.reading() as session:
        seat = seated(session, key)
        who = f"w{seat.table.id}" if seat.walk_in else f"t{seat.table.id}"
        name = f"wall-{who}-{seat.conference.epoch}-{seat.conference.last_seq}"
        return changes.unless_known(name, lambda: told(session, seat))


@table_room.put("/resonance/<public_id>")
def mark(key: str, public_id: str) -> Response:
    """“Resonates with us”, once for each table."""
    return _mark(key, public_id, resonates=True)


@table_room.delete("/resonance/<public_id>")
def unmark(key: str, public_id: str) -> Response:
    """No longer."""
    return _mark(key, public_id, resonates=False)


@table_room.put("/reflections/<public_id>/signature")
def sign(key: str, public_id: str) -> Response:
    """“That's us”: another phone of the table stands behind what one has shared."""
    seat = _of_the_table(key)
    phone = bodies.json_as(Signing).phone
    _slow_down(("marks", seat.table.id, limits.MARKS))
    signatures = resonate.sign(house().store, seat.table, public_id, phone)
    return _untold(jsonify({"signatures": signatures}))


@table_room.get("/draft")
def look(key: str) -> Response:
    """The draft that the table writes together, as it stands."""
    seat = _drafting(key)
    phone = request.args.get("phone")
    if phone is not None and not keys.is_client_key(phone):
        raise bodies.misshapen("phone")
    _slow_down(*_drafts_of(seat, phone))
    base = bodies.whole_number("version", 0, 0, 2**53 - 1) if "version" in request.args else None
    return _untold(jsonify(house().drafts.look(seat.table.id, Asked(phone, request.args.get("epoch"), base))))


@table_room.post("/draft")
def write(key: str) -> Response:
    """A phone's words go into the draft that the table writes together; the answer is how it stands then."""
    seat = _drafting(key)
    said = bodies.json_as(Drafted)
    _slow_down(*_drafts_of(seat, said.phone))
    return _untold(jsonify(house().drafts.write(seat.table.id, Words(**msgspec.structs.asdict(said)))))


def _seat(key: str) -> Seat:
    with house().store.reading() as session:
        return seated(session, key)


def _of_the_table(key: str) -> Seat:
    """The seat of a phone that has scanned the table's own card. Raises Forbidden for a walk-in."""
    seat = _seat(key)
    if seat.walk_in:
        raise Forbidden
    return seat


def _drafting(key: str) -> Seat:
    """The seat, where tables write together; to a walk-in, who may be anybody, a table's draft does not exist."""
    seat = _seat(key)
    if seat.walk_in or not seat.conference.shared_draft:
        raise Unknown
    return seat


def _mark(key: str, public_id: str, *, resonates: bool) -> Response:
    seat = _of_the_table(key)
    _slow_down(("marks", seat.table.id, limits.MARKS))
    resonate.resonate(house().store, seat.table, public_id, resonates=resonates)
    return _untold(jsonify({"id": public_id, "resonates": resonates}))


def _drafts_of(seat: Seat, phone: str | None) -> list[tuple[str, object, Allowance]]:
    return [
        ("drafting", (seat.table.id, phone), limits.DRAFTING),
        ("drafts", seat.table.id, limits.TABLE_DRAFTING),
    ]


def _slow_down(*wanted: tuple[str, object, Allowance]) -> None:
    wait = house().limits.wait(*wanted)
    if wait:
        raise TooFast(wait)


def _untold(response: Response) -> Response:
    """An answer for this phone alone, to be kept by nobody."""
    response.headers["Cache-Control"] = "no-store"
    return response
