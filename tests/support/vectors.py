"""The contract's hash vectors: what a body hashes to, whoever computes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("hash-vectors.json").read_text("utf-8"))
