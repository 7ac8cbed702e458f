"""A body that does not say how long it is, as only a program sends it, is read to its limit and no further."""

from __future__ import annotations

import io
from typing import Any

import pytest
from support.conference import House
from support.people import Reply, fresh_key
from support.problems import problem

from reflection_wall.rules.submission import LARGEST_BODY

GOOD = b'{"text": "In pieces.", "consent": "wall", "revision": 1}'


class Endless(io.RawIOBase):
    """A body that begins like this and never ends."""

    def __init__(self, begins: bytes) -> None:
        super().__init__()
        self.begins, self.given = begins, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As much as is wanted."""
        part, self.begins = self.begins[: len(buffer)], self.begins[len(buffer) :]
        buffer[:] = part.ljust(len(buffer), b"x")
        self.given += len(buffer)
        assert self.given < 64 * 1024 * 1024, "read without bound"
        return len(buffer)


def sent(house: House, method: str, path: str, body: io.IOBase, kind: str) -> Reply:
    """What comes back to a body of no length, from a server that knows where it ends."""
    environ = {
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": kind,
        "wsgi.input": body,
        "wsgi.input_terminated": True,
    }
    reply = house.app.test_client().open(path, environ_overrides=environ)
    return Reply(reply.status_code, reply.get_json(silent=True, force=True), dict(reply.headers))


def put(house: House, body: io.IOBase) -> Reply:
    """A reflection without a length."""
    path = f"/api/t/{house.tables['14']}/reflections/{fresh_key()}"
    return sent(house, "PUT", path, body, "application/json")


def test_a_reflection_in_pieces_is_kept(house: House) -> None:
    assert put(house, io.BytesIO(GOOD)).status == 201
    assert house.wall.texts() == ["In pieces."]


def test_a_reflection_of_64_kb_in_pieces_is_read(house: House) -> None:
    assert put(house, io.BytesIO(GOOD.ljust(LARGEST_BODY))).status == 201


@pytest.mark.parametrize("more", [1, 2, LARGEST_BODY])
def test_a_larger_one_is_not_and_nothing_is_cut_off(house: House, more: int) -> None:
    problem(put(house, io.BytesIO(GOOD.ljust(LARGEST_BODY + more))), 413)

    assert house.wall.texts() == []


def test_a_reflection_without_an_end_is_read_to_the_limit(house: House) -> None:
    body = Endless(b'{"text": "')
    problem(put(house, body), 413)

    assert body.given <= 2 * LARGEST_BODY


def test_a_stage_without_an_end_is_read_to_the_limit(house: House) -> None:
    body = Endless(b'{"scene": "')
    problem(sent(house, "PUT", f"/api/d/{house.keys['presenter']}/stage", body, "application/json"), 413)

    assert body.given <= 2 * LARGEST_BODY


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_a_form_without_a_length_is_no_browser_s_and_not_read(house: House, kind: str) -> None:
    body = Endless(b"text=We+will&key=" + fresh_key().encode())
    reply = sent(house, "POST", f"/t/{house.tables['14']}", body, kind)

    assert (reply.status, body.given, house.wall.texts()) == (411, 0, [])
