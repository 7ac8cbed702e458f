"""Lines: a file beside the database that is only ever added to, a JSON object a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PRIVATE = 0o600


def read(file: Path) -> list[dict[str, Any]]:
    """Every line that can be read; a file that is missing has none, and a garbled line keeps nobody from the others."""
    try:
        written = file.read_text("utf-8", errors="replace")
    except OSError:
        return []
    found = []
    for line in written.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict):
            found.append(told)
    return found


def add(file: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Add lines in one write, so that whoever else adds some does not come in between. Raises OSError."""
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    if not written:
        return
    if file.exists() and not file.read_bytes().endswith(b"\n"):
        written = "\n" + written  # the last line was cut off: nothing may be added to it
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
    try:
        os.write(handle, written.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
