"""Writing: what a job may touch inside the drainer's transaction, and the numbers its changed rows get at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Reflection, Stage

Numbered = type[Reflection] | type[Stage]
Change = tuple[int, Numbered, int]

_INSERTS: dict[str, Callable[[type[Any]], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Writing:
    """The hand that a job writes with. Jobs change rows and say which; the drainer numbers and commits."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self._changes: list[Change] = []

    def changed(self, row: Reflection | Stage) -> None:
        """Say that walls or desks must hear of this row: it will get the next number of its conference."""
        key = row.id if isinstance(row, Reflection) else row.conference_id
        self._changes.append((row.conference_id, type(row), key))

    def insert_once(self, model: type[Any], values: dict[str, Any], unless: tuple[str, ...]) -> int | None:
        """Insert a row and return its id, or None when the columns `unless` name one that is there already."""
        insert = _INSERTS[self.session.get_bind().dialect.name]
        statement = insert(model).values(values).on_conflict_do_nothing(index_elements=unless)
        key: int | None = self.session.scalar(statement.returning(model.id))
        return key

    def take_changes(self) -> list[Change]:
        """The changes noted since the last call; the drainer asks after each job."""
        taken, self._changes = self._changes, []
        return taken


def number(session: Session, changes: list[Change]) -> None:
    """Give every changed row its own number, a block for each conference, the counter row last of all rows.

    Number order is commit order, because the counter stays locked from here to the commit.
    """
    session.flush()
    for conference_id in sorted({change[0] for change in changes}):
        rows = list(dict.fromkeys(change for change in changes if change[0] == conference_id))
        taken = (
            update(Conference)
            .where(Conference.id == conference_id)
            .values(last_seq=Conference.last_seq + len(rows))
            .returning(Conference.last_seq)
        )
        first = session.scalars(taken).one() - len(rows) + 1
        _stamp(session, rows, first)


def _stamp(session: Session, rows: list[Change], first: int) -> None:
    for model, key in ((Reflection, "id"), (Stage, "conference_id")):
        stamps = [{key: row[2], "changed_seq": first + n} for n, row in enumerate(rows) if row[1] is model]
        if stamps:
            session.execute(update(model), stamps)
