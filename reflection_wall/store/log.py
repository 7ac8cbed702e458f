"""Log: SQLite's write-ahead log, in which deleted words stay until it is emptied into the file.

Only the server may do that (delivery.md, section 6: two that do can meet the WAL-reset bug), so a command beside it
leaves a wish next to the database, and the server's next tick grants it. The wish outlives a crash.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

_WISH, _AT_IT = ".empty-log", ".emptying-log"


def wish(database: Path) -> None:
    """Ask whoever serves this database to empty its log."""
    _beside(database, _WISH).touch()


def wished(database: Path) -> bool:
    """Whether somebody waits for it: asked and not yet done."""
    return _beside(database, _WISH).exists() or _beside(database, _AT_IT).exists()


def take_up(database: Path) -> None:
    """Answer for what was wished until now; a wish that comes meanwhile is another one."""
    with suppress(FileNotFoundError):
        _beside(database, _WISH).replace(_beside(database, _AT_IT))


def settle(database: Path, *, done: bool) -> None:
    """What was taken up is done, or has to be tried again."""
    if not done:
        wish(database)
    _beside(database, _AT_IT).unlink(missing_ok=True)


def emptied(connection: sqlite3.Connection) -> bool:
    """Move the whole log into the file and cut it to nothing; False while somebody still reads an older state.

    Nobody is waited for: every write of the server would wait as well, and the next tick comes soon.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout=0")
    try:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience:d}")
    return not busy


def _beside(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)
