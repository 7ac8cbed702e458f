"""Installation: from the environment to an open store, for every command that works beside a server or without one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from reflection_wall import address
from reflection_wall.app import with_secret
from reflection_wall.settings import Settings, from_env
from reflection_wall.store import Store, schema
from reflection_wall.store.lock import server_lock


@dataclass(frozen=True)
class Installation:
    """What a command works with."""

    settings: Settings
    store: Store

    @property
    def secret(self) -> str:
        """The secret that makes every link."""
        return self.settings.secret_key

    @property
    def base(self) -> str:
        """The address before every link: the public one, what the server last said, or where it would listen."""
        settings = self.settings
        kept = None if settings.public_url else address.recorded(settings.instance)
        return kept or address.base(settings.public_url, settings.host, settings.port)


@contextmanager
def installation() -> Iterator[Installation]:
    """Open the database, new or brought up to date; a running server has done that already."""
    settings = with_secret(from_env(os.environ))
    assert settings.sqlite_path is not None  # settings allow nothing else  # noqa: S101
    settings.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
    if schema.state(settings.database_url) != "current":
        with server_lock(settings.sqlite_path):
            schema.upgrade(settings.database_url)
    store = Store(settings.database_url)
    try:
        yield Installation(settings, store)
    finally:
        store.close()


def say(told: Any, *, as_json: bool, lines: list[str]) -> None:
    """Print for a person, or as JSON for a program."""
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))
