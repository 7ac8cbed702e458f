"""Chromium, one server for all of these tests with a conference of its own for each, and the screens of its people."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from support.browser import ARGUMENTS, PHONE, SCREEN, Complaints, Phone, Projector, chromium
from support.conference import CODE, PLAN, Venue, opened
from support.proxy import Proxy
from support.server import CEILING, ROOT
from support.shell import Shell
from support.welcome import invitation

CASS = ROOT / "reflection_wall" / "samples" / "cass.toml"
_numbers = itertools.count(100)

expect.set_options(timeout=CEILING * 1000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-CA"}


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Every page is listened to; a complaint that nobody expected fails the test."""
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture
def new_context(complaints: Complaints, new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """pytest-playwright's, with somebody listening. `complaints` comes first, so that it looks back last."""

    def made(**wanted: Any) -> BrowserContext:
        context = new_context(**wanted)
        context.set_default_timeout(CEILING * 1000)
        complaints.listen(context)
        return context

    return made


@pytest.fixture(scope="session")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    """The one server."""
    found = opened(tmp_path_factory.mktemp("building"))
    yield found
    found.server.stop()


@pytest.fixture
def shell(building: Venue) -> Shell:
    """A terminal on the server's machine."""
    return Shell(building.server.env)


@pytest.fixture
def invited(shell: Shell) -> Callable[..., str]:
    """Makes the link of a new account."""
    return partial(invitation, shell)


@pytest.fixture(scope="session")
def arranged(building: Venue, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Venue]:
    """Sets up one more conference on the one server."""

    def arrange(plan: str) -> Venue:
        file = tmp_path_factory.mktemp("plan") / "plan.toml"
        file.write_text(plan, "utf-8")
        told = Shell(building.server.env)("create", str(file), "--json")
        assert told.status == 0, told.err
        return Venue(building.server, told.json)

    return arrange


@pytest.fixture
def conference(arranged: Callable[[str], Venue]) -> Venue:
    """The small conference, as nobody has touched it; its wall waits in the opening scene."""
    return arranged(PLAN.replace(CODE, f"B{next(_numbers)}"))


@pytest.fixture
def cass(arranged: Callable[[str], Venue]) -> Venue:
    """The conference of the demo, with its long names, prompt and purposes."""
    return arranged(CASS.read_text("utf-8").replace("CASS25", f"C{next(_numbers)}"))


@pytest.fixture
def live(conference: Venue) -> Venue:
    """The small conference, with its wall in the live scene."""
    assert conference.desk.sets(scene="live").status == 200
    return conference


@pytest.fixture(scope="session")
def networks(building: Venue) -> Iterator[Callable[[], Proxy]]:
    """Lays networks to the one server; they last until every browser has gone."""
    laid: list[Proxy] = []

    def lay() -> Proxy:
        laid.append(Proxy(building.server.port))
        return laid[-1]

    yield lay
    for each in laid:
        each.stop()


@pytest.fixture
def proxy(networks: Callable[[], Proxy]) -> Proxy:
    """A network of its own between somebody's browser and the server."""
    return networks()


@pytest.fixture
def phones(conference: Venue, new_context: Callable[..., BrowserContext]) -> Callable[..., Phone]:
    """As many phones as wanted, each with its own browser, at a table of the conference."""

    def phone(label: str = "14", base: str = "", **wanted: Any) -> Phone:
        url = next(table["url"] for table in conference.told["tables"] if table["label"] == label)
        if base:
            url = url.replace(conference.server.base, base)
        return Phone(new_context(**{**PHONE, **wanted}), url)

    return phone


@pytest.fixture
def phone(phones: Callable[..., Phone]) -> Phone:
    """A phone at table 14, with the table's page open."""
    return phones().opens()


@pytest.fixture
def walls(new_context: Callable[..., BrowserContext]) -> Callable[..., Projector]:
    """As many projectors as wanted."""

    def wall(venue: Venue, base: str = "", **wanted: Any) -> Projector:
        url = venue.url("wall").replace(venue.server.base, base or venue.server.base)
        return Projector(new_context(**{**SCREEN, **wanted}), url)

    return wall
