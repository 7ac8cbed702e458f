"""Meanwhile: from what a form showed to what somebody changed in it, so that what others changed since then stays.

A page that was opened before lunch knows nothing of what the desk did over lunch. Its form therefore carries a short
mark of each value that it showed: what is sent back as it was shown is nobody's wish, and is left as it stands now.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reflection_wall.rules.cleaning import clean
from reflection_wall.rules.languages import ANY, SPOKEN
from reflection_wall.rules.refusals import Message, later
from reflection_wall.rules.written import Faults

MEANWHILE = later(
    "Somebody else has changed this since you opened the page. Open it once more to see what it says now, "
    "or save again to put yours in its place."
)
_LENGTH = 16


def mark(value: object) -> str:
    """What tells a value of a form from another one. A text without a language stands in the first one's box."""
    plain = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def marks(row: object, names: tuple[str, ...]) -> dict[str, str]:
    """The marks of these values of a row, for the form that shows them."""
    return {name: mark(getattr(row, name)) for name in names}


def touched(typed: Mapping[str, Any], shown: Mapping[str, str]) -> dict[str, Any]:
    """What comes back otherwise than it was shown."""
    return {name: value for name, value in typed.items() if mark(value) != shown.get(name)}


def wanted(typed: Mapping[str, Any], shown: Mapping[str, str] | None, now: object) -> dict[str, Any]:
    """What somebody changed of what they were shown (None: nothing was shown, and all of it is meant).

    `now` is the row as it stands. Raises Invalid for each value of which somebody else has made a third one.
    """
    if shown is None:
        return dict(typed)
    faults = Faults()
    found = touched(typed, shown)
    for name, value in found.items():
        if mark(getattr(now, name)) not in (shown.get(name), mark(value)):
            faults.note(name, Message(MEANWHILE))
    faults.settle()
    return found


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        texts = {tag: clean(words) for tag, words in value.items() if words}
        return {SPOKEN[0]: texts[ANY]} if set(texts) == {ANY} else texts
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, bool | int) else clean(str(value or ""))
