"""Migrations: from nothing to what the models say, there and back, whole or not at all, and never from the future."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DatabaseError
from support.conference import House

from reflection_wall.models import Base
from reflection_wall.store import engines, schema


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'wall.db'}"


@contextmanager
def writing(url: str) -> Iterator[Connection]:
    """A connection to look and to spoil with."""
    engine = engines.writer(url, checkpoints=False)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def shape(url: str) -> list[str]:
    """Every table and index, as SQLite has them, but for Alembic's own note."""
    with writing(url) as connection:
        rows = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
        )
        return sorted(str(row[0]) for row in rows)


def downgrade(url: str, target: str) -> None:
    """Take the migrations back."""
    with writing(url) as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.downgrade(config, target)


def test_from_nothing_up_is_what_the_models_say(url: str) -> None:
    schema.upgrade(url)
    with writing(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})

        assert compare_metadata(context, Base.metadata) == []


def test_every_promise_of_the_models_is_in_the_database(url: str, tmp_path: Path) -> None:
    schema.upgrade(url)
    other = f"sqlite:///{tmp_path / 'models.db'}"
    with writing(other) as connection:
        Base.metadata.create_all(connection)

    def promises(found: list[str]) -> list[str]:
        words = [" ".join(sql.replace('"', "").split()) for sql in found]
        return sorted(part.strip(" ,)") for sql in words for part in sql.split(" CONSTRAINT ")[1:])

    assert promises(shape(url)) == promises(shape(other))


def test_all_the_way_down_and_up_again(url: str) -> None:
    schema.upgrade(url)
    before = shape(url)
    downgrade(url, "base")
    nothing = shape(url)
    schema.upgrade(url)

    assert (nothing, shape(url)) == ([], before)


SPINE = (
    "INSERT INTO programme VALUES (1, '{\"en\": \"P\"}', '{}', '[]', '2025-11-05')",
    "INSERT INTO community (id, programme_id, name, purpose, kind, guarded, position)"
    " VALUES (1, 1, '{\"en\": \"N\"}', '{}', 'role', 0, 1)",
    "INSERT INTO conference (id, programme_id, code, title, locale, epoch, last_seq, moderation, delay, state,"
    " table_labels, walk_in, secret_fingerprint, created_at)"
    " VALUES (1, 1, 'OLD', '{}', 'en', 'e', 2, 'open', 10, 'running', 0, 1, 'f', '2025-11-05')",
    "INSERT INTO conference_table"
    " (id, conference_id, community_id, label, position, generation, key_hash, walk_in_hash)"
    " VALUES (1, 1, 1, '14', 1, 1, 'k', 'w')",
    "INSERT INTO reflection (id, public_id, conference_id, table_id, community_id, write_key_hash, reference, source,"
    " walk_in, state, revision, on_wall, guarded, consent, late, redacted, pinned, flags, version, was_public,"
    " received_at) VALUES (1, 'p', 1, 1, 1, 'h', 'T14-AAAA', 'phone', 0, 'live', 1, 1, 0, 'wall', 0, 0, 0, '[]', 1,"
    " 1, '2025-11-05')",
    "INSERT INTO stage (conference_id, scene) VALUES (1, 'live')",
)


def test_what_the_last_release_has_kept_is_there_after_the_upgrade(url: str) -> None:
    schema.upgrade(url, "20261122_spine")
    with writing(url) as connection:
        for statement in SPINE:
            connection.exec_driver_sql(statement)
    schema.upgrade(url)
    with writing(url) as connection:
        found = connection.exec_driver_sql(
            "SELECT code, resonance, shared_draft, conference_table.muted, reference, reflection.muted, scene, page"
            " FROM conference JOIN conference_table JOIN reflection JOIN stage"
        ).all()

    assert [tuple(row) for row in found] == [("OLD", 1, 0, 0, "T14-AAAA", 0, "live", 0)]


def test_a_second_upgrade_changes_nothing(url: str) -> None:
    schema.upgrade(url)
    before = shape(url)
    schema.upgrade(url)

    assert (shape(url), schema.state(url)) == (before, "current")


@pytest.mark.parametrize("nth", [1, 2, 7, 15, 23])
def test_an_upgrade_that_ends_half_way_leaves_nothing(url: str, nth: int) -> None:
    said: list[str] = []

    def breaks(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        said.append(statement)
        if sum(each.lstrip().upper().startswith(("CREATE", "INSERT")) for each in said) == nth:
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", breaks)
    try:
        with pytest.raises(KeyboardInterrupt):
            schema.upgrade(url)
    finally:
        event.remove(Engine, "before_cursor_execute", breaks)

    assert (schema.state(url), shape(url)) == ("new", [])
    schema.upgrade(url)
    assert schema.state(url) == "current"


def test_a_database_that_is_not_there_is_new(url: str) -> None:
    assert schema.state(url) == "new"


def test_a_database_of_the_future_is_refused(url: str) -> None:
    schema.upgrade(url)
    with writing(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '99999999_future'"))

    with pytest.raises(schema.NewerDatabase):
        schema.state(url)


def test_a_whole_database_passes_its_check(url: str) -> None:
    schema.upgrade(url)
    schema.check(url)


def test_a_damaged_database_does_not(house: House, tmp_path: Path) -> None:
    for n in range(40):
        house.table().shares(f"Number {n}. " + "x" * 1000)
    house.store.close()
    damaged = tmp_path / "damaged.db"
    raw = bytearray((tmp_path / "wall.db").read_bytes())
    page = int.from_bytes(raw[16:18], "big")
    for n in range(2, len(raw) // page):
        raw[n * page : n * page + 64] = b"\xff" * 64
    damaged.write_bytes(raw)

    with pytest.raises((schema.DamagedDatabase, DatabaseError)):
        schema.check(f"sqlite:///{damaged}")


def test_a_file_that_is_no_database_is_refused(url: str, tmp_path: Path) -> None:
    (tmp_path / "wall.db").write_text("This is not a database, but a letter. " * 50)

    with pytest.raises(Exception, match="file is not a database"):
        schema.state(url)


def test_a_writer_is_as_careful_as_it_promises(url: str) -> None:
    schema.upgrade(url)
    with writing(url) as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "wal_autocheckpoint")
        }

    assert said == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "wal_autocheckpoint": 0,
    }


def test_the_server_alone_moves_the_log_into_the_file(url: str) -> None:
    schema.upgrade(url)
    engine = engines.writer(url, checkpoints=True)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()
    engine.dispose()

    assert pages == 1000


def test_a_server_gives_up_on_a_busy_database_before_a_phone_gives_up_on_the_server(url: str) -> None:
    schema.upgrade(url)
    engine = engines.writer(url, checkpoints=True)
    with engine.connect() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    engine.dispose()

    assert patience == 5000  # phone.js and desk-api.js wait for ten seconds


def test_a_write_begins_as_a_write(url: str, tmp_path: Path) -> None:
    schema.upgrade(url)
    other = sqlite3.connect(tmp_path / "wall.db", timeout=0)
    with writing(url), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
