"""Listing: from the log of erasures to what an organizer is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Erasure


def erasures(session: Session, conference_id: int) -> Sequence[Erasure]:
    """Every erasure of a conference, newest first; one without a reference is the purge of all."""
    found = select(Erasure).where(Erasure.conference_id == conference_id).order_by(Erasure.id.desc())
    return session.scalars(found).all()
