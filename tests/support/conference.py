"""The small conference of the tests, in the process of a test (`House`) or behind a real server (`Venue`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from reflection_wall.models import Conference
from reflection_wall.services import admit
from reflection_wall.store import Store, Writing
from support.people import Desk, Sender, Table, Wall, over_http
from support.server import Server, environment
from support.shell import Shell
from support.visitor import Visitor

CODE = "FALL25"
SECRET = "a secret for tests"

PLAN = """
[programme]
title = {en = "A year of communities", fr = "Une année de communautés"}
about = "Why we meet.\\n\\nAnd what for."
references = ["Somebody (2006). A book. https://doi.org/10.1000/1"]

[[communities]]
name = {en = "Rural leaders", fr = "Leaders ruraux"}
purpose = {en = "We visit one another.", fr = "Nous nous rendons visite."}
kind = "role"
region = "Zone 4"

[[communities]]
name = "Direction francophone"
purpose = "Nous partageons le travail."
kind = "topic"

[[communities]]
name = "A guarded circle"
kind = "affinity"
guarded = true

[conference]
code = "FALL25"
title = {en = "Fall Conference", fr = "Conférence d’automne"}
date = 2025-11-05

[[prompts]]
text = {en = "What has your group learned?", fr = "Qu’est-ce que votre groupe a appris?"}

[[prompts]]
text = "And what will you do about it?"

[[tables]]
label = "14"
community = "Rural leaders"

[[tables]]
label = "22"
community = "Direction francophone"
locale = "fr"

[[tables]]
label = "9"
community = "A guarded circle"
"""


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2025, 11, 5, 16, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        """Let time go by."""
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class House:
    """A conference with the people in it, all through the front door."""

    store: Store
    app: Flask
    clock: Clock
    send: Sender
    keys: dict[str, str]
    tables: dict[str, str]

    @property
    def conference_id(self) -> int:
        """The number of the conference, for services."""
        with self.store.reading() as session:
            return admit.conference(session, CODE).id

    def table(self, label: str = "14") -> Table:
        """The group at a table."""
        return Table(self.send, self.tables[label])

    @property
    def wall(self) -> Wall:
        """The projected wall."""
        return Wall(self.send, self.keys["wall"])

    @property
    def desk(self) -> Desk:
        """The presenter's desk."""
        return Desk(self.send, self.keys["presenter"])

    @property
    def viewer(self) -> Wall:
        """The wall in somebody's hand."""
        return Wall(self.send, self.keys["viewer"])

    def visitor(self) -> Visitor:
        """Somebody with a browser that runs no scripts."""
        return Visitor(self.app)

    def head(self) -> int:
        """The newest number of the conference."""
        return int(self.wall.frame()["head"])

    def set(self, **columns: Any) -> None:
        """Change the conference itself, as an office of a later release will."""

        def deed(writing: Writing) -> None:
            conference = writing.session.get_one(Conference, self.conference_id)
            for name, value in columns.items():
                setattr(conference, name, value)

        self.store.write(deed)


@dataclass
class Venue:
    """The same conference behind a real server."""

    server: Server
    told: dict[str, Any]

    @property
    def send(self) -> Sender:
        """A way to the server as it is now."""
        return over_http(self.server.base)

    def table(self, label: str = "14") -> Table:
        """The group at a table."""
        key = next(table["key"] for table in self.told["tables"] if table["label"] == label)
        return Table(self.send, key)

    @property
    def wall(self) -> Wall:
        """The projected wall."""
        return Wall(self.send, self.told["keys"]["wall"])

    @property
    def desk(self) -> Desk:
        """The presenter's desk."""
        return Desk(self.send, self.told["keys"]["presenter"])

    def url(self, name: str) -> str:
        """One of the links, at the server's present address."""
        return str(self.told[name])

    def restarts(self) -> None:
        """The server is started again on the same port."""
        self.server = self.server.again()


def opened(home: Path, **more: str) -> Venue:
    """Create the small conference under `home` and serve it."""
    env = created(home, **more)
    server = Server(env)
    return Venue(server, server.links(CODE))


def created(home: Path, **more: str) -> dict[str, str]:
    """Create the small conference under `home`; returns the environment of whoever serves it."""
    env = environment(home, **more)
    file = home / "plan.toml"
    file.write_text(PLAN, "utf-8")
    made = Shell(env)("create", str(file))
    assert made.status == 0, made.err
    return env
