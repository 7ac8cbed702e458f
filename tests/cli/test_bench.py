"""Measuring: what a screen of the bench hears, whatever the network makes of the first bytes."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest
from support.shell import Shell
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Message, Request, TextMessage

from reflection_wall.cli.bench.hall import Screen, seated

FRAME = '42/wall,["frame",{"to":7}]'


@pytest.fixture
def hasty_server() -> Any:
    """A server whose greeting arrives in one piece with its answer to the handshake; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serves_one, args=(listening,), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def _serves_one(listening: socket.socket) -> None:
    line, _ = listening.accept()
    with line:
        line.settimeout(10)
        spoken = WSConnection(ConnectionType.SERVER)
        while True:
            try:
                spoken.receive_data(line.recv(65536))
            except TimeoutError:
                return
            for event in spoken.events():
                if isinstance(event, Request):
                    line.sendall(spoken.send(AcceptConnection()) + spoken.send(Message('0{"sid":"1"}')))
                elif isinstance(event, TextMessage) and event.data.startswith("40/wall,"):
                    line.sendall(spoken.send(Message(FRAME)))
                    return


def test_a_screen_follows_although_the_greeting_comes_with_the_handshake(hasty_server: str) -> None:
    heard: list[int] = []
    seated([Screen(hasty_server, "key", lambda frame, _now: heard.append(frame["to"]))])
    assert heard == [7]


def test_every_format_is_measured_on_a_conference_of_its_own(shell: Shell) -> None:
    found = shell("bench", "exports", "--reflections", "40", "--formats", "csv,qdpx", "--json").json

    assert [(each["format"], 20 < each["reflections"] <= 40, each["megabytes"] >= 0) for each in found] == [
        ("csv", True, True),
        ("qdpx", True, True),
    ]


def test_a_format_that_there_is_not_is_not_measured(shell: Shell) -> None:
    said = shell("bench", "exports", "--reflections", "1", "--formats", "odt")

    assert (said.status, said.err) == (2, "There is no format odt.\n")
