"""Engines: from the database's address to the two ways in, one for readers and one for the only writer."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

BUSY_MS = 5000
# A command beside a server that never rests waits for its turn as long as somebody at a terminal would. The server does
# not: phones and desks give up after ten seconds, and are to be told before.
COMMAND_BUSY_MS = 15_000


def reader(url: str) -> Engine:
    """An engine whose connections see one snapshot each and cannot write. None of its errors tells what was written."""
    return _reading(create_engine(url, pool_size=10, max_overflow=20, hide_parameters=True))


def reader_aside(url: str) -> Engine:
    """The same for native threads, which can share no pool with a green server: each connection is opened and closed by
    whoever uses it."""
    return _reading(create_engine(url, poolclass=NullPool, hide_parameters=True))


def writer(url: str, *, checkpoints: bool) -> Engine:
    """An engine for the drainer alone. Only the server moves the log into the file (`checkpoints`):
    two processes that do can meet SQLite's WAL-reset bug (sqlite.org/wal.html#walresetbug)."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"check_same_thread": False}, hide_parameters=True)
    if checkpoints:
        _on_connect(engine, BUSY_MS)
    else:
        _on_connect(engine, COMMAND_BUSY_MS, "wal_autocheckpoint=0")
    # A deferred transaction that turns to writing fails at once under load, whatever the busy timeout.
    _on_begin(engine, "BEGIN IMMEDIATE")
    return engine


def _reading(engine: Engine) -> Engine:
    _on_connect(engine, BUSY_MS, "query_only=ON")
    _on_begin(engine, "BEGIN")
    return engine


def _on_connect(engine: Engine, busy_ms: int, *more: str) -> None:
    pragmas = (
        f"busy_timeout={busy_ms}",
        "journal_mode=WAL",
        "synchronous=FULL",  # an answer promises that a power cut changes nothing
        "foreign_keys=ON",
        "secure_delete=ON",
        *more,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


def _on_begin(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)
