"""What phone and server must agree on, whoever computes it: the contract's hashes, and how long a text is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("hash-vectors.json").read_text("utf-8"))
LENGTHS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("lengths.json").read_text("utf-8"))
