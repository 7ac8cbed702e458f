"""JSON: rows to one lossless document, streamed: the conference, the meaning of every column, the reflections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def lines(
    conference: Mapping[str, Any], columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    """The document as text, piece by piece; encode as UTF-8. `count` at the end shows that it is whole."""
    yield f'{{"conference": {_text(conference)},\n"columns": {_text(columns)},\n"reflections": ['
    count = 0
    for row in rows:
        yield (",\n" if count else "\n") + _text(row)
        count += 1
    yield f'\n],\n"count": {count}}}\n'


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
