"""Row number: from a number in an address to one that a row can have; there is no page at any other."""

from __future__ import annotations

from werkzeug.routing import Map
from werkzeug.routing.converters import IntegerConverter

# What a whole number of PostgreSQL holds.
LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """A number in an address."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)
