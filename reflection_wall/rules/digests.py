"""Digests: one number for a whole picture, so that two screens can tell whether they show the same.

XOR of a 64-bit FNV-1a hash of `id:seq` (Fowler, Noll, Vo; draft-eastlake-fnv). `static/js/feed.js` has its twin.
"""

from __future__ import annotations

from collections.abc import Iterable

_OFFSET, _PRIME, _MASK = 0xCBF29CE484222325, 0x100000001B3, 0xFFFFFFFFFFFFFFFF


def digest(picture: Iterable[tuple[str, int]]) -> str:
    """The digest of all (id, seq) that are shown, as 16 hexadecimal digits; order does not matter."""
    total = 0
    for public_id, seq in picture:
        total ^= _fnv(f"{public_id}:{seq}")
    return f"{total:016x}"


def _fnv(text: str) -> int:
    value = _OFFSET
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * _PRIME) & _MASK
    return value
