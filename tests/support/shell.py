"""A shell beside the server: the program's own `main`, in the process of the test, with an environment of its own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

import pytest

from reflection_wall.cli import main


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said to a program."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """One operator's terminal."""

    env: Mapping[str, str]

    def __call__(self, *words: str, **env: str) -> Said:
        """Run one command to its end."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        status = 0
        with pytest.MonkeyPatch.context() as terminal, redirect_stdout(out), redirect_stderr(err):
            terminal.setattr("os.environ", {**self.env, **env})
            terminal.setattr(sys, "argv", ["reflection-wall", *words])
            try:
                main()
            except SystemExit as ended:
                status = int(ended.code or 0)
        return Said(status, _all(out), _all(err))


def _all(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return written.decode()
