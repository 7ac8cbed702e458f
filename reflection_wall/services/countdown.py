"""Countdown: from the store to whether anything is counted down on a table's phones, so that an answer with a clock in
it is never taken for a newer one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from reflection_wall.models import Prompt, Reflection, Stage


def running(session: Session, conference_id: int, table_id: int, now: datetime) -> bool:
    """Whether the timer, a last call or the delay of one of the table's own reflections is under way."""
    clocks = (
        exists().where(Stage.conference_id == conference_id, Stage.ends_at > now),
        exists().where(Prompt.conference_id == conference_id, Prompt.closes_at > now),
        exists().where(
            Reflection.conference_id == conference_id, Reflection.table_id == table_id, Reflection.show_at.is_not(None)
        ),
    )
    return bool(session.scalar(select(or_(*clocks))))
