"""The story in a browser: the screens and listeners of the browser's own tests, and everybody in the ballroom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import CASS, browser_context_args, browser_type_launch_args, complaints, new_context
from playwright.sync_api import BrowserContext
from support.browser import SCREEN, Complaints, Projector
from support.conference import Venue
from support.desk import sit
from support.hour import Hour
from support.newcomer import Newcomer
from support.proxy import Proxy
from support.server import Server, environment
from support.shell import Shell
from support.witness import Witness

__all__ = ["browser_context_args", "browser_type_launch_args", "complaints", "new_context"]
Contexts = Callable[..., BrowserContext]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty database."""
    found = Server(environment(tmp_path))
    yield found
    found.stop()


@pytest.fixture
def newcomer(new_context: Contexts) -> Newcomer:
    """Somebody with a laptop who has never been here."""
    return Newcomer(new_context(**SCREEN, accept_downloads=True).new_page())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    env = environment(tmp_path)
    assert Shell(env)("create", str(CASS)).status == 0
    found = Server(env)
    yield found
    found.stop()


@pytest.fixture
def hour(server: Server, new_context: Contexts, complaints: Complaints) -> Iterator[Hour]:
    complaints.expect("ERR_|WebSocket")  # two networks go down in this hour
    venue, network = Venue(server, server.links("CASS25")), Proxy(server.port)
    context = new_context(**SCREEN)
    witness = Witness(context, network)
    wall = Projector(context, venue.url("wall").replace(server.base, network.base))
    desk = sit(new_context, venue.url("moderator"))
    remote = new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).new_page()
    remote.goto(f"{venue.url('presenter')}/remote")
    yield Hour(venue, wall, network, witness, desk, remote, new_context)
    network.stop()
