"""Serve, demo and wsgi: one command to a running server, with every address in the terminal."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from support.conference import CODE, PLAN, created
from support.people import Table, fresh_key, over_http
from support.server import ROOT, Server, command, environment, until
from support.shell import Shell

from reflection_wall import address
from reflection_wall.serving import DISK_FAILED

DEMO = [sys.executable, "-m", "reflection_wall", "demo"]
WSGI = [sys.executable, "wsgi.py"]


def scanned(lines: list[str]) -> str:
    """What a phone reads off the terminal."""
    drawn = [line.rstrip("\n") for line in lines if set(line) & set("█▀▄")]
    width = max(len(line) for line in drawn)
    picture = Image.new("L", (width, 2 * len(drawn)), 0)
    for y, line in enumerate(drawn):
        for x, char in enumerate(line):
            picture.putpixel((x, 2 * y), 255 if char in "█▀" else 0)
            picture.putpixel((x, 2 * y + 1), 255 if char in "█▄" else 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((width * 8, len(drawn) * 16), Image.Resampling.NEAREST))
    return str(found.text)


def test_demo_is_a_ready_conference_with_a_code_that_a_phone_can_scan(tmp_path: Path) -> None:
    server = Server(environment(tmp_path), program=DEMO)
    until(lambda: any("rehearse" in line for line in server.said), "the sheet was never printed")
    told = server.links("CASS25")
    said = "".join(server.said)
    send = over_http(server.base)
    phone = scanned(server.said)
    opened = [send("GET", url.removeprefix(server.base)).status for url in re.findall(r"http://[\d.]+:\d+/\S+", said)]
    about = send("GET", "/c/CASS25").body
    server.stop()

    quiet = [line for line in server.said if set(line.strip()) == {"█"}]
    assert len(quiet) >= 3, "four modules of quiet around the code, two to a line"
    assert phone in {table["url"] for table in told["tables"]}
    assert (len(told["tables"]) >= 24, len({table["community"] for table in told["tables"]}) >= 8) == (True, True)
    assert [told[name] for name in ("wall", "presenter", "office") if told[name] not in said] == []
    assert (len(opened) >= 4, set(opened)) == (True, {200})
    assert "what new perspectives or practices has your group identified" in about
    assert "2025-26 CoPs for System Education Leaders" in about


def test_serve_lists_what_it_serves_records_its_address_and_stops_well(tmp_path: Path) -> None:
    env = created(tmp_path)
    server = Server(env)
    until(lambda: any(CODE in line for line in server.said), "the conference was not listed")
    recorded = address.recorded(tmp_path)
    said = "".join(server.said)
    status = server.stop()

    assert recorded == server.base
    assert "FALL25  A year of communities – Fall Conference" in said
    assert "is marked REHEARSAL" in said
    assert status == 0


def test_wsgi_serves_by_itself(tmp_path: Path) -> None:
    env = created(tmp_path)
    server = Server(env, program=WSGI)
    key = server.links(CODE)["tables"][0]["key"]
    shared = Table(over_http(server.base), key).shares("Through wsgi.")
    status = server.stop()

    assert (shared["state"], status) == ("live", 0)


def modes(folder: Path) -> dict[str, str]:
    """Whoever may do what with every file and folder."""
    return {str(each.relative_to(folder)): oct(each.stat().st_mode & 0o777) for each in folder.rglob("*")}


@pytest.mark.parametrize("program", [None, WSGI], ids=["serve", "wsgi"])
def test_whatever_is_kept_is_for_its_owner_s_eyes_alone(tmp_path: Path, program: list[str] | None) -> None:
    home, made = tmp_path / "instance", tmp_path / "made"
    made.mkdir(mode=0o755)
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    env = environment(home)
    server = Server(env, program=program)
    command(env, "create", str(tmp_path / "plan.toml"))
    key = server.links(CODE)["tables"][0]["key"]
    Table(over_http(server.base), key).shares("For the room.")
    command(env, "export", CODE, "-o", str(made / "reflections.csv"))
    command(env, "purge", CODE, "--yes")
    kept = modes(home)
    server.stop()

    assert (home.stat().st_mode & 0o777, kept.pop("certificates")) == (0o700, "0o700")
    assert {name: mode for name, mode in kept.items() if mode != "0o600"} == {}
    assert {"wall.db", "wall.db-wal"} <= kept.keys()
    assert modes(made) == {"reflections.csv": "0o600"}


def test_a_checkout_without_the_browser_s_libraries_is_not_served(tmp_path: Path) -> None:
    for name in ("reflection_wall", "templates", "static"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("vendor", "__pycache__"))
    shutil.copy(ROOT / "wsgi.py", tmp_path)
    env = environment(tmp_path / "instance", PYTHONPATH=str(tmp_path))
    ended = subprocess.run([*WSGI, "--port", "0"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)

    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "pip install ." in ended.stderr


def test_the_hint_on_a_server_without_a_conference_is_a_command_that_works(tmp_path: Path) -> None:
    server = Server(environment(tmp_path), program=WSGI)
    until(lambda: any("No conference yet" in line for line in server.said))
    server.stop()

    assert "or with “reflection-wall create FILE.toml”" in "".join(server.said)


def told_on(tmp_path: Path, host: str, **env: str) -> tuple[str, str]:
    """What a server on this host says, and the address it gives."""
    serve = f'exec "{sys.executable}" -m reflection_wall serve "$@" --host {host}'
    server = Server(environment(tmp_path, **env), program=["bash", "-c", serve, "serve"])
    until(lambda: any("No conference yet" in line for line in server.said))
    answered = over_http(server.base)("GET", "/healthz").status
    server.stop()

    assert answered == 200
    return "".join(server.said), server.base


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_host_that_phones_cannot_reach_is_said_loudly(tmp_path: Path, host: str) -> None:
    assert "HOST says so: PHONES CANNOT REACH THIS ADDRESS" in told_on(tmp_path, host)[0]


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_listening_everywhere_is_listening_where_the_address_leads(tmp_path: Path, mode: str) -> None:
    said, base = told_on(tmp_path, "::", ASYNC_MODE=mode)

    assert ("PHONES CANNOT REACH" in said) == (address.LOOPBACK in base)


DISK_FAILS = """
import pathlib, sys
from reflection_wall import entry
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
commit = Session.commit
def fails(session):
    if pathlib.Path({flag!r}).exists():
        raise OperationalError("COMMIT", None, Exception("disk I/O error"))
    commit(session)
Session.commit = fails
entry.main()
"""


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_who_waits_while_the_disk_fails_is_told_before_the_server_ends(tmp_path: Path, mode: str) -> None:
    env = created(tmp_path, ASYNC_MODE=mode, PYTHONPATH=str(ROOT))
    program = tmp_path / "failing.py"
    program.write_text(DISK_FAILS.format(flag=str(tmp_path / "failing")), "utf-8")
    server = Server(env, program=[sys.executable, str(program), "serve"])
    key = server.links(CODE)["tables"][0]["key"]
    (tmp_path / "failing").touch()
    told = Table(over_http(server.base), key).puts(fresh_key()).status

    assert (told, server.ends()) == (503, DISK_FAILED)


def limited(tmp_path: Path, limit: str, mode: str) -> Server:
    """The small conference behind a server that may have so many descriptors."""
    env = created(tmp_path, ASYNC_MODE=mode)
    serve = f'ulimit {limit} && exec "{sys.executable}" -m reflection_wall serve "$@"'
    return Server(env, program=["bash", "-c", serve, "serve"])


def idle(lines: ExitStack, server: Server, count: int) -> None:
    """Phones that connect and say nothing."""
    for _ in range(count):
        lines.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=15))


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_a_server_outlives_more_connections_than_it_may_hold(tmp_path: Path, mode: str) -> None:
    server = limited(tmp_path, "-n 200", mode)
    key = server.links(CODE)["tables"][0]["key"]
    with ExitStack() as lines:
        idle(lines, server, 260)
    shared = Table(over_http(server.base), key).shares("After the crowd.")
    status = server.stop()

    assert (shared["state"], status) == ("live", 0)
    assert "Too many open files" not in "".join(server.said)


@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_a_crowd_takes_no_descriptor_from_who_is_being_served(tmp_path: Path, mode: str) -> None:
    server = limited(tmp_path, "-n 200", mode)
    phone = HTTPConnection("127.0.0.1", server.port, timeout=15)
    page = fetched(phone, f"/t/{server.links(CODE)['tables'][0]['key']}")
    style = re.findall(rb'href="(/static/[^"]+css)"', page[1])[0].decode()
    with ExitStack() as lines:
        idle(lines, server, 260)
        found = [fetched(phone, style)[0] for _ in range(100)]
    phone.close()
    server.stop()

    assert (page[0], set(found)) == (200, {200})


def fetched(phone: HTTPConnection, path: str) -> tuple[int, bytes]:
    """Status and body, over the one line that the phone keeps open."""
    phone.request("GET", path)
    reply = phone.getresponse()
    return reply.status, reply.read()


def test_a_server_asks_for_as_many_connections_as_the_system_allows(tmp_path: Path) -> None:
    server = limited(tmp_path, "-S -n 200", "eventlet")
    key = server.links(CODE)["tables"][0]["key"]
    with ExitStack() as lines:
        idle(lines, server, 260)
        shared = Table(over_http(server.base), key).shares("In the crowd.")
    status = server.stop()

    assert (shared["state"], status) == ("live", 0)


def test_help_names_every_command(shell: Shell) -> None:
    said = shell("--help").out

    for name in (
        "serve",
        "demo",
        "create",
        "links",
        "moderation",
        "open",
        "close",
        "export",
        "rehearse",
        "bench",
        "doctor",
    ):
        assert re.search(rf"^  {name} ", said, re.MULTILINE), name
