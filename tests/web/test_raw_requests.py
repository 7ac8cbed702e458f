"""What no browser sends, on the wire of a real server, in every async mode: nothing of it is logged, and what can be
read is read the same."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

import pytest
from support.conference import Venue, opened
from support.people import fresh_key
from support.server import until

from reflection_wall.rules.submission import LARGEST_BODY

CLIENT_HELLO = bytes.fromhex("16030100c8010000c40303") + bytes(range(190))


@pytest.fixture(scope="module", params=["eventlet", "gevent", "threading"])
def venue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    """The small conference behind a server of each kind."""
    found = opened(tmp_path_factory.mktemp(request.param), ASYNC_MODE=request.param)
    until(lambda: any("Every link" in line for line in found.server.said), "the sheet was never printed")
    yield found
    found.server.stop()


def exchanged(venue: Venue, sent: bytes, *, reset: bool = False) -> bytes:
    """What comes back to raw bytes until the server hangs up; or a reset instead of listening."""
    with socket.create_connection(("127.0.0.1", venue.server.port), timeout=15) as line:
        line.sendall(sent)
        if reset:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        with suppress(OSError):  # a server that has read enough may have hung up already
            line.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while part := line.recv(65536):
                received += part
        except ConnectionResetError:
            pass
        return received


def in_pieces(venue: Venue, body: bytes) -> int:
    """The status of a reflection that is sent in chunks, without its length."""
    head = (
        f"PUT /api/t/{venue.table().key}/reflections/{fresh_key()} HTTP/1.1\r\nHost: wall\r\nConnection: close\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    parts = [body[at : at + 10_000] for at in range(0, len(body), 10_000)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return int(exchanged(venue, head.encode() + chunks + b"0\r\n\r\n").split()[1])


def test_what_cannot_be_parsed_leaves_no_key_no_address_and_no_failure_in_the_log(venue: Venue) -> None:
    key, before = venue.table().key, len(venue.server.said)
    path = f"/t/{key}".encode()
    put = f"PUT /api/t/{key}/reflections/{fresh_key()} HTTP/1.1\r\nHost: wall\r\n".encode()
    for sent in (
        CLIENT_HELLO,
        b"GET " + path + b" HTTP/9.9\r\n\r\n",
        b"GET " + path + b" HTTP/x\r\n\r\n",
        b"GET " + path + b" and more HTTP/1.1\r\n\r\n",
        b"BREW " + path + b" HTTP/1.1\r\nHost: wall\r\nConnection: close\r\n\r\n",
        path + b"\r\n\r\n",
        b"GET " + path + b" HTTP/1.1\r\nno header\r\n\r\n",
        b"GET " + path + b" HTTP/1.1\r\nHost: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 70_000 + path + b" HTTP/1.1\r\n\r\n",
        put + b"Content-Length: many\r\n\r\n",
        put + b"Content-Type: application/json\r\nContent-Length: 90\r\nConnection: close\r\n\r\n{",
        put + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n",
        put + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"\x00\xff" * 40 + b"\r\n\r\n",
    ):
        exchanged(venue, sent)
        exchanged(venue, sent, reset=True)
        exchanged(venue, sent[:20], reset=True)
    venue.table().shares("And it goes on.")

    logged = "".join(venue.server.said[before:])
    assert [leak for leak in (key, "127.0.0.1", "failed with") if leak in logged] == []


def test_a_reflection_in_pieces_is_kept(venue: Venue) -> None:
    assert in_pieces(venue, b'{"text": "In pieces.", "consent": "wall", "revision": 1}') == 201
    assert "In pieces." in venue.wall.texts()


def test_a_reflection_in_pieces_that_is_too_large_is_refused(venue: Venue) -> None:
    assert in_pieces(venue, b'{"text": "' + b"x" * LARGEST_BODY + b'", "revision": 1}') == 413


def test_a_reflection_that_breaks_off_is_not_kept(venue: Venue) -> None:
    said = b'{"text": "Broken off.", "consent": "wall", "revision": 1}'
    head = f"PUT /api/t/{venue.table().key}/reflections/{fresh_key()} HTTP/1.1\r\nHost: wall\r\n".encode()
    head += b"Content-Type: application/json\r\nConnection: close\r\n"
    exchanged(venue, head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(said), said))
    exchanged(venue, head + b"Content-Length: %d\r\n\r\n%s" % (len(said) + 1, said))

    assert "Broken off." not in venue.wall.texts()
