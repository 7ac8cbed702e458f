"""Submission: from the body that a phone sent to one checked revision of a reflection, or a sentence for each fault."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from reflection_wall.rules.cleaning import LONGEST_HEADLINE, LONGEST_TEXT, clean, clean_line, is_blank, length
from reflection_wall.rules.languages import is_tag
from reflection_wall.rules.refusals import Invalid, Message, later

Consent = Literal["wall", "report", "quote"]
Kind = Literal["perspective", "practice", "both"]

LARGEST_BODY = 64 * 1024
MOST_PEOPLE = 99
_LARGEST_REVISION = 2**31 - 1
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_AT_FIELD = re.compile(r"(?:at `\$\.(\w+)|field `(\w+))")


class Submission(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One revision as a phone sends it; `text` and `headline` are cleaned by `read`, the rest is as sent."""

    text: str
    revision: Annotated[int, msgspec.Meta(ge=1, le=_LARGEST_REVISION)]
    prompt: int | None = None
    headline: str | None = None
    kind: Kind | None = None
    consent: Consent | None = None
    on_wall: bool = True
    lang: str | None = None
    people: Annotated[int, msgspec.Meta(ge=1, le=MOST_PEOPLE)] | None = None
    written_at: str | None = None


FAULTS = {
    "text": later("Please send your reflection as text."),
    "revision": later("The revision is a whole number from 1."),
    "prompt": later("This question does not belong to this conference."),
    "headline": later("Please send the headline as text."),
    "kind": later("Please choose perspective, practice or both."),
    "consent": later("Please choose one of the three answers."),
    "on_wall": later("“On the wall” is yes or no."),
    "lang": later("The language is a short code such as en-CA or fr."),
    "people": later("How many sit at your table is a number from 1 to 99."),
    "written_at": later("The time of writing is a text."),
}
NOT_AN_OBJECT = later("This is not a reflection that we can read.")
UNKNOWN_FIELD = later("There is no field called “%(field)s”.")


def read(body: bytes) -> tuple[Submission, str]:
    """A JSON body to its checked submission and the hash of the values as sent. Raises Invalid."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        values = None
    return check(values)


def check(values: Any) -> tuple[Submission, str]:
    """Decoded values to the checked submission and the hash of the values as sent. Raises Invalid."""
    if not isinstance(values, dict):
        raise Invalid({"text": Message(NOT_AN_OBJECT)})
    _whole_characters(values)
    try:
        sent = msgspec.convert(values, Submission)
    except msgspec.ValidationError as wrong:
        raise Invalid(_fault(str(wrong), values)) from None
    cleaned = msgspec.structs.replace(
        sent,
        text=clean(sent.text),
        headline=clean_line(sent.headline or "") or None,
        kind=sent.kind,
        consent=sent.consent or "wall",
    )
    errors = _errors(cleaned)
    if errors:
        raise Invalid(errors)
    return cleaned, payload_hash(values)


def _whole_characters(values: Mapping[str, Any]) -> None:
    """Half a character is cleaned away where people write; anywhere else nobody typed it."""
    for name, value in values.items():
        halved = isinstance(value, str) and name not in ("text", "headline") and _HALF_CHARACTER.search(value)
        if name in FAULTS and halved:
            raise Invalid({name: Message(FAULTS[name])})
        if _HALF_CHARACTER.search(name):
            raise Invalid(_unknown(name))


def payload_hash(values: Mapping[str, Any]) -> str:
    """SHA-256 over `JSON.stringify` of the eight values as sent, as the contract has it (hash-vectors.json)."""
    sent = [
        values.get("prompt"),
        values.get("text"),
        values.get("headline"),
        values.get("kind"),
        values.get("consent"),
        values.get("on_wall", True),
        values.get("lang"),
        values.get("people"),
    ]
    sent = [each.replace("\r\n", "\n") if isinstance(each, str) else each for each in sent]
    text = json.dumps(sent, ensure_ascii=False, separators=(",", ":"))
    # JSON.stringify writes half a character as an escape; UTF-8 has no way to write it at all.
    text = _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def words_hash(words: Submission) -> str:
    """SHA-256 of what a verdict judges: two revisions with the same one say the same."""
    judged = [words.text, words.headline, words.kind, words.lang]
    return hashlib.sha256(json.dumps(judged).encode()).hexdigest()


def _fault(report: str, values: Mapping[str, Any]) -> dict[str, Message]:
    """The field that a shape error is about; a field that does not exist comes before one that is wrong."""
    strange = next((name for name in values if name not in FAULTS), None)
    if strange is not None:
        return _unknown(strange)
    found = _AT_FIELD.search(report)
    name = (found[1] or found[2]) if found else "text"
    return {name: Message(FAULTS[name])}


def _unknown(name: str) -> dict[str, Message]:
    shown = clean_line(name)[:40]
    return {shown: Message(UNKNOWN_FIELD, {"field": shown})}


def _errors(cleaned: Submission) -> dict[str, Message]:
    errors = {}
    if is_blank(cleaned.text):
        errors["text"] = Message(later("Please write a few words first."))
    elif length(cleaned.text) > LONGEST_TEXT:
        errors["text"] = _too_long(cleaned.text, LONGEST_TEXT)
    if cleaned.headline and length(cleaned.headline) > LONGEST_HEADLINE:
        errors["headline"] = _too_long(cleaned.headline, LONGEST_HEADLINE)
    if cleaned.lang is not None and not is_tag(cleaned.lang):
        errors["lang"] = Message(FAULTS["lang"])
    if cleaned.written_at is not None and len(cleaned.written_at) > 40:
        errors["written_at"] = Message(FAULTS["written_at"])
    return errors


def _too_long(text: str, most: int) -> Message:
    return Message(
        later("That is %(length)s characters; the most that fits is %(most)s."),
        {"length": length(text), "most": most},
    )
