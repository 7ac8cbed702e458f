"""Desk, tables: what changes in the room on the day, while phones are writing: added, moved, muted, renewed, hushed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from flask import Blueprint, jsonify, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import links, moderate, note, room, seat
from reflection_wall.services.admit import Holder
from reflection_wall.web import bodies
from reflection_wall.web.holders import held_by, store_of
from reflection_wall.web.house import house

desk_tables = Blueprint("desk_tables", __name__, url_prefix="/api/d/<key>/tables")


class NewTable(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a table that is added."""

    label: str
    community: int
    locale: str | None = None


class TableChange(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a change of a table."""

    label: str | None = None
    community: int | None = None
    locale: str | None = None
    muted: bool | None = None


class Hush(msgspec.Struct, forbid_unknown_fields=True):
    """The body that hides all that a table has shared, or all since a moment."""

    since: datetime | None = None
    reason: str | None = None


class Text(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a note."""

    text: str


@desk_tables.post("")
def add(key: str) -> ResponseReturnValue:
    """One more table; the answer has its link and its QR code."""
    held = held_by(key, "keep tables")
    wanted = bodies.json_as(NewTable)
    place = seat.Place(wanted.label, wanted.community, wanted.locale)
    table_id = seat.add(store_of(held), house().secret, held.conference.id, place)
    return jsonify(_link(held, table_id)), 201


@desk_tables.put("/<int:table_id>")
def change(key: str, table_id: int) -> ResponseReturnValue:
    """Rename, move or mute a table; the answer is the table as the room map has it."""
    held = held_by(key, "keep tables")
    wanted = bodies.json_as(TableChange)
    place = seat.Place(wanted.label, wanted.community, wanted.locale, wanted.muted)
    seat.change(store_of(held), held.conference.id, table_id, place)
    with house().store.reading() as session:
        tables = room.room(session, held.conference, house().presence.by_table())["tables"]
    return jsonify(next(table for table in tables if table["id"] == table_id))


@desk_tables.post("/<int:table_id>/renewal")
def renew(key: str, table_id: int) -> ResponseReturnValue:
    """Make a table's link anew, when the old one went astray; the answer has the new one."""
    held = held_by(key, "keep tables")
    seat.renew(store_of(held), house().secret, held.conference.id, table_id)
    return jsonify(_link(held, table_id))


@desk_tables.post("/<int:table_id>/hide")
def hide(key: str, table_id: int) -> ResponseReturnValue:
    """Hide all that a table has shared since a moment: an ordinary verdict on each.

    The answer names each with its version, so that this and no later hide is taken back.
    """
    held = held_by(key, "judge")
    wanted = bodies.json_as(Hush)
    if wanted.since is not None and wanted.since.tzinfo is None:
        raise bodies.misshapen("since")
    given = moderate.Hush(table_id, wanted.since, wanted.reason)
    hidden = moderate.hide_all(store_of(held), held.conference.id, held.pass_id, given)
    items = [{"id": public_id, "version": version} for public_id, version in hidden]
    return jsonify({"hidden": len(items), "items": items})


@desk_tables.post("/<int:table_id>/note")
def write_note(key: str, table_id: int) -> ResponseReturnValue:
    """A private word to a table."""
    held = held_by(key, "judge")
    note.to_table(store_of(held), held.conference.id, table_id, held.pass_id, bodies.json_as(Text).text)
    return jsonify({}), 201


def _link(held: Holder, table_id: int) -> dict[str, Any]:
    with house().store.reading() as session:
        found = links.of_table(session, house().secret, held.conference, table_id)
    if found is None:
        raise Unknown
    return {
        "id": table_id,
        "label": found.label,
        "url": house().address() + url_for("phone.write", key=found.key),
        "qr": url_for("qr.table", key=found.key),
    }
