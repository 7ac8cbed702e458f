"""The small conference that every test meets, in the process of the test or behind a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.conference import CODE, PLAN, SECRET, Clock, House, Venue, opened
from support.people import in_process

from reflection_wall.app import create_app
from reflection_wall.rules import plan
from reflection_wall.services import admit, arrange, links
from reflection_wall.settings import Settings
from reflection_wall.store import Store, schema


@pytest.fixture
def clock() -> Clock:
    """The time of the conference."""
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation of its own."""
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'wall.db'}",
        secret_key=SECRET,
        async_mode="threading",
        rate_limits=False,
        host="127.0.0.1",
    )


@pytest.fixture
def store(settings: Settings, clock: Clock) -> Iterator[Store]:
    """A store on an empty database of the newest shape."""
    schema.upgrade(settings.database_url)
    opened = Store(settings.database_url, clock=clock, checkpoints=True)
    yield opened
    opened.close()


@pytest.fixture
def house(settings: Settings, store: Store, clock: Clock) -> House:
    """The small conference, open, in the process of the test."""
    arrange.create(store, SECRET, plan.read(PLAN))
    app = create_app(settings, store)
    app.testing = False  # errors are translated as for everybody
    with store.reading() as session:
        found = links.of(session, SECRET, admit.conference(session, CODE))
    return House(
        store=store,
        app=app,
        clock=clock,
        send=in_process(app.test_client()),
        keys={str(role): key for role, key in found.keys.items()},
        tables={table.label: table.key for table in found.tables},
    )


@pytest.fixture
def venue(tmp_path: Path) -> Iterator[Venue]:
    """The small conference behind a real server of its own."""
    found = opened(tmp_path)
    yield found
    found.server.stop()
