"""Marks: what tells one reflection from all others without telling which it is, for formats that want an identity."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Reflection
from reflection_wall.services.review.choosing import Scope

SPACE = UUID("6f1c1d7e-3d0c-5f0e-9a57-52f1a1c6a0b4")


def marks(session: Session, scope: Scope, ids: Sequence[int]) -> dict[int, UUID]:
    """One identity for each of these reflections. In the organizers' files and in shared ones it is the same in every
    export; a shared one is made from what only the group's phone knows, so that no reference, link or wall finds it
    again. An anonymous one is new every time."""
    if scope.anonymous:
        return {each: uuid4() for each in ids}
    known = Reflection.write_key_hash if scope.share else Reflection.public_id
    made_of = select(Reflection.id, known).where(Reflection.id.in_(ids))
    kind = "shared" if scope.share else "reflection"
    return {number: uuid5(SPACE, f"{kind}/{mark}") for number, mark in session.execute(made_of)}
