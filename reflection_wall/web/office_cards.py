"""Cards: what tables wrote on paper, typed in by an organizer; kept like what comes from a phone, its source paper."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference, Table
from reflection_wall.rules import keys, submission
from reflection_wall.rules.cleaning import LONGEST_TEXT
from reflection_wall.rules.languages import NAMES
from reflection_wall.rules.refusals import Archived, Conflict, Gone, Invalid, Message, later
from reflection_wall.services import collect, introduce
from reflection_wall.services.collect import Place
from reflection_wall.services.sign_in import Person
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import WRITTEN, locale, sentence

office_cards = Blueprint("office_cards", __name__, url_prefix="/office/c")

# A paste that is far too long comes back into the box with a sentence beside it.
LARGEST_CARD = 4 * 1024 * 1024
WHICH_TABLE = later("Please choose the table that stands on the card.")
TWICE = later("This page has kept a card already. Send it again to keep this as another one.")


@office_cards.get("/<code>/cards")
def show(code: str) -> ResponseReturnValue:
    """An empty card, for the table of the last one."""
    person = me("type cards")
    found = conference_of(person, code)
    typed = {name: request.args.get(name, "")[:40] for name in ("table", "prompt", "written")}
    return _page(person, found, typed, kept=request.args.get("kept", "")[:40])


@office_cards.post("/<code>/cards")
def keep(code: str) -> ResponseReturnValue:
    """Keep a card, once, however often its form is sent."""
    person, store = doer("type cards", LARGEST_CARD)
    found = conference_of(person, code)
    form = request.form.to_dict()
    try:
        table = _table(found, form.get("table", ""))
        words, payload_hash = submission.check(_sent(form))
        key = form.get("key", "")
        place = Place(found.id, table.id, table.label, source="paper")
        answer = collect.put(store, place, key if keys.is_client_key(key) else keys.fresh(), words, payload_hash)
    except Invalid as wrong:
        return _page(person, found, form, {name: sentence(each) for name, each in wrong.errors.items()}, status=422)
    except (Conflict, Gone):
        return _page(person, found, {**form, "key": ""}, {"text": sentence(Message(TWICE))}, status=409)
    except Archived as wrong:
        return _page(person, found, form, {"text": sentence(wrong.message)}, status=403)
    again: dict[str, Any] = {name: form.get(name, "") for name in ("table", "prompt", "written")}
    return redirect(url_for("office_cards.show", code=found.code, kept=answer.receipt["reference"], **again), 303)


def _table(conference: Conference, label: str) -> Table:
    with house().store.reading() as session:
        found = introduce.table_called(session, conference.id, label)
    if found is None:
        raise Invalid({"table": Message(WHICH_TABLE)})
    return found


def _sent(form: dict[str, str]) -> dict[str, Any]:
    """The card's fields as the values that a phone sends."""
    sent: dict[str, Any] = {"text": form.get("text", ""), "revision": 1, "consent": form.get("consent") or "wall"}
    sent |= {"kind": form.get("kind") or None, "lang": WRITTEN.get(form.get("written", ""))}
    for name in ("prompt", "people"):
        raw = form.get(name, "").strip()
        if raw:
            sent[name] = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 12 else raw
    return sent


def _page(
    person: Person,
    found: Conference,
    typed: dict[str, str],
    faults: dict[str, str] | None = None,
    *,
    status: int = 200,
    kept: str = "",
) -> Response:
    with house().store.reading() as session:
        values: dict[str, Any] = {
            "about": introduce.introduction(session, found, locale()),
            "prompts": introduce.prompts(session, found.id, locale()),
            "asked": introduce.present_prompt(session, found.id, locale()),
        }
    values |= {"typed": typed, "faults": faults or {}, "kept": kept, "fresh": keys.fresh()}
    values |= {"most": LONGEST_TEXT, "spoken": NAMES, "conference": found, "here": "office_cards.show"}
    return framed("office/cards.html", person, status, **values)
