"""Drafting: from the phones of a table to the one draft that they write together, and back.

Unsent words are never stored: a draft is in memory alone, and forgotten after some hours in which nobody asked for it.
A phone that comes with the draft of a server that has forgotten gets another `epoch`, and its words are joined to
whatever is there by then; `rules/merging.py` has the rule for all else.

A phone may say the same thing twice, or say more before it has heard an answer. Its `sent` counts what it says, so that
nothing counts twice, and as long as it starts from the same version its own last text is what its next one is compared
with.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from reflection_wall.rules.cleaning import LONGEST_TEXT
from reflection_wall.rules.merging import inherited, joined, merged
from reflection_wall.rules.refusals import Invalid, Message, later

SILENCE = 6 * 60 * 60.0
PRESENT = 15.0
WRITING = 4.0
# A draft may be longer than what can be shared: it is shortened together as well.
LONGEST = 2 * LONGEST_TEXT
# A phone that starts from an older version is told to put its words on the newest one itself.
MOST_VERSIONS = 50
MOST_PHONES = 30
MOST_MARKS = 255
TOO_LONG = later("A draft that is written together has at most %(most)s characters.")


@dataclass(frozen=True)
class Asked:
    """Who asks, by a random name of its own, and which version it has: None for a phone that has none."""

    phone: str | None
    epoch: str | None
    base: int | None


@dataclass(frozen=True)
class Words(Asked):
    """What a phone has now, made from the version it had; `sent` grows with everything it says. `shared` is the
    reference of the reflection that the draft has just become."""

    sent: int
    text: str
    writing: bool
    shared: str | None = None


@dataclass
class _Phone:
    """One phone at a draft: its mark on the letters it wrote, and the last thing it said."""

    mark: int
    seen: float
    wrote: float = float("-inf")
    last: Words | None = None


@dataclass
class _Draft:
    """The words of one table, and who wrote each letter."""

    heard: float
    epoch: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    version: int = 0
    text: str = ""
    marks: bytes = b""
    versions: dict[int, tuple[str, bytes]] = field(default_factory=lambda: {0: ("", b"")})
    phones: dict[str, _Phone] = field(default_factory=dict)
    arrived: int = 0
    # What the draft has become, at which version, and on whose phone.
    shared: tuple[str, int, str | None] | None = None


class Drafts:
    """The shared drafts of all tables."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._drafts: dict[int, _Draft] = {}
        self._lock = threading.Lock()

    def look(self, table_id: int, asked: Asked) -> dict[str, Any]:
        """The draft as it stands: `{"epoch", "version", "text", "taken", "others", "writing", "shared"}`.

        `text` is None for who has it already; `others` counts other phones, `writing` says that one of them types;
        `shared` is the reference of what the draft has become since the version that was asked with.
        """
        with self._lock:
            draft = self._draft(table_id)
            _present(draft, asked.phone, draft.heard)
            had = asked.base if asked.epoch == draft.epoch else None
            return _told(draft, asked, taken=False, same=had == draft.version)

    def write(self, table_id: int, words: Words) -> dict[str, Any]:
        """Take in what a phone has written, and tell the draft as it stands then, in the same form.

        `taken` says whether it was taken in: not so for a version that is no longer kept. Raises Invalid for too much.
        """
        with self._lock:
            draft = self._draft(table_id)
            phone = _present(draft, words.phone, draft.heard)
            if words.writing:
                phone.wrote = draft.heard
            last = phone.last
            if last is None or words.sent > last.sent:
                taken = _take(draft, phone, words)
            else:
                taken = (words.sent, words.text) == (last.sent, last.text)
            return _told(draft, words, taken=taken, same=words.text == draft.text)

    def _draft(self, table_id: int) -> _Draft:
        now = self._now()
        self._drafts = {key: draft for key, draft in self._drafts.items() if draft.heard > now - SILENCE}
        draft = self._drafts.setdefault(table_id, _Draft(now))
        draft.heard = now
        return draft


def _present(draft: _Draft, name: str | None, now: float) -> _Phone:
    """The phone of this name, now seen. Where too many came, the one that was silent longest is forgotten."""
    if name is None:
        return _Phone(0, now)
    if name not in draft.phones:
        if len(draft.phones) >= MOST_PHONES:
            del draft.phones[min(draft.phones, key=lambda each: draft.phones[each].seen)]
        draft.arrived += 1
        draft.phones[name] = _Phone((draft.arrived - 1) % MOST_MARKS + 1, now)
    draft.phones[name].seen = now
    return draft.phones[name]


def _take(draft: _Draft, phone: _Phone, words: Words) -> bool:
    base = _base(draft, phone, words)
    if base is not None:
        start, marks = base
        text = merged(start, draft.text, words.text, lambda place: place > 0 and marks[place - 1] == phone.mark)
    elif words.base is None or words.epoch != draft.epoch:
        text = joined(draft.text, words.text)
    else:
        return False
    if len(text) > max(LONGEST, len(draft.text)):
        raise Invalid({"text": Message(TOO_LONG, {"most": LONGEST})})
    phone.last = words
    became = words.shared is not None and (draft.shared is None or draft.shared[0] != words.shared)
    if text != draft.text or became:
        _put(draft, text, phone.mark)
    if became:
        phone.wrote = float("-inf")  # what it wrote has been shared
        draft.shared = words.shared or "", draft.version, words.phone
    return True


def _base(draft: _Draft, phone: _Phone, words: Words) -> tuple[str, bytes] | None:
    """What the phone's words are to be compared with: what it said last, if it has not heard an answer since."""
    last = phone.last
    if last is not None and (last.epoch, last.base) == (words.epoch, words.base):
        return last.text, inherited(draft.marks, draft.text, last.text, 0)
    if words.base is None or words.epoch != draft.epoch:
        return None
    return draft.versions.get(words.base)


def _put(draft: _Draft, text: str, mark: int) -> None:
    draft.marks = inherited(draft.marks, draft.text, text, mark)
    draft.text = text
    draft.version += 1
    draft.versions[draft.version] = draft.text, draft.marks
    draft.versions.pop(draft.version - MOST_VERSIONS, None)


def _told(draft: _Draft, asked: Asked, *, taken: bool, same: bool) -> dict[str, Any]:
    others = [phone for name, phone in draft.phones.items() if name != asked.phone]
    return {
        "epoch": draft.epoch,
        "version": draft.version,
        "text": None if same else draft.text,
        "taken": taken,
        "others": sum(phone.seen > draft.heard - PRESENT for phone in others),
        "writing": any(phone.wrote > draft.heard - WRITING for phone in others),
        "shared": _became(draft, asked),
    }


def _became(draft: _Draft, asked: Asked) -> str | None:
    """Told until the phone has a version from after that, so that a lost answer costs nobody the question."""
    if draft.shared is None or asked.base is None or asked.epoch != draft.epoch:
        return None
    reference, version, phone = draft.shared
    return reference if asked.base < version and asked.phone != phone else None
