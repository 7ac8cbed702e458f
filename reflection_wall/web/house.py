"""House: what the app hands to every face, and how a view reaches it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from reflection_wall.services.drafting import Drafts
from reflection_wall.services.presence import Presence
from reflection_wall.services.provider import Provider
from reflection_wall.services.screens import Screens
from reflection_wall.services.words import Words
from reflection_wall.store import Store
from reflection_wall.web.guesses import Guesses
from reflection_wall.web.limits import Limits
from reflection_wall.web.turns import Turns

LONGEST_WAIT = 30


@dataclass(frozen=True)
class House:
    """The store and the few settings that faces need, as values."""

    store: Store
    secret: str
    # The base address that links and QR codes say; to be told when tents with it are printed; whether it may change.
    address: Callable[[], str]
    printed: Callable[[], None]
    rehearsal: bool
    default_locale: str
    limits: Limits
    presence: Presence
    screens: Screens
    drafts: Drafts
    secure_cookies: bool
    # What /metrics tells, or None where nobody is to ask.
    gauges: Callable[[], Mapping[str, float]] | None
    # Keeps the certificate of a conference that was purged, by its code, beside the database.
    certify: Callable[[str], None]
    words: Words = field(default_factory=Words)
    # The organization's own sign-in, where it has one.
    provider: Provider | None = None
    # A password is long, so that a short wait is enough, and an organizer in a hurry is not kept out by others.
    guesses: Guesses = field(default_factory=lambda: Guesses(LONGEST_WAIT))
    turns: Turns = field(default_factory=Turns)


def house() -> House:
    """The house of the app that answers this request."""
    return cast(House, current_app.extensions["house"])
