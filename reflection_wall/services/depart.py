"""Depart: from a file that leaves the office to one line of the access log: who, what, when, how many; never a word."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Departure
from reflection_wall.rules.receipts import iso
from reflection_wall.store import Store, Writing


def record(store: Store, conference_id: int, by: str, what: str, reflections: int) -> None:
    """Note that `by` took `what`, with so many reflections. Raises store.Unavailable."""

    def deed(writing: Writing) -> None:
        left = Departure(
            conference_id=conference_id, by=by, what=what, reflections=reflections, left_at=writing.now
        )  # fmt: skip
        writing.session.add(left)

    store.write(deed)


def listed(session: Session, conference_id: int) -> list[dict[str, Any]]:
    """Every file that left, newest first."""
    found = select(Departure).where(Departure.conference_id == conference_id).order_by(Departure.id.desc())
    return [
        {"by": each.by, "what": each.what, "reflections": each.reflections, "left_at": iso(each.left_at)}
        for each in session.scalars(found)
    ]
