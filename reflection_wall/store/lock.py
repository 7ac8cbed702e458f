"""Lock: one server for one SQLite file. Who serves, restores or migrates holds it; a second one is told so."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Locked(Exception):
    """Another server holds the file."""


@contextmanager
def server_lock(database: Path) -> Iterator[None]:
    """Hold the lock beside `database` until the block ends, or the process does. Raises Locked."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with database.with_name(database.name + ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Locked from None
        yield
