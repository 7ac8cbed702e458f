"""A proxy that does what hotel networks do: hold, cut and garble replies, answer like a captive portal, refuse
WebSockets or fall silent on them, lose, repeat and shuffle what is pushed. One thread and one request or one WebSocket
for each connection."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Literal

from support.server import CEILING

PUSHED = b"42/wall"  # Socket.IO's events of the namespace /wall; everything else keeps the connection alive


# From a request, and a way to have it answered upstream, to the bytes that the browser gets; none: a cut.
Http = Callable[[bytes, Callable[[], bytes]], bytes]
# From one pushed frame, as it came, to the frames that go on now.
Frames = Callable[[bytes], list[bytes]]


def honest(_request: bytes, forward: Callable[[], bytes]) -> bytes:
    """Pass on what comes."""
    return forward()


def answering(kind: str, page: bytes) -> Http:
    """A captive portal: 200 and its own page to anything, and nothing goes further."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(page)}\r\n\r\n".encode()
    return lambda _request, _forward: head + page


def cut(request: bytes, forward: Callable[[], bytes]) -> bytes:
    """The server has kept what was PUT, and its answer never arrives."""
    return b"" if request.startswith(b"PUT") and forward() else forward()


def truncated(keep: int) -> Http:
    """The answer to a PUT breaks off that many bytes into its body."""

    def garble(request: bytes, forward: Callable[[], bytes]) -> bytes:
        reply = forward()
        return reply[: reply.index(b"\r\n\r\n") + 4 + keep] if request.startswith(b"PUT") else reply

    return garble


class Holding:
    """The server has kept what was PUT, and its answer hangs in the network until somebody lets it go."""

    def __init__(self) -> None:
        self.holds = threading.Event()
        self.lets_go = threading.Event()

    def __call__(self, request: bytes, forward: Callable[[], bytes]) -> bytes:
        reply = forward()
        if request.startswith(b"PUT"):
            self.holds.set()
            self.lets_go.wait(CEILING)
        return reply


class Rough:
    """Loses some pushed frames, repeats some, and keeps some back to come in another order, or much later."""

    def __init__(self, lost: float = 0.0, repeated: float = 0.0, kept_back: int = 0, seed: int = 25) -> None:
        self._dice = random.Random(seed)
        self._lost, self._repeated, self._most = lost, repeated, kept_back
        self._back: list[bytes] = []
        self.frames = 0

    def __call__(self, frame: bytes) -> list[bytes]:
        self.frames += 1
        if self._dice.random() >= self._lost:
            self._back += [frame] * (2 if self._dice.random() < self._repeated else 1)
        ready = max(0, len(self._back) - self._most)
        return [self._back.pop(self._dice.randrange(len(self._back))) for _ in range(ready)]


class Proxy:
    """Listens on a port of loopback; its rules can be changed at any time."""

    def __init__(self, upstream_port: int) -> None:
        self.http: Http = honest
        self.frames: Frames = lambda frame: [frame]
        self.sockets: Literal["open", "refused", "silent"] = "open"
        self.requests: list[bytes] = []
        self._upstream = ("127.0.0.1", upstream_port)
        self._live: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """The network is gone, with every connection through it."""
        for each in [self._listener, *self._live]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.create_connection(self._upstream) as server:
            self._live |= {client, server}
            try:
                self._answer(client, server)
            finally:
                self._live -= {client, server}

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        head, body = _read_head(client)
        if any(line.lower() == "upgrade: websocket" for line in head):
            self._socket(client, server, _joined(head))
            return
        length = next((int(line[15:]) for line in head if line.lower().startswith("content-length:")), 0)
        while len(body) < length:
            body += _more(client)
        kept = [line for line in head if not line.lower().startswith("connection:")]
        request = _joined([*kept, "Connection: close"]) + body
        self.requests.append(request)

        def forward() -> bytes:
            server.sendall(request)
            return b"".join(iter(lambda: server.recv(65536), b""))

        client.sendall(self.http(request, forward))

    def _socket(self, client: socket.socket, server: socket.socket, head: bytes) -> None:
        if self.sockets == "refused":
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        server.sendall(head)
        reply, rest = _read_head(server)
        client.sendall(_joined(reply))
        threading.Thread(target=self._pump, args=(client, server), daemon=True).start()
        for frame, payload in _frames(server, rest):
            if self.sockets != "silent":
                client.sendall(b"".join(self.frames(frame) if payload.startswith(PUSHED) else [frame]))

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if self.sockets != "silent":
                    server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)


def _joined(lines: list[str]) -> bytes:
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _more(side: socket.socket) -> bytes:
    data = side.recv(65536)
    if not data:
        raise ConnectionResetError
    return data


def _read_head(side: socket.socket) -> tuple[list[str], bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(side)
    head, _, rest = data.partition(b"\r\n\r\n")
    return head.decode("latin-1").split("\r\n"), rest


def _frames(server: socket.socket, rest: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Whole frames, each with its payload, as the server sends them: unmasked, in one piece each."""
    data = rest
    while True:
        while place := _payload(data):
            begins, ends = place
            yield data[:ends], data[begins:ends]
            data = data[ends:]
        data += _more(server)


def _payload(data: bytes) -> tuple[int, int] | None:
    """Where the payload of the frame that begins here begins and ends; None while it is not all there."""
    short = data[1] & 0x7F if len(data) > 1 else 0
    begins = {126: 4, 127: 10}.get(short, 2)
    if len(data) < begins:
        return None
    ends = begins + (short if begins == 2 else int.from_bytes(data[2:begins], "big"))
    return (begins, ends) if len(data) >= ends else None
