"""Drainer: from all the jobs that wait to one durable transaction, and back to each waiting caller with its answer.

Everything from BEGIN to COMMIT happens in one native call on a connection that nobody else touches: no logging, no
lock and no yield in it, or a busy database would freeze every client of a green server.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from reflection_wall.store.native import Call
from reflection_wall.store.writing import Change, Writing, number

MOST_JOBS = 50
PATIENCE = 30.0

Deed = Callable[[Writing], Any]


class Unavailable(Exception):
    """It could not be stored, or nobody knows whether it was: only a retry with the same key tells."""


@dataclass
class Job:
    """One thing to write, and the place where its caller waits for the answer."""

    deed: Callable[[Any], Any]
    answered: threading.Event = field(default_factory=threading.Event)
    answer: Any = None
    error: BaseException | None = None
    apart: bool = False


class Drainer:
    """Takes every write of the process, in turn. `committed` rings the bell, `broken` says that the disk failed."""

    def __init__(
        self,
        engine: Engine,
        native: Call,
        clock: Callable[[], datetime],
        committed: Callable[[], None],
        broken: Callable[[], None],
    ) -> None:
        self._engine, self._native, self._clock = engine, native, clock
        self._committed, self._broken = committed, broken
        self._waiting: deque[Job] = deque()
        self._wake = threading.Event()
        self._closing = False
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="drainer", daemon=True)
        self._thread.start()

    def write(self, deed: Deed) -> Any:
        """Run `deed` in the next batch and give back its answer once the batch is durable.

        Raises what the deed raised, or Unavailable.
        """
        return self._answered(Job(deed))

    def apart(self, deed: Callable[[Any], Any]) -> Any:
        """Run `deed` with the driver's own connection, between two batches and outside of any transaction.

        Raises what the deed raised, or Unavailable.
        """
        return self._answered(Job(deed, apart=True))

    def _answered(self, job: Job) -> Any:
        self._waiting.append(job)
        self._wake.set()
        if not job.answered.wait(PATIENCE):
            raise Unavailable
        if job.error is not None:
            raise job.error
        return job.answer

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._closing = True
        self._wake.set()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while not (self._closing and not self._waiting):
            self._wake.wait()
            self._wake.clear()
            while self._waiting:
                self._drain(self._batch())
        self._native(self._disconnect)

    def _batch(self) -> list[Job]:
        """All jobs that wait, up to the most; one that wants to be apart is a batch of its own."""
        batch = [self._waiting.popleft()]
        while self._waiting and len(batch) < MOST_JOBS and not (batch[0].apart or self._waiting[0].apart):
            batch.append(self._waiting.popleft())
        return batch

    def _drain(self, batch: list[Job]) -> None:
        failure = self._native(lambda: self._apart(batch[0]) if batch[0].apart else self._write(batch))
        for job in batch:
            if failure is not None:
                job.error = Unavailable(str(failure))
            job.answered.set()
        if failure is None:
            self._committed()
        elif "disk I/O error" in str(failure):
            # After a failed sync a later one can falsely succeed (PostgreSQL's fsyncgate): stop, and start afresh.
            self._broken()

    def _write(self, batch: list[Job]) -> BaseException | None:
        """The whole batch, in the native thread. What fails it is returned: nothing may be raised across."""
        try:
            with Session(self._connected(), expire_on_commit=False) as session:
                session.begin()
                writing = Writing(session, self._clock())
                changes: list[Change] = []
                for job in batch:
                    changes += _tried(job, writing)
                number(session, changes)
                session.commit()
        except Exception as failure:  # a boundary: whatever it is, every caller must get an answer
            self._disconnect()
            return failure
        return None

    def _apart(self, job: Job) -> BaseException | None:
        """One job without a transaction, in the native thread."""
        try:
            job.answer = job.deed(self._connected().connection.driver_connection)
        except Exception as failure:  # a boundary, as in `_write`
            self._disconnect()
            return failure
        return None

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        # SQLite rolls back by itself when the disk is full; the second rollback must not mask the reason.
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.invalidate()
                self._connection.close()
            self._connection = None


def _tried(job: Job, writing: Writing) -> list[Change]:
    """Run one job in its own savepoint: what it raises undoes only itself. A failing database fails the batch."""
    try:
        with writing.session.begin_nested():
            job.answer = job.deed(writing)
    except OperationalError:
        raise
    except Exception as wrong:  # a boundary: the other jobs of the batch go on
        job.error = wrong
        writing.take_changes()
        return []
    return writing.take_changes()
