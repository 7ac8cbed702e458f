"""Hall: a server of its own with one conference, and screens that follow it, for whatever is measured."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import click
import simple_websocket

PATIENCE = 30.0


@dataclass
class Screen:
    """One wall or one hand: a socket that hands every frame to `hears` with the moment of its arrival."""

    base: str
    key: str
    hears: Callable[[dict[str, Any], float], None]
    ready: threading.Event = field(default_factory=threading.Event)

    def follow(self) -> None:
        """Connect, and listen until the server hangs up."""
        socket = simple_websocket.Client(
            self.base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket", receive_bytes=65536
        )
        # Asked for before the server's greeting is read: this client sees a greeting that came together with the
        # handshake's answer only when something follows it, and nothing would for the 25 seconds to the first ping.
        socket.send("40/wall," + json.dumps({"key": self.key, "after": 0}))
        try:
            while True:
                self._hear(socket, socket.receive())
        except simple_websocket.ConnectionClosed:
            return

    def _hear(self, socket: Any, packet: str) -> None:
        if packet == "2":
            socket.send("3")
        elif packet.startswith('42/wall,["frame"'):
            now = time.perf_counter()
            self.hears(json.loads(packet.partition(",")[2])[1], now)
            self.ready.set()


def seated(screens: list[Screen]) -> None:
    """Let every screen follow in a thread of its own, and wait until each has had its first frame."""
    for screen in screens:
        threading.Thread(target=screen.follow, daemon=True).start()
    if not all(screen.ready.wait(PATIENCE) for screen in screens):
        raise click.ClickException("a screen could not connect.")


@contextmanager
def hall(home: Path, mode: str, tables: int) -> Iterator[tuple[int, dict[str, Any]]]:
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
        [*program, "serve", "--host", "127.0.0.1", "--port", "0"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
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


def percentile(values: list[float], percent: int) -> float:
    """The percentile of these seconds, in milliseconds."""
    ranked = sorted(values)
    return round(ranked[min(len(ranked) - 1, len(ranked) * percent // 100)] * 1000, 1)


def memory(pid: int) -> float | None:
    """Megabytes that a process holds in memory, where the system tells."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return round(int(found[1]) / 1024, 1) if found else None
