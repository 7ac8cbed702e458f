"""Retain: how long words stay, and how they go: a rehearsal's, one reflection's, a whole conference's.

What goes leaves a tombstone, which no late PUT can revive, and a line in the log of erasures, from which a restored
backup learns what to forget again.
"""

from reflection_wall.services.retain.beside import FILE
from reflection_wall.services.retain.erasing import Erased, Found, erase, find
from reflection_wall.services.retain.forgetting import (
    Forgotten,
    forget_again,
    forget_what_is_noted,
    forgotten,
    judge_again,
)
from reflection_wall.services.retain.listing import erasures
from reflection_wall.services.retain.purging import certificate, purge
from reflection_wall.services.retain.watching import (
    Endless,
    Outlook,
    outlook,
    outlooks,
    purge_what_is_due,
    set_retention,
)
from reflection_wall.services.retain.words import A_FEW, clear_rehearsal

__all__ = [
    "A_FEW",
    "FILE",
    "Endless",
    "Erased",
    "Forgotten",
    "Found",
    "Outlook",
    "certificate",
    "clear_rehearsal",
    "erase",
    "erasures",
    "find",
    "forget_again",
    "forget_what_is_noted",
    "forgotten",
    "judge_again",
    "outlook",
    "outlooks",
    "purge",
    "purge_what_is_due",
    "set_retention",
]
