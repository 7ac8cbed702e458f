"""SQLite's version: whether the library at hand has the WAL-reset bug (sqlite.org/wal.html#walresetbug)."""

from __future__ import annotations

Version = tuple[int, ...]

_FIXED_IN_BRANCH: dict[tuple[int, int], int] = {(3, 44): 6, (3, 50): 7}


def may_lose_the_log(version: Version) -> bool:
    """Whether two connections that move the log into the file can meet the bug: 3.7.0 to 3.51.2, but for backports."""
    if not (3, 7, 0) <= version <= (3, 51, 2):
        return False
    fixed = _FIXED_IN_BRANCH.get((version[0], version[1]))
    return fixed is None or version[2] < fixed
