"""QR: the codes that have an address of their own, drawn by a template, so that nothing needs to be marked as safe."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for

from reflection_wall.exports.qr import path_of
from reflection_wall.services import admit
from reflection_wall.web.house import house
from reflection_wall.web.seats import client_key

qr = Blueprint("qr", __name__)


@qr.get("/t/<key>/qr.svg")
def table(key: str) -> Response:
    """A table's code as a picture of its own."""
    with house().store.reading() as session:
        admit.seat(session, key)
    return _picture(house().address() + url_for("phone.write", key=key))


@qr.get("/t/<key>/r/<reflection_key>/qr.svg")
def receipt(key: str, reflection_key: str) -> Response:
    """The code that carries a reflection on to another phone of its table."""
    with house().store.reading() as session:
        admit.seat(session, key)
    path = url_for("phone.receipt", key=key, reflection_key=client_key(reflection_key))
    return _picture(house().address() + path)


@qr.get("/c/<code>/qr.svg")
def conference(code: str) -> Response:
    """The conference's public code as a picture of its own."""
    with house().store.reading() as session:
        found = admit.conference(session, code)
    return _picture(house().address() + url_for("access.conference", code=found.code))


def _picture(address: str) -> Response:
    return Response(render_template("qr.svg", qr=path_of(address, paper=True)), mimetype="image/svg+xml")
