"""Passes at the desk: who may look and steer, without a key, and the end of a pass that went astray."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from reflection_wall.services.admit import Holder
from reflection_wall.services.passes import listed, revoke
from reflection_wall.web.holders import held_by, store_of
from reflection_wall.web.house import house

passes = Blueprint("passes", __name__, url_prefix="/api/d/<key>/passes")


@passes.get("")
def show(key: str) -> ResponseReturnValue:
    """Every pass of the conference but the organizer's."""
    return _list(held_by(key, "keep passes"))


@passes.delete("/<pass_id>")
def end(key: str, pass_id: str) -> ResponseReturnValue:
    """Revoke a pass, one's own as well; the answer is the list as it stands now."""
    held = held_by(key, "keep passes")
    revoke(store_of(held), house().secret, held.conference.id, pass_id)
    return _list(held)


def _list(held: Holder) -> ResponseReturnValue:
    with house().store.reading() as session:
        return jsonify({"passes": listed(session, held.conference.id, held.pass_id)})
