"""Door: the store that services are handed, over one database file and its drainer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session, configure_mappers

from reflection_wall.store import engines, log
from reflection_wall.store.drainer import Drainer
from reflection_wall.store.native import native_call
from reflection_wall.store.writing import Writing

Answer = TypeVar("Answer")


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Store:
    """Reads from snapshots, writes through the drainer, rings a bell after each commit."""

    def __init__(
        self,
        url: str,
        *,
        async_mode: str = "threading",
        checkpoints: bool = False,
        clock: Callable[[], datetime] = utc_now,
        broken: Callable[[], None] = lambda: None,
    ) -> None:
        configure_mappers()  # here, and not by the first query, which may be in the drainer's native thread
        self.url, self.clock, self.async_mode = url, clock, async_mode
        self._file, self._checkpoints = Path(url.removeprefix("sqlite:///")), checkpoints
        self._reader = engines.reader(url)
        self._aside = engines.reader_aside(url)
        self._one_aside, self._one_page_aside = threading.Semaphore(), threading.Semaphore()
        self._writer = engines.writer(url, checkpoints=checkpoints)
        self._bells: list[threading.Event] = []
        self._gate: Callable[[Writing], None] = lambda _: None
        self._native = native_call(async_mode)
        self._drainer = Drainer(self._writer, self._native, clock, self.ring, broken)

    @property
    def folder(self) -> Path:
        """The folder of the database, where a few files lie beside it."""
        return self._file.parent

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one snapshot of the database. It cannot write. Keep it short, and yield to nobody in it."""
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    def aside(self, work: Callable[[Session], Answer], *, page: bool = False) -> Answer:
        """Have long work, such as a file of everything, done in a native thread with a snapshot of its own, so that
        nobody else waits for it. One at a time, and one `page` that somebody looks at meanwhile: the drainer needs such
        a thread as well. Raises what it raises."""

        def read() -> Answer:
            with Session(self._aside, expire_on_commit=False, autoflush=False) as session:
                return work(session)

        with self._one_page_aside if page else self._one_aside:
            answer: Answer = self._native(read)
        return answer

    def write(self, deed: Callable[[Writing], Answer]) -> Answer:
        """Have the drainer do `deed`; its answer comes when it is durable. Raises what it raises, or Unavailable."""
        gate = self._gate

        def passed(writing: Writing) -> Answer:
            gate(writing)
            return deed(writing)

        answer: Answer = self._drainer.write(passed)
        return answer

    def behind(self, gate: Callable[[Writing], None]) -> Store:
        """The same store, every write of which first passes this gate inside its own transaction: what is true when
        somebody asks may no longer be when their write has its turn."""
        gated = copy(self)
        gated._gate = gate
        return gated

    def empty_log(self) -> bool:
        """See to it that what was deleted is gone from SQLite's log too; True when it is.

        False while somebody reads an older state, and in a command beside a server, which alone may do it: it is then
        done at the server's next tick, or at its next start.
        """
        log.wish(self._file)
        return self._checkpoints and self.grant_wish()

    @property
    def log_wished(self) -> bool:
        """Whether somebody waits for an empty log."""
        return log.wished(self._file)

    def grant_wish(self) -> bool:
        """Empty the log if somebody asked for it; True when nobody waits for that any more. For the server alone."""
        if not log.wished(self._file):
            return True
        log.take_up(self._file)
        done: bool = False
        try:
            done = self._drainer.apart(log.emptied)
        finally:
            log.settle(self._file, done=done)
        return done

    def bell(self) -> threading.Event:
        """An event of one's own that is set after every commit of this process."""
        bell = threading.Event()
        self._bells.append(bell)
        return bell

    def ring(self) -> None:
        """Set every bell."""
        for bell in self._bells:
            bell.set()

    def close(self) -> None:
        """Finish the writes that wait and let go of the database."""
        self._drainer.close()
        self._reader.dispose()
        self._aside.dispose()
        self._writer.dispose()
