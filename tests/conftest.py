"""The small conference that every test meets, in the process of the test or behind a real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from support.conference import CODE, PLAN, SECRET, Clock, House, Venue, opened
from support.people import in_process
from support.server import own_mode
from support.shell import Shell

from reflection_wall.app import _house, create_app
from reflection_wall.live.listeners import Listeners
from reflection_wall.rules import plan
from reflection_wall.services import admit, arrange, links
from reflection_wall.services.links import Links
from reflection_wall.settings import Settings
from reflection_wall.store import Store, schema
from reflection_wall.web.turns import Turns

# What takes longest comes first, so that no core waits for it in the end.
TESTS = Path(__file__).parent
LONGEST = ("story", "chaos", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others stay in their order."""
    items.sort(key=lambda item: item.path.relative_to(TESTS).parts[0] not in LONGEST)


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
        async_mode=own_mode(),
        rate_limits=False,
        host="127.0.0.1",
    )


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest shape, made once and copied for every test."""
    file = tmp_path_factory.mktemp("blank") / "wall.db"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def small(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Links]:
    """The small conference in a database, and its links, made once and copied for every test."""
    file = shutil.copyfile(blank, tmp_path_factory.mktemp("small") / "wall.db")
    store = Store(f"sqlite:///{file}", clock=Clock(), checkpoints=True)
    arrange.create(store, SECRET, plan.read(PLAN))
    with store.reading() as session:
        found = links.of(session, SECRET, admit.conference(session, CODE))
    store.close()
    return file, found


@pytest.fixture
def store(settings: Settings, clock: Clock, blank: Path) -> Iterator[Store]:
    """A store on an empty database of the newest shape."""
    yield from _opened(settings, clock, blank)


@pytest.fixture
def house(settings: Settings, clock: Clock, small: tuple[Path, Links], building: Flask) -> Iterator[House]:
    """The small conference, open, in the process of the test."""
    file, found = small
    for store in _opened(settings, clock, file):
        # Who waits for their turn in a test waits by the clock of the conference.
        turns = Turns(lambda: clock().timestamp(), clock.passes)
        building.extensions["house"] = replace(_house(settings, store, Listeners()), turns=turns)
        yield House(
            store=store,
            app=building,
            clock=clock,
            send=in_process(building.test_client()),
            keys={str(role): key for role, key in found.keys.items()},
            tables={table.label: table.key for table in found.tables},
        )


def _opened(settings: Settings, clock: Clock, template: Path) -> Iterator[Store]:
    assert settings.sqlite_path is not None
    assert not settings.sqlite_path.exists(), "a test has either a store or a house, which has a store of its own"
    shutil.copyfile(template, settings.sqlite_path)
    opened = Store(settings.database_url, async_mode=settings.async_mode, clock=clock, checkpoints=True)
    _share_compiled_statements(opened)
    yield opened
    opened.close()


_FIRST: dict[str, Engine] = {}


def _share_compiled_statements(store: Store) -> None:
    """Let every store compile with the first one's dialect and cache: half of the time of a test is compiling SQL."""
    for name, engine in (("reader", store._reader), ("writer", store._writer)):
        first = _FIRST.setdefault(name, engine)
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache


@pytest.fixture(scope="session")
def building(blank: Path) -> Iterator[Flask]:
    """The app with all its doors, put up once: every test moves into it with a store of its own."""
    store = Store(f"sqlite:///{blank}", checkpoints=True)
    app = create_app(Settings(database_url=store.url, secret_key=SECRET, async_mode="threading"), store)
    app.testing = False  # errors are translated as for everybody
    yield app
    store.close()


@pytest.fixture
def shell(settings: Settings) -> Shell:
    """A terminal on the machine of `settings`, where `house` may be at work."""
    return Shell({"DATABASE_URL": settings.database_url, "SECRET_KEY": settings.secret_key, "HOST": settings.host})


@pytest.fixture
def venue(tmp_path: Path) -> Iterator[Venue]:
    """The small conference behind a real server of its own."""
    found = opened(tmp_path)
    yield found
    found.server.stop()


@pytest.fixture(scope="session")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Venue]]:
    """The server of each async mode, put up when the first test of that mode comes."""
    found: dict[str, Venue] = {}

    def hall(mode: str) -> Venue:
        if mode not in found:
            found[mode] = opened(tmp_path_factory.mktemp(mode), ASYNC_MODE=mode)
        return found[mode]

    yield hall
    for each in found.values():
        each.server.stop()


@pytest.fixture
def hall(halls: Callable[[str], Venue]) -> Venue:
    """A real server that tests share: each brings its own reflections, and leaves the stage as it was."""
    return halls("eventlet")
