"""Paper cards: what tables wrote on paper, from whoever types it in to the store, its source paper; at a desk and in
the office alike, and by the same rules as what comes from a phone."""

from __future__ import annotations

from typing import Any

from flask import request

from reflection_wall.models import Conference, Table
from reflection_wall.rules import keys, submission
from reflection_wall.rules.cleaning import LONGEST_TEXT
from reflection_wall.rules.languages import NAMES
from reflection_wall.rules.refusals import Archived, Conflict, Gone, Invalid, Message, later
from reflection_wall.services import collect, introduce
from reflection_wall.services.collect import Place
from reflection_wall.store import Store
from reflection_wall.web.house import house
from reflection_wall.web.speech import WRITTEN, locale, sentence

# A paste that is far too long comes back into the box with a sentence beside it.
LARGEST = 4 * 1024 * 1024
WHICH_TABLE = later("Please choose the table that stands on the card.")
TWICE = later("This page has kept a card already. Send it again to keep this as another one.")
# What the next card is likely to have in common with this one.
_STAYS = ("table", "prompt", "written")


class NotKept(Exception):
    """The card cannot be kept as it was typed; what stands beside which field, and the status of the answer."""

    def __init__(self, status: int, faults: dict[str, str], typed: dict[str, str]) -> None:
        super().__init__()
        self.status, self.faults, self.typed = status, faults, typed


def keep(store: Store, conference: Conference) -> dict[str, Any]:
    """Keep the card of this form, once, however often it is sent; what the page of the next one is asked with.
    Raises NotKept."""
    typed = request.form.to_dict()
    try:
        table = _table(conference, typed.get("table", ""))
        words, payload_hash = submission.check(_sent(typed))
        key = typed.get("key", "")
        place = Place(conference.id, table.id, table.label, source="paper")
        answer = collect.put(store, place, key if keys.is_client_key(key) else keys.fresh(), words, payload_hash)
    except Invalid as wrong:
        raise NotKept(422, {name: sentence(each) for name, each in wrong.errors.items()}, typed) from None
    except (Conflict, Gone):
        raise NotKept(409, {"text": sentence(Message(TWICE))}, {**typed, "key": ""}) from None
    except Archived as wrong:
        raise NotKept(403, {"text": sentence(wrong.message)}, typed) from None
    return {**{name: typed.get(name, "") for name in _STAYS}, "kept": answer.receipt["reference"]}


def page(conference: Conference, refused: NotKept | None = None) -> dict[str, Any]:
    """What the form shows: an empty card for the table of the last one, or what was refused and why."""
    asked = {name: request.args.get(name, "")[:40] for name in (*_STAYS, "kept")}
    with house().store.reading() as session:
        values: dict[str, Any] = {
            "about": introduce.introduction(session, conference, locale()),
            "prompts": introduce.prompts(session, conference.id, locale()),
            "asked": introduce.present_prompt(session, conference.id, locale()),
        }
    values |= {"typed": refused.typed if refused else asked, "faults": refused.faults if refused else {}}
    values |= {"kept": "" if refused else asked["kept"], "fresh": keys.fresh()}
    return {**values, "most": LONGEST_TEXT, "spoken": NAMES, "conference": conference}


def _table(conference: Conference, label: str) -> Table:
    with house().store.reading() as session:
        found = introduce.table_called(session, conference.id, label)
    if found is None:
        raise Invalid({"table": Message(WHICH_TABLE)})
    return found


def _sent(typed: dict[str, str]) -> dict[str, Any]:
    """The card's fields as the values that a phone sends."""
    sent: dict[str, Any] = {"text": typed.get("text", ""), "revision": 1, "consent": typed.get("consent") or "wall"}
    sent |= {"kind": typed.get("kind") or None, "lang": WRITTEN.get(typed.get("written", ""))}
    for name in ("prompt", "people"):
        raw = typed.get(name, "").strip()
        if raw:
            sent[name] = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 12 else raw
    return sent
