"""Receipts: the proof that a phone waits for before it forgets anything, and a reference that people can say."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import UTC, datetime
from typing import Any, Protocol

APP = "reflection-wall"
# Without 0 O 1 I L U: nobody has to ask which one was meant.
_SPOKEN = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Kept(Protocol):
    """The columns of a reflection that a receipt speaks of."""

    reference: str
    state: str
    show_at: datetime | None
    late: bool
    on_wall: bool


def reference(label: str) -> str:
    """A short name for a reflection of the table called `label`: `T14-7QK3`."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    table = "".join(char for char in plain.upper() if char.isalnum())[:6]
    return f"T{table}-" + "".join(secrets.choice(_SPOKEN) for _ in range(4))


def receipt(
    row: Kept, *, key: str, conference: str, revision: int, payload_hash: str | None, received_at: datetime
) -> dict[str, Any]:
    """The contract's receipt for one revision, with the present state of the reflection."""
    return {
        "app": APP,
        "key": key,
        "conference": conference,
        "revision": revision,
        "hash": payload_hash,
        "reference": row.reference,
        "state": "withdrawn" if row.state == "erased" else row.state,
        "show_at": iso(row.show_at),
        "late": row.late,
        "on_wall": row.on_wall,
        "received_at": iso(received_at),
    }


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with milliseconds and Z, as every face and file writes time."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
