"""Writing: what a job may touch inside the drainer's transaction, and the numbers its changed rows get at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Reflection, Stage
from reflection_wall.rules.refusals import NO_REFLECTION, Archived, Message, Unknown
from reflection_wall.store.echoes import echoing

Answer = TypeVar("Answer")
Numbered = type[Reflection] | type[Stage]


class Change(NamedTuple):
    """A row that will get a number; `quiet` when walls have nothing to hear of it."""

    conference_id: int
    model: Numbered
    key: int
    quiet: bool = False


_INSERTS: dict[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@cache
def _insert_once(dialect: str, table: Table) -> Any:
    return _INSERTS[dialect](table).on_conflict_do_nothing().returning(table.c.id)


@cache
def _insert(table: Table) -> Any:
    return insert(table)


def _values(row: Any) -> dict[str, Any]:
    """What is set of a row; what is not gets its default."""
    names = [column.key for column in type(row).__table__.columns]
    return {name: value for name in names if (value := getattr(row, name)) is not None}


class Writing:
    """The hand that a job writes with. Jobs change rows and say which; the drainer numbers and commits."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self._changes: list[Change] = []
        self._read: dict[tuple[Any, ...], Any] = {}

    def changed(self, row: Reflection | Stage, *, quietly: bool = False) -> None:
        """Say that walls and desks must hear of this row, or desks alone: it will get the next number of its
        conference."""
        key = row.id if isinstance(row, Reflection) else row.conference_id
        self._changes.append(Change(row.conference_id, type(row), key, quietly))

    def reflection(self, conference_id: int, public_id: str) -> Reflection:
        """The reflection of a conference that goes by this id. Raises Unknown, also for what never arrived."""
        row = self.session.scalar(
            select(Reflection)
            .where(Reflection.conference_id == conference_id, Reflection.public_id == public_id)
            .with_for_update()
        )
        if row is None or row.revision == 0:
            raise Unknown(Message(NO_REFLECTION))
        return row

    def stage(self, conference_id: int) -> Stage:
        """The stage of a conference that still takes changes. Raises Archived."""
        if self.session.get_one(Conference, conference_id).state == "archived":
            raise Archived
        return self.session.get_one(Stage, conference_id, with_for_update=True)

    def insert_once(self, row: Any) -> bool:
        """Insert a row that no session knows and give it its id; False when one of its unique columns is taken.

        Everything else about it is decided before, so that the database alone says whether it is the first.
        """
        statement = _insert_once(self.session.get_bind().dialect.name, type(row).__table__)
        row.id = self.session.scalar(statement, _values(row))
        return row.id is not None

    def insert(self, row: Any) -> None:
        """Insert a row that no session knows, without the ceremony of one: this is the busiest path of all."""
        self.session.execute(_insert(type(row).__table__), _values(row))

    def recall(self, what: tuple[Any, ...], read: Callable[[], Answer]) -> Answer:
        """What another job of this batch has read already, else read it now. The rows are the same objects, so what a
        job changes in them the next one sees."""
        if what not in self._read:
            self._read[what] = read()
        answer: Answer = self._read[what]
        return answer

    def take_changes(self) -> list[Change]:
        """The changes noted since the last call; the drainer asks after each job."""
        taken, self._changes = self._changes, []
        return taken


def number(session: Session, changes: list[Change]) -> None:
    """Give every changed row its own number, a block for each conference, the counter row last of all rows.

    Number order is commit order, because the counter stays locked from here to the commit.
    """
    session.flush()
    loud = [each for each in changes if not each.quiet]
    echoes = echoing(session, (each.key for each in loud if each.model is Reflection))
    session.flush()
    # Whoever speaks of a row aloud is heard, whatever else is whispered about it.
    told = {each[:3]: each for each in [*changes, *loud, *(Change(key, Stage, key) for key in echoes)]}
    for conference_id in sorted({each.conference_id for each in told.values()}):
        rows = [each for each in told.values() if each.conference_id == conference_id]
        taken = (
            update(Conference)
            .where(Conference.id == conference_id)
            .values(last_seq=Conference.last_seq + len(rows))
            .returning(Conference.last_seq)
        )
        first = session.scalars(taken).one() - len(rows) + 1
        _stamp(session, rows, first)


def _stamp(session: Session, rows: list[Change], first: int) -> None:
    numbered = [(row, first + n) for n, row in enumerate(rows)]
    stages = [{"conference_id": row.key, "changed_seq": seq} for row, seq in numbered if row.model is Stage]
    quiet = [{"id": row.key, "changed_seq": seq} for row, seq in numbered if row.model is Reflection and row.quiet]
    loud = [
        {"id": row.key, "changed_seq": seq, "public_seq": seq}
        for row, seq in numbered
        if row.model is Reflection and not row.quiet
    ]
    for model, stamps in ((Reflection, quiet), (Reflection, loud), (Stage, stages)):
        if stamps:
            session.execute(update(model), stamps)
