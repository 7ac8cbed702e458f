"""Patience: from an address that somebody tries to sign in as to when that try is looked at. Nobody is locked out.

Each account has a pause of its own that grows with wrong tries, whether or not there is such an account; all tries
together have a ceiling. A browser that the account has signed in with before is counted by itself, so that strangers
who guess slow down strangers alone (ASVS 5.0.0, 6.1.1 and 6.3.1).

A pause is not a closed door, or whoever guesses without end would keep the owner out of every new browser: in a pause
tries are looked at one after the other, a second apart. The right one gets in; a wrong one is told to wait. Strangers
thus have 86,400 tries a day at an account, at passwords of twelve characters and more that nobody would try early.
"""

from __future__ import annotations

from typing import NamedTuple

from reflection_wall.rules import keys
from reflection_wall.web.house import house
from reflection_wall.web.limits import Allowance
from reflection_wall.web.signed_in import known_as

EVERYBODY = Allowance(60, 120)
# Seconds between two looks, at one account and at all of them: the processor has phones and walls to serve besides.
BETWEEN, BETWEEN_ALL = 1.0, 0.25


class Turn(NamedTuple):
    """Whether a try is to be looked at, and if it is wrong or not looked at, the seconds until the next one."""

    looked_at: bool
    pause: int


def turn(email: str) -> Turn:
    """Count one try, and wait for its turn where there were several."""
    everybody = 0 if known_as(email) else house().limits.wait(("sign-in", None, EVERYBODY))
    own = house().guesses.take(_who(email), house().store.clock())
    lines = [("everybody", BETWEEN_ALL)] if everybody else []
    lines += [(_who(email), BETWEEN)] if own else []
    return Turn(house().turns.take(*lines), max(everybody, own))


def forgive(email: str) -> None:
    """Somebody knew it: the next try is a first one."""
    house().guesses.forget(_who(email))


def _who(email: str) -> str:
    return keys.kept(f"{email} {known_as(email) or ''}")
