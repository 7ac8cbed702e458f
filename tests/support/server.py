"""A real server in a process of its own, on a free port of loopback, stopped by its pid."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from reflection_wall.settings import AsyncMode
from support.shell import Shell

ROOT = Path(__file__).parents[2]
CEILING = 30.0
MODES: tuple[AsyncMode, ...] = ("eventlet", "gevent", "threading")


def own_mode() -> AsyncMode:
    """The async mode of the tests' own process: `green.py` says another."""
    return next((mode for mode in MODES if mode == os.environ.get("TESTS_ARE_GREEN")), "threading")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of one installation under `home`, and nothing of ours but that."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    return {
        **kept,
        "DATABASE_URL": f"sqlite:///{home / 'wall.db'}",
        "SECRET_KEY": "a secret for tests",
        "RATE_LIMITS": "off",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def command(env: dict[str, str], *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run one command of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", "reflection_wall", *words],
        cwd=ROOT,
        env=env,
        check=check,
        capture_output=True,
        text=True,
        timeout=60,
    )


class Server:
    """`reflection-wall serve` (or another program that prints `Listening on …`) as a process."""

    def __init__(self, env: dict[str, str], *, port: int = 0, program: list[str] | None = None) -> None:
        self.env = env
        words = program or [sys.executable, "-m", "reflection_wall", "serve"]
        self._process = subprocess.Popen(
            [*words, "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._listening = threading.Event()
        self.base = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._listening.wait(CEILING) or not self.base:
            self.kill()
            raise AssertionError("the server did not start:\n" + "".join(self.said))

    @property
    def pid(self) -> int:
        """The process to stop."""
        return self._process.pid

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.base.rpartition(":")[2])

    def links(self, code: str) -> dict[str, Any]:
        """Every link of a conference, as the command line says them."""
        told = Shell(self.env)("links", code, "--json")
        assert told.status == 0, told.err
        found: dict[str, Any] = told.json
        return found

    def stop(self) -> int:
        """Ask it to stop and wait until it has."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it between two instructions."""
        self._end(signal.SIGKILL)

    def ends(self) -> int:
        """Wait until it has ended by itself."""
        status = self._process.wait(CEILING)
        self.stop()
        return status

    def again(self) -> Server:
        """The same installation on the same port, after it has stopped."""
        return Server(self.env, port=self.port)

    def _end(self, number: signal.Signals) -> int:
        if self._process.poll() is None:
            self._process.send_signal(number)
        status = self._process.wait(CEILING)
        self._reader.join(CEILING)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return status

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line)
            found = re.match(r"Listening on (\S+)", line)
            if found:
                self.base = found[1]
                self._listening.set()
        self._listening.set()


def until(condition: Any, said: str = "it never happened") -> Any:
    """Wait for what is true in the end, with a ceiling and no stopwatch."""
    end = time.monotonic() + CEILING
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(said)
