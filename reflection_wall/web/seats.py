"""Seats: from the key in a table's link to what its phones must know and may send. Page and API share it."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, request
from itsdangerous import BadSignature, Signer
from sqlalchemy.orm import Session

from reflection_wall.rules import keys
from reflection_wall.rules.cleaning import LONGEST_HEADLINE, LONGEST_TEXT
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso
from reflection_wall.rules.refusals import Unknown
from reflection_wall.rules.submission import Submission
from reflection_wall.services import admit, collect, feed, introduce, note
from reflection_wall.services.admit import Seat
from reflection_wall.services.collect import Answer, Place, Source
from reflection_wall.web import limits
from reflection_wall.web.errors import TooFast
from reflection_wall.web.house import house
from reflection_wall.web.speech import at_home, locale

DEVICE = "device"


def seated(session: Session, key: str) -> Seat:
    """The table of this link; its language becomes the page's. Raises Unknown."""
    seat = admit.seat(session, key)
    at_home(seat.table.locale, seat.conference.locale)
    return seat


def client_key(key: str) -> str:
    """A phone's own key, if it has the form of one. Raises Unknown."""
    if not keys.is_client_key(key):
        raise Unknown
    return key


def signature(seat: Seat) -> str:
    """How a card of this table is signed on the wall, which speaks the conference's language."""
    name = said(seat.community.name, seat.conference.locale)
    return f"{name} · {seat.table.label}" if seat.conference.table_labels else name


def table_view(session: Session, seat: Seat) -> dict[str, Any]:
    """What the phone needs, as the contract has it; a walk-in does not see what is between the table and the desk."""
    return {
        "conference": seat.conference.code,
        "epoch": seat.conference.epoch,
        "community": {
            "name": said(seat.community.name, locale()),
            "purpose": said(seat.community.purpose, locale()),
        },
        "table": seat.table.label,
        "prompts": introduce.prompts(session, seat.conference.id, locale()),
        "moderation": seat.conference.moderation,
        "archived": seat.conference.state == "archived",
        "guarded": seat.community.guarded,
        "walk_in": seat.walk_in,
        "limits": {"text": LONGEST_TEXT, "headline": LONGEST_HEADLINE},
        "labelled": signature(seat),
        # Its clocks are read against `now`, never against a phone's own.
        "stage": {**feed.signs(session, seat.conference.id), "now": iso(house().store.clock())},
        "resonance": seat.conference.resonance and not seat.walk_in,
        "shared_draft": seat.conference.shared_draft and not seat.walk_in,
        "shared": [] if seat.walk_in else feed.shared_by(session, seat.table.id),
        "notes": [] if seat.walk_in else note.told(session, seat.table.id),
    }


def keep(seat: Seat, key: str, known: frozenset[int], words: Submission, payload_hash: str, source: Source) -> Answer:
    """Hand a checked submission to the store. Raises TooFast for a new revision when the limits say so."""
    if words.revision not in known:
        _limit(seat)
    if keys.is_rehearsal_key(house().secret, key):
        source = "rehearsal"
    return collect.put(house().store, place(seat, source), key, words, payload_hash)


def take_back(seat: Seat, key: str, known: frozenset[int], source: Source) -> dict[str, Any]:
    """Withdraw a reflection; returns the receipt. A key that nobody knows leaves a tombstone, and counts as new."""
    if not known:
        _limit(seat)
    return collect.withdraw(house().store, place(seat, source), key)


def place(seat: Seat, source: Source = "phone") -> Place:
    """A seat as the store knows it."""
    return Place(
        conference_id=seat.conference.id,
        table_id=seat.table.id,
        label=seat.table.label,
        walk_in=seat.walk_in,
        source=source,
    )


def known_device(response: Response) -> None:
    """Give a browser a random name of its own, for the limits alone."""
    if _device() is None and house().limits.wait(("new devices", "all", limits.NEW_DEVICES)) == 0:
        name = Signer(house().secret, salt=DEVICE).sign(secrets.token_urlsafe(8)).decode()
        response.set_cookie(DEVICE, name, httponly=True, samesite="Lax", secure=house().secure_cookies)


def _limit(seat: Seat) -> None:
    device = _device()
    wait = house().limits.wait(
        *([("device", device, limits.DEVICE)] if device else []),
        ("table", (seat.table.id, seat.walk_in), limits.TABLE),
        ("conference", seat.conference.id, limits.CONFERENCE),
    )
    if wait:
        raise TooFast(wait)


def _device() -> str | None:
    try:
        return Signer(house().secret, salt=DEVICE).unsign(request.cookies.get(DEVICE, "")).decode()
    except (BadSignature, UnicodeDecodeError):
        return None
