"""A body that does not say how long it is, as only a program sends it, is read to its limit and no further."""

from __future__ import annotations

import io
from typing import Any

import pytest
from support.conference import CODE, House
from support.office import Organizer
from support.people import Reply, fresh_key
from support.problems import problem
from support.routes import routes

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


def with_a_file(megabytes: int) -> Endless:
    """A form with a file in it."""
    head = b'--b\r\nContent-Disposition: form-data; name="token"; filename="x"\r\n\r\n'
    return Endless(head.ljust(megabytes * 1024 * 1024, b"x") + b"\r\n--b--\r\n")


def sends(house: House, method: str, path: str, body: Endless, length: int) -> int:
    """The status of a form with a file, from a page of ours, from somebody without a cookie."""
    reply = house.app.test_client().open(
        path,
        method=method,
        headers={"Origin": "http://localhost"},
        environ_overrides={
            "CONTENT_TYPE": "multipart/form-data; boundary=b",
            "CONTENT_LENGTH": str(length),
            "wsgi.input": body,
        },
    )
    reply.close()
    return reply.status_code


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_fills_the_disk_by_sending_a_large_file_to_any_address(house: House, method: str) -> None:
    """A file is written to the disk once the form is looked into. Phones may paste a megabyte, with their key."""
    read = {}
    for route in routes(house):
        if route.method == method and not route.endpoint.startswith(("phone.", "desk_cards.")):
            body = with_a_file(10)
            status = sends(house, method, route.path, body, 10 * 1024 * 1024)
            read[f"{method} {route.path}"] = body.given, status

    assert len(read) > 20
    assert {path: given for path, (given, _) in read.items() if given} == {}
    assert {path: status for path, (_, status) in read.items() if status >= 500} == {}


def test_no_form_of_the_office_is_looked_into_before_somebody_has_signed_in(house: House) -> None:
    doors = ("office_sign_in.begin", "office_sign_in.recover")
    read = {}
    for route in routes(house):
        if route.method == "POST" and route.path.startswith("/office/") and route.endpoint not in doors:
            body = with_a_file(0)
            status = sends(house, "POST", route.path, body, 200)
            read[route.path] = body.given, status

    assert len(read) > 20
    assert {path: given for path, (given, _) in read.items() if given} == {}


def test_who_has_signed_in_may_send_what_a_page_asks_for(house: House) -> None:
    owner = Organizer(house.app).sets_up(house)
    form = owner.opens(f"/office/c/{CODE}/cards").form("/cards")
    page = owner.sends(form, table="14", text="x" * 900_000)

    assert page.status == 422
    assert "x" * 900_000 in page.html
