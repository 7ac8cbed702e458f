"""Typed: from the fields of an office's form to texts by language, choices and numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from flask import request

from reflection_wall.rules.languages import ANY, SPOKEN
from reflection_wall.rules.meanwhile import MEANWHILE
from reflection_wall.rules.refusals import Conflict, Invalid, Message
from reflection_wall.web.speech import sentence


def words(name: str, kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """A text that has one box for each language. One without a language (`kept`) stands in the first box, and has none
    still when nobody has touched it."""
    typed = {tag: request.form.get(f"{name}_{tag}", "") for tag in SPOKEN}
    first, *others = typed.values()
    if kept and ANY in kept and first.replace("\r\n", "\n") == kept[ANY] and not any(others):
        return {ANY: kept[ANY]}
    return typed


def line(name: str) -> str:
    """A text of one box."""
    return request.form.get(name, "")


def ticked(name: str) -> bool:
    """Whether a box is ticked."""
    return request.form.get(name) == "1"


def number(name: str, most: int = 10**9) -> int | None:
    """A whole number, or None for anything else."""
    raw = request.form.get(name, "").strip()
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 and int(raw) <= most else None


def shown() -> dict[str, str]:
    """The marks of what the form showed when its page was made, by field; a form that has none showed nothing."""
    try:
        found = json.loads(request.form.get("shown", ""))
    except ValueError:
        return {}
    return {name: str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def carried(now: Mapping[str, str], faults: Mapping[str, str]) -> str:
    """What a form carries of what it shows. Where it comes back with `faults` it goes on from what it showed at first,
    but for what its reader has just been told of."""
    told = {name: value for name, value in now.items() if faults.get(name) == sentence(Message(MEANWHILE))}
    return json.dumps({**shown(), **told} if faults else dict(now))


def faults(deed: Callable[[], object], field: str) -> dict[str, str]:
    """Do it; the sentences to say beside the form's fields where it was refused, a conflict's beside `field`."""
    try:
        deed()
    except Invalid as wrong:
        return {name: sentence(message) for name, message in wrong.errors.items()}
    except Conflict as wrong:
        return {field: sentence(wrong.message)}
    return {}
