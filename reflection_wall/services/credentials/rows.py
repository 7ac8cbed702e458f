"""Rows: how the sign-ins of an account end when what opens it changes."""

from __future__ import annotations

from sqlalchemy import update

from reflection_wall.models import SignIn
from reflection_wall.store import Writing


def end_sign_ins(writing: Writing, organizer_id: int, keeping: int | None = None) -> None:
    """End every sign-in of an account, but the one to keep."""
    ended = update(SignIn).where(SignIn.organizer_id == organizer_id, SignIn.ended_at.is_(None))
    if keeping is not None:
        ended = ended.where(SignIn.id != keeping)
    writing.session.execute(ended.values(ended_at=writing.now))
