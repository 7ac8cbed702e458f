"""A screen at the other end of a socket: what it was told, in the order in which it came."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import socketio
import websocket

from support.server import until


class Listener:
    """One socket in one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.client = socketio.Client(reconnection=False)
        for event in ("frame", "pulse"):
            self.client.on(event, lambda message, event=event: self.told.append((event, message)), namespace=namespace)

    def connects(self, base: str, auth: Any, **headers: str) -> None:
        """Connect, or raise socketio.exceptions.ConnectionError."""
        self.client.connect(
            base, namespaces=[self.namespace], auth=auth, transports=["websocket"], wait_timeout=15, headers=headers
        )

    def leaves(self) -> None:
        """Hang up. The client's own way can wait three seconds for a farewell that its other thread has read."""
        line = self.client.eio.ws.sock if self.client.connected else None
        with suppress(OSError):  # the server may have cut it meanwhile
            if line is not None:
                line.shutdown(socket.SHUT_RDWR)
        self.client.disconnect()
        if line is not None:
            line.close()

    def says(self, event: str, message: Any) -> None:
        """Tell the server something."""
        self.client.emit(event, message, namespace=self.namespace)

    @property
    def frames(self) -> list[dict[str, Any]]:
        """Every frame that came."""
        return [message for event, message in self.told if event == "frame"]

    @property
    def pulses(self) -> list[dict[str, Any]]:
        """Every pulse that came."""
        return [message for event, message in self.told if event == "pulse"]

    def hears(self, text: str) -> dict[str, Any]:
        """The frame that brings these words."""
        found: dict[str, Any] = until(
            lambda: next((frame for frame in self.frames if text in str(frame["items"])), None), f"never heard: {text}"
        )
        return found


def refused(base: str, namespace: str, auth: Any, **headers: str) -> bool:
    """Whether a server's answer to somebody who wants in is that they may not come in, as Socket.IO says it."""
    address = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    named = [f"{name}: {value}" for name, value in headers.items()]
    with closing(websocket.create_connection(address, timeout=15, suppress_origin=True, header=named)) as line:
        line.recv()  # that it is open
        line.send(f"40{namespace}," + ("" if auth is None else json.dumps(auth)))
        answer = str(line.recv())
        line.shutdown()
    return answer.startswith(f"44{namespace},")


@contextmanager
def listening(base: str, namespace: str, key: str, after: int = 0, **headers: str) -> Iterator[Listener]:
    """A screen that is connected and has heard its first frame."""
    listener = Listener(namespace)
    try:
        listener.connects(base, {"key": key, "after": after}, **headers)
        until(lambda: listener.frames, "the first frame never came")
        yield listener
    finally:
        listener.leaves()
