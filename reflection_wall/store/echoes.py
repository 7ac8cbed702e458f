"""Echoes: from the reflections that a batch has changed to the stages that must change with them.

A stage shows some reflections by their ids: the one in the spotlight, and those of the themes. A wall that is up and a
wall that joins later must agree on them, so the stage gets a new number when what it may show of them has changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Grouping, Reflection, Stage
from reflection_wall.rules import visibility


def echoing(session: Session, reflections: Iterable[int]) -> set[int]:
    """The conferences whose stage changes with these reflections. What may no longer be shown leaves the spotlight for
    good: shown again, it is a card like any other until somebody calls for it."""
    keys = set(reflections)
    if not keys:
        return set()
    return _dimmed(session, keys) | _regrouped(session, keys)


def _dimmed(session: Session, keys: set[int]) -> set[int]:
    rows = session.execute(
        select(Stage, Reflection)
        .join(Reflection, Reflection.id == Stage.reflection_id)
        .where(Stage.reflection_id.in_(keys))
    ).all()
    gone = [stage for stage, reflection in rows if not visibility.visible(reflection)]
    for stage in gone:
        stage.reflection_id = None
    return {stage.conference_id for stage in gone}


def _regrouped(session: Session, keys: set[int]) -> set[int]:
    statement = (
        select(Stage.conference_id)
        .join(Reflection, Reflection.conference_id == Stage.conference_id)
        .join(Grouping, Grouping.reflection_id == Reflection.id)
        .where(Stage.scene == "themes", Reflection.id.in_(keys))
    )
    return set(session.scalars(statement))
