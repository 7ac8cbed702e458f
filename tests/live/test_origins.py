"""Origins: a page of ours may open a socket, a page of anybody else's may not, whatever it pretends."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import websocket
from support.conference import PLAN, Venue
from support.listener import listening
from support.people import Table, fresh_key, over_http
from support.server import Server, environment
from support.shell import Shell

PUBLIC = "https://wall.example.ca"
EVIL = "http://evil.example"


def lets_in(base: str, origin: str | None, **headers: str) -> bool:
    """Whether a handshake from a page of this origin is answered."""
    url = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    named = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    try:
        opened = websocket.create_connection(
            url, timeout=15, origin=origin, suppress_origin=origin is None, header=named
        )
    except websocket.WebSocketBadStatusException:
        return False
    opening = opened.recv()
    opened.close()
    return str(opening).startswith("0")


def test_a_page_of_ours_is_let_in(hall: Venue) -> None:
    assert lets_in(hall.server.base, hall.server.base)


@pytest.mark.parametrize(
    "origin", [EVIL, "null", "https://127.0.0.1", "http://127.0.0.1:1", "http://127.0.0.1.evil.example"]
)
def test_a_page_of_anybody_else_s_is_not(hall: Venue, origin: str) -> None:
    assert not lets_in(hall.server.base, origin)


def test_a_script_without_an_origin_is_let_in_as_far_as_its_key_goes(hall: Venue) -> None:
    assert lets_in(hall.server.base, None)


@pytest.mark.parametrize("header", ["X_Forwarded_Host", "X_Forwarded_Server", "X_Original_Host", "Forwarded"])
def test_a_forwarded_host_from_anybody_is_not_believed(hall: Venue, header: str) -> None:
    said = "host=evil.example" if header == "Forwarded" else "evil.example"

    assert not lets_in(hall.server.base, EVIL, **{header: said})


@dataclass
class Hosted:
    """A server behind a proxy, with a public address, and what it logs."""

    server: Server
    base: str
    told: dict[str, Any]


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """A server that listens where the proxy finds it, and is called something else."""
    home = tmp_path_factory.mktemp("hosted")
    env = environment(home, TRUSTED_PROXIES="1", PUBLIC_URL=PUBLIC, LOG_LEVEL="DEBUG")
    (home / "plan.toml").write_text(PLAN, "utf-8")
    told = Shell(env)("create", str(home / "plan.toml"), "--json").json
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(env, port=port)
    yield Hosted(server, f"http://127.0.0.1:{port}", told)
    server.stop()


def test_the_public_address_is_let_in(hosted: Hosted) -> None:
    assert lets_in(hosted.base, PUBLIC)


def test_a_trusted_proxy_says_the_host(hosted: Hosted) -> None:
    forwarded = {"X_Forwarded_Host": "other.example.ca", "X_Forwarded_Proto": "https"}

    assert lets_in(hosted.base, "https://other.example.ca", **forwarded)


def test_behind_a_trusted_proxy_another_page_is_still_refused(hosted: Hosted) -> None:
    assert not lets_in(hosted.base, EVIL, X_Forwarded_Host="other.example.ca", X_Forwarded_Proto="https")


def test_what_is_printed_says_the_public_address(hosted: Hosted) -> None:
    assert hosted.server.base == PUBLIC
    assert {url.rpartition("/")[0] for url in (hosted.told["wall"], hosted.told["presenter"])} == {
        f"{PUBLIC}/w",
        f"{PUBLIC}/d",
    }


def test_not_even_a_debugging_server_logs_a_key_or_a_word(hosted: Hosted) -> None:
    keys = {*hosted.told["keys"].values(), *(table["key"] for table in hosted.told["tables"])}
    send = over_http(hosted.base)
    table, client_key = Table(send, hosted.told["tables"][0]["key"]), fresh_key()
    table.puts(client_key, "Canary in the mine.")
    table.puts(client_key, "Another canary.")
    for path in (f"/t/{table.key}", f"/w/{hosted.told['keys']['wall']}", f"/d/{hosted.told['keys']['presenter']}"):
        assert send("GET", path).status == 200
    with listening(hosted.base, "/wall", hosted.told["keys"]["wall"]) as screen:
        screen.hears("Canary in the mine.")
    hosted.server.stop()
    said = "".join(hosted.server.said)

    assert "Listening on" in said
    assert [secret for secret in (*keys, client_key, "anary") if secret in said] == []
