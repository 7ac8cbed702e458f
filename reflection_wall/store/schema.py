"""Schema: brings a database file up to this release, and refuses one that a newer release has written."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from reflection_wall.store import engines

State = Literal["new", "older", "current"]


class NewerDatabase(Exception):
    """The file was written by a newer release than this one."""


class DamagedDatabase(Exception):
    """SQLite's own check finds the file damaged."""


def state(url: str) -> State:
    """How the database stands to this release. Raises NewerDatabase."""
    engine = engines.reader(url)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    script = ScriptDirectory.from_config(_config())
    if found is None:
        return "new"
    if found not in {revision.revision for revision in script.walk_revisions()}:
        raise NewerDatabase
    return "current" if found == script.get_current_head() else "older"


def upgrade(url: str, target: str = "head") -> None:
    """Run the migrations up to `target`, all in one transaction. The caller holds the server lock."""
    engine = engines.writer(url, checkpoints=False)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, target)
    engine.dispose()


def check(url: str) -> None:
    """Raise DamagedDatabase when SQLite's quick check says anything but ok."""
    engine = engines.reader(url)
    with engine.connect() as connection:
        found = connection.scalar(text("PRAGMA quick_check(1)"))
    engine.dispose()
    if found != "ok":
        raise DamagedDatabase(found)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
