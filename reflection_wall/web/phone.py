"""Phone: a table's page, from a scan to a receipt. Every form here works before, and without, any script."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.exceptions import LengthRequired

from reflection_wall.exports.qr import path_of
from reflection_wall.rules import keys, submission
from reflection_wall.rules.headlines import headed
from reflection_wall.rules.refusals import Archived, Conflict, Gone, Invalid, Refused, Unknown
from reflection_wall.services import collect, introduce, links
from reflection_wall.services.admit import Seat
from reflection_wall.store import Unavailable
from reflection_wall.web import errors, seats, words
from reflection_wall.web.bodies import make_room
from reflection_wall.web.house import house
from reflection_wall.web.speech import WRITTEN, locale, sentence

phone = Blueprint("phone", __name__)

# A paste of a megabyte must come back into the box with a sentence beside it, not vanish in an error page.
LARGEST_FORM = 4 * 1024 * 1024


@phone.get("/t/<key>")
def write(key: str) -> ResponseReturnValue:
    """The page behind a table's QR code."""
    with house().store.reading() as session:
        seat = seats.seated(session, key)
        page = _page(session, seat, key)
    return _answered(page, {})


@phone.post("/t/<key>")
def share(key: str) -> ResponseReturnValue:
    """Share, edit or change the consent without JavaScript: 303 to the receipt."""
    if request.content_length is None:  # no browser's; Werkzeug would cut it off at the limit, words and all
        raise LengthRequired
    try:
        return _shared(key)
    except Unknown as wrong:
        return _unknown(wrong)


def _shared(key: str) -> ResponseReturnValue:
    with house().store.reading() as session:
        seat = seats.seated(session, key)
        make_room(LARGEST_FORM)
        reflection_key = seats.client_key(request.form.get("key", ""))
        known = collect.known(session, seat.conference.id, reflection_key)
        page = _page(session, seat, key)
    sent = _sent()
    try:
        checked, payload_hash = submission.check(sent)
        seats.keep(seat, reflection_key, known, checked, payload_hash, "form")
    except (Refused, Unavailable, errors.TooFast) as wrong:
        return _refused(page, seat, wrong, {**sent, "key": reflection_key})
    return redirect(url_for("phone.receipt", key=key, reflection_key=reflection_key), 303)


@phone.get("/t/<key>/r/<reflection_key>")
def receipt(key: str, reflection_key: str) -> ResponseReturnValue:
    """The receipt of one reflection; its address carries it on to another phone."""
    with house().store.reading() as session:
        seat = seats.seated(session, key)
        found = collect.look(session, seat.conference, seats.client_key(reflection_key))
        if found is None:
            raise Unknown
        page = _page(session, seat, key)
    revision, told = found
    mine = {name: getattr(revision, name) for name in ("text", "headline", "kind", "consent", "on_wall")}
    mine |= {"lang": revision.lang, "people": revision.people, "prompt": revision.prompt_id}
    if request.accept_mimetypes.best == "application/json":  # another phone of the group looks for newer words
        return jsonify(receipt=told, body=mine)
    page["phone"]["mine"] = {"receipt": told, "body": mine}
    carry = house().address() + url_for("phone.receipt", key=key, reflection_key=reflection_key)
    over = headed(mine["headline"], mine["text"])
    return render_template("phone/receipt.html", **page, receipt=told, mine=mine, headed=over, carry=path_of(carry))


@phone.post("/t/<key>/r/<reflection_key>/withdrawal")
def withdraw(key: str, reflection_key: str) -> ResponseReturnValue:
    """Take a reflection back without JavaScript."""
    with house().store.reading() as session:
        seat = seats.seated(session, key)
        known = collect.known(session, seat.conference.id, seats.client_key(reflection_key))
    seats.take_back(seat, reflection_key, known, "form")
    return redirect(url_for("phone.receipt", key=key, reflection_key=reflection_key), 303)


def _page(session: Session, seat: Seat, key: str) -> dict[str, Any]:
    """Everything both templates need; `phone` is what the script reads."""
    view = seats.table_view(session, seat)
    viewer = links.standing(session, house().secret, seat.conference, "viewer")
    prompt = introduce.present_prompt(session, seat.conference.id, locale())
    other = locale() if locale() != seat.conference.locale else None
    wall = url_for("wall.text", key=viewer, lang=other) if viewer else None
    return {
        "view": view,
        "prompt": prompt,
        "title": introduce.introduction(session, seat.conference, locale()).title,
        "wall": wall,
        "key": key,
        "fresh": keys.fresh(),
        "code": seat.conference.code,
        "rules": introduce.rules(session, seat.conference, locale()),
        "phone": {
            "key": key,
            "conference": view["conference"],
            "epoch": view["epoch"],
            "place": seat.table.id,
            "table": view["table"],
            "prompt": prompt["id"] if prompt else None,
            "prompts": view["prompts"],
            "archived": view["archived"],
            "labelled": view["labelled"],
            "guarded": view["guarded"],
            "limits": view["limits"],
            "written": WRITTEN[locale()],
            "locale": locale(),
            "wall": wall,
            "words": words.phone(),
        },
    }


def _sent() -> dict[str, Any]:
    """The form's fields as the values that the API takes."""
    form = request.form
    sent: dict[str, Any] = {
        "text": form.get("text", ""),
        "headline": form.get("headline") or None,
        "kind": form.get("kind") or None,
        "consent": form.get("consent") or "wall",
        "on_wall": "off_wall" not in form,
        "lang": form.get("lang") or None,
    }
    for name in ("revision", "prompt", "people"):
        raw = form.get(name, "").strip()
        if raw:
            sent[name] = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 12 else raw
    return sent


def _refused(page: dict[str, Any], seat: Seat, wrong: Exception, typed: dict[str, Any]) -> ResponseReturnValue:
    """The page again, with what was typed and one sentence beside it."""
    if isinstance(wrong, Invalid):
        said = {field: sentence(message) for field, message in wrong.errors.items()}
        return _answered(page, typed, said, 422)
    if isinstance(wrong, Conflict):
        return _conflict(page, seat, typed)
    if isinstance(wrong, Gone | Archived):
        # The key is used up; the words are not.
        typed = {**typed, "key": page["fresh"], "revision": 1}
        return _answered(page, typed, {"text": sentence(wrong.message)}, errors.STATUS[type(wrong)])
    if isinstance(wrong, Unavailable):
        again = _answered(page, typed, {"text": gettext(errors.SENTENCES[503])}, 503)
        return errors.in_a_while(again, errors.RETRY_AFTER)
    if isinstance(wrong, errors.TooFast):
        again = _answered(page, typed, {"text": gettext(errors.SENTENCES[429])}, 429)
        return errors.in_a_while(again, wrong.seconds)
    raise wrong


def _unknown(wrong: Unknown) -> ResponseReturnValue:
    """The link or the key is not known, so there is no page to go back to; the words are given back all the same."""
    text, headline = request.form.get("text", ""), request.form.get("headline", "")
    if not text.strip():
        return errors.refused(wrong)
    return errors.page("phone/unknown.html", 404, detail=sentence(wrong.message), text=text, headline=headline)


def _conflict(page: dict[str, Any], seat: Seat, typed: dict[str, Any]) -> ResponseReturnValue:
    """Two wordings claim one revision: show both, offer the newer as the next."""
    with house().store.reading() as session:
        found = collect.look(session, seat.conference, typed["key"])
    if found is None:
        raise Unknown
    kept, _ = found
    typed = {**typed, "revision": kept.number + 1}
    detail = {"text": gettext("We already have other words from you. Both are here: share again to replace them.")}
    return _answered(page, typed, detail, 409, kept=kept.text)


def _answered(
    page: dict[str, Any], typed: dict[str, Any], said: dict[str, str] | None = None, status: int = 200, **more: Any
) -> Response:
    response = errors.page("phone/table.html", status, **page, typed=typed, errors=said or {}, **more)
    seats.known_device(response)
    return response
