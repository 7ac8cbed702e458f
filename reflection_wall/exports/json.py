"""JSON: rows to one document with every word untouched, streamed: the conference, the meaning of every column, the
reflections, and what stands around them."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any


def lines(
    conference: Mapping[str, Any],
    columns: Mapping[str, str],
    rows: Iterable[Mapping[str, Any]],
    more: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
) -> Iterator[str]:
    """The document as text, piece by piece; encode as UTF-8. `more` are further lists by name. `count`, the number of
    reflections, stands at the end and shows that it is whole."""
    yield f'{{"conference": {_text(conference)},\n"columns": {_text(columns)},\n'
    count = yield from _list("reflections", rows)
    for name, found in (more or {}).items():
        yield ",\n"
        yield from _list(name, found)
    yield f',\n"count": {count}}}\n'


def _list(name: str, rows: Iterable[Mapping[str, Any]]) -> Generator[str, None, int]:
    count = 0
    yield f"{_text(name)}: ["
    for row in rows:
        yield (",\n" if count else "\n") + _text(row)
        count += 1
    yield "\n]"
    return count


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
