"""Attempts: a deed of a form, whose refusal is a sentence beside the form instead of a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reflection_wall.rules.codebook import BadCodebook
from reflection_wall.rules.refusals import Archived, Conflict, Invalid, Message, Unknown, later
from reflection_wall.web.speech import sentence

GONE = later("This is no longer there.")

Answer = TypeVar("Answer")


def attempt(deed: Callable[[], Answer]) -> tuple[Answer | None, str]:
    """What the deed answers, and nothing to say; or nothing, and the sentence that refuses it."""
    try:
        return deed(), ""
    except Unknown:
        return None, sentence(Message(GONE))
    except (Invalid, Conflict, Archived, BadCodebook) as wrong:
        return None, sentence(wrong.message)
