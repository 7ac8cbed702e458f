"""Copies: from a live database to one whole file elsewhere, and from such a file back into the database's place."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from reflection_wall.store.schema import DamagedDatabase

_BESIDE = ("-wal", "-shm")
PRIVATE = 0o600


def backup(database: Path, target: Path) -> int:
    """Copy `database` as it is at one moment, beside a running server too, for its owner alone; returns its size.

    The copy is checked before it takes its name, so that what is there is good. What was deleted is in no copy: only
    what is live is written into it. Raises DamagedDatabase, OSError.
    """
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    _begin_private(draft)
    try:
        _copy(database, draft)
        _check(draft)
        _reach_the_disk(draft)
        draft.replace(target)
        _reach_the_disk(target.parent)
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


def draft(source: Path, database: Path) -> Path:
    """A copy of `source` beside `database`, to be brought up to date there. Raises OSError."""
    made = database.with_name(database.name + ".restoring")
    discard(made)
    for suffix in ("", _BESIDE[0]):  # a hand-copied file may still have its newest words in its log
        if (part := _with(source, suffix)).exists():
            _begin_private(_with(made, suffix))
            shutil.copyfile(part, _with(made, suffix))
    return made


def discard(file: Path) -> None:
    """Remove a database and what lies beside it."""
    for suffix in ("", *_BESIDE):
        _with(file, suffix).unlink(missing_ok=True)


def put_in_place(made: Path, database: Path, now: datetime, *, keep: bool) -> Path | None:
    """Let `made` take the place of `database`, in one step; returns where the file that was there is kept, if it is.

    The caller holds the server lock.
    """
    aside = None
    _reach_the_disk(made)
    if database.exists():
        _fold(database)
        if keep:
            aside = database.with_name(f"{database.stem}.replaced-{now:%Y%m%d-%H%M%S}{database.suffix}")
            _also_called(database, aside)
            aside.chmod(PRIVATE)
        for suffix in _BESIDE:  # only where it could not be folded, being damaged
            if (part := _with(database, suffix)).exists():
                part.replace(_with(aside, suffix)) if aside else part.unlink()
    made.replace(database)
    _reach_the_disk(database.parent)
    return aside


def _begin_private(file: Path) -> None:
    """Make it for its owner alone, before there is a byte in it."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))


def _copy(database: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_autocheckpoint=0")
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.DatabaseError as wrong:
        raise DamagedDatabase(str(wrong)) from None


def _check(file: Path) -> None:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or loose is not None:
        raise DamagedDatabase(found if found != "ok" else f"a row of {loose[0]} refers to nothing")


def _fold(database: Path) -> None:
    """Bring the log into the file, so that it is whole by itself; a damaged one is left as it is."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _also_called(file: Path, name: Path) -> None:
    """A second name rather than a move: at no moment is there no database."""
    try:
        os.link(file, name)
    except OSError:  # a file system without hard links
        shutil.copy2(file, name)


def _reach_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _with(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)
