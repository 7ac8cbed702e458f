"""Wordings: the one rule by which what coders put on one wording of a reflection stands on another."""

from __future__ import annotations

from datetime import datetime


def stands(put_on: str, now: str, put_at: datetime, redacted_at: datetime | None, *, passage: bool) -> bool:
    """Whether what was put on the words of one hash (`rules.submission.words_hash`) at a moment stands on those of
    another.

    A new revision with the same words, such as one that only answers the question of consent, is no other wording. A
    redaction changes the words and neither number nor hash: what was said of the whole stands, but the letters of a
    `passage` that was chosen before it are gone.
    """
    moved = passage and redacted_at is not None and put_at <= redacted_at
    return put_on == now and not moved
