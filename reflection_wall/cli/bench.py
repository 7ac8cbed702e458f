"""Bench: a room on this machine, measured: from the moment a table shares to the moment every wall has it.

Machines are shared, so figures are told side by side from one run: each async mode against the first. Walls are real
WebSockets that parse every frame; tables are real requests, all at once. Only loopback gets load.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, cast

import click
import simple_websocket

from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import say
from reflection_wall.rules import keys

PATIENCE = 30.0


@click.command()
@click.option("--tables", type=click.IntRange(1, 500), default=60, show_default=True, help="How many share at once.")
@click.option("--walls", type=click.IntRange(1, 200), default=10, show_default=True, help="How many screens follow.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="How often they all share.")
@click.option("--modes", default="eventlet,threading", show_default=True, help="Async modes, side by side.")
@AS_JSON
def bench(tables: int, walls: int, rounds: int, modes: str, as_json: bool) -> None:
    """Measure shared-to-visible with many tables at once and many walls, on a server of its own."""
    found = [_measured(mode.strip(), tables, walls, rounds) for mode in modes.split(",")]
    for each in found:
        each["ratio_p50"] = round(each["wall_p50_ms"] / found[0]["wall_p50_ms"], 2)
    say(found, as_json=as_json, lines=[_line(each) for each in found])


def _line(each: dict[str, Any]) -> str:
    return (
        f"{each['mode']:<10} {each['tables']} tables at once, {each['walls']} walls, {each['rounds']} rounds: "
        f"to the walls p50 {each['wall_p50_ms']} ms, p99 {each['wall_p99_ms']} ms; "
        f"receipt p50 {each['receipt_p50_ms']} ms, p99 {each['receipt_p99_ms']} ms; "
        f"idle {each['idle_mb']} MB; {each['ratio_p50']} times the first"
    )


@dataclass
class _Screen:
    """One wall: a socket that notes when it first had each reflection."""

    url: str
    key: str
    had: dict[str, float] = field(default_factory=dict)
    ready: threading.Event = field(default_factory=threading.Event)

    def follow(self) -> None:
        socket = simple_websocket.Client(self.url)
        try:
            while True:
                self._hear(socket, socket.receive())
        except simple_websocket.ConnectionClosed:
            return

    def _hear(self, socket: Any, packet: str) -> None:
        if packet.startswith("0"):
            socket.send("40/wall," + json.dumps({"key": self.key, "after": 0}))
        elif packet == "2":
            socket.send("3")
        elif packet.startswith('42/wall,["frame"'):
            now = time.perf_counter()
            frame = json.loads(packet.partition(",")[2])[1]
            self.had.update({item["text"]: now for item in frame["items"] if item["text"] not in self.had})
            self.ready.set()


def _measured(mode: str, tables: int, walls: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home, _room(Path(home), mode, tables) as (pid, told):
        base = told["wall"].partition("/w/")[0]
        socket = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        screens = [_Screen(socket, told["keys"]["wall"]) for _ in range(walls)]
        idle = _memory(pid)
        for screen in screens:
            threading.Thread(target=screen.follow, daemon=True).start()
        if not all(screen.ready.wait(PATIENCE) for screen in screens):
            raise click.ClickException("a wall could not connect.")
        shared: dict[str, tuple[float, float]] = {}
        for turn in range(rounds):
            shared |= _all_at_once(base, told["tables"], turn)
        _await(screens, len(shared))
        waits = [screen.had[text] - began for text, (began, _) in shared.items() for screen in screens]
        receipts = [ended - began for began, ended in shared.values()]
        return {
            "mode": mode,
            "tables": tables,
            "walls": walls,
            "rounds": rounds,
            "wall_p50_ms": _percentile(waits, 50),
            "wall_p99_ms": _percentile(waits, 99),
            "receipt_p50_ms": _percentile(receipts, 50),
            "receipt_p99_ms": _percentile(receipts, 99),
            "idle_mb": idle,
        }


@contextmanager
def _room(home: Path, mode: str, tables: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """A server with one conference, in a process and a folder of its own."""
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{home / 'bench.db'}",
        "ASYNC_MODE": mode,
        "RATE_LIMITS": "off",
        "PUBLIC_URL": "",
        "PYTHONUNBUFFERED": "1",
    }
    (home / "plan.toml").write_text(_plan(tables), "utf-8")
    program = [sys.executable, "-m", "reflection_wall"]
    subprocess.run([*program, "create", str(home / "plan.toml")], env=env, check=True, capture_output=True)
    server = subprocess.Popen(
        [*program, "serve", "--host", "127.0.0.1", "--port", "0"], env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        if not any(re.match("Listening on", line) for line in cast(Any, server.stdout)):
            raise click.ClickException(f"no server in mode {mode}.")
        links = subprocess.run([*program, "links", "BENCH", "--json"], env=env, check=True, capture_output=True)
        yield server.pid, json.loads(links.stdout)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _plan(tables: int) -> str:
    seats = "\n".join(f'[[tables]]\nlabel = "{n}"\ncommunity = "Bench"' for n in range(1, tables + 1))
    return (
        '[programme]\ntitle = "Bench"\n[conference]\ntitle = "Bench"\ncode = "BENCH"\n'
        f'[[communities]]\nname = "Bench"\n[[prompts]]\ntext = "How fast?"\n{seats}\n'
    )


def _all_at_once(base: str, tables: list[dict[str, Any]], turn: int) -> dict[str, tuple[float, float]]:
    """Every table shares in the same moment, over the connection on which its phone loaded the page; when each began
    and when it had its receipt, by text."""
    start = threading.Barrier(len(tables))
    found: dict[str, tuple[float, float]] = {}

    def share(table: dict[str, Any]) -> None:
        text = f"Table {table['label']}, round {turn}: " + "we will visit each other, " * 20
        body = json.dumps({"text": text, "consent": "wall", "revision": 1}).encode()
        path = f"/api/t/{table['key']}/reflections/{keys.fresh()}"
        line = HTTPConnection(base.removeprefix("http://"), timeout=PATIENCE)
        line.connect()
        start.wait()
        began = time.perf_counter()
        line.request("PUT", path, body, {"Content-Type": "application/json"})
        line.getresponse().read()
        found[text.strip()] = (began, time.perf_counter())

    threads = [threading.Thread(target=share, args=(table,)) for table in tables]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return found


def _await(screens: list[_Screen], many: int) -> None:
    end = time.monotonic() + PATIENCE
    while any(len(screen.had) < many for screen in screens):
        if time.monotonic() > end:
            raise click.ClickException("a wall never got everything.")
        time.sleep(0.05)


def _percentile(values: list[float], percent: int) -> float:
    ranked = sorted(values)
    return round(ranked[min(len(ranked) - 1, len(ranked) * percent // 100)] * 1000, 1)


def _memory(pid: int) -> float | None:
    """Megabytes that a process holds in memory, where the system tells."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return round(int(found[1]) / 1024, 1) if found else None
