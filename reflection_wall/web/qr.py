"""QR: from an address to the path of an SVG, drawn by the template, so that nothing needs to be marked as safe.

Error correction M on a screen, Q on paper (dependencies, section 7); always four quiet modules around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from flask import Blueprint, Response, render_template, url_for
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

from reflection_wall.services import admit
from reflection_wall.web.house import house
from reflection_wall.web.seats import client_key

QUIET = 4

qr = Blueprint("qr", __name__)


@dataclass(frozen=True)
class Path:
    """A code ready to draw: the side of its square in modules, quiet zone included, and the path of the dark ones."""

    side: int
    d: str
    address: str


def path_of(address: str, *, paper: bool = False) -> Path:
    """The code that says `address`."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q if paper else ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    runs = [run for y, row in enumerate(matrix) for run in _runs(y, row)]
    return Path(side=len(matrix), d="".join(runs), address=address)


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


def _runs(y: int, row: list[bool]) -> list[str]:
    """Each stretch of dark modules in a row as one rectangle."""
    runs, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return runs


def _picture(address: str) -> Response:
    return Response(render_template("qr.svg", qr=path_of(address, paper=True)), mimetype="image/svg+xml")
