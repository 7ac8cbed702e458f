"""Patience: from an address that somebody tries to sign in as to how long the next try must wait. Nobody is locked out.

Each account has a delay of its own that grows with wrong tries, whether or not there is such an account; all tries
together have a ceiling. A browser that the account has signed in with before is counted by itself, so that strangers
who guess slow down strangers alone (ASVS 5.0.0, 6.1.1 and 6.3.1).
"""

from __future__ import annotations

from reflection_wall.rules import keys
from reflection_wall.web.house import house
from reflection_wall.web.limits import Allowance
from reflection_wall.web.signed_in import known_as

EVERYBODY = Allowance(60, 120)


def wait(email: str) -> int:
    """Count one try and return 0, or count nothing and return the seconds to wait."""
    if known_as(email) is None and (pause := house().limits.wait(("sign-in", None, EVERYBODY))):
        return pause
    return house().guesses.take(_who(email), house().store.clock())


def forgive(email: str) -> None:
    """Somebody knew it: the next try is a first one."""
    house().guesses.forget(_who(email))


def _who(email: str) -> str:
    return keys.kept(f"{email} {known_as(email) or ''}")
