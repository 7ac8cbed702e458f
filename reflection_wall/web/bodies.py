"""Bodies: from the bytes of a request to the values a service takes. Too large, not JSON and misshapen end here."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from reflection_wall.rules.refusals import Invalid, Message, later
from reflection_wall.rules.submission import LARGEST_BODY

Shape = TypeVar("Shape")

MISSHAPEN = later("This is not what was expected here.")


def json_bytes() -> bytes:
    """The JSON body as it came. Raises 415 and 413."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    # Werkzeug cuts a body that tells no length off here, and says nothing: the byte too many shows it.
    request.max_content_length = LARGEST_BODY + 1
    body = request.get_data(cache=False)
    if len(body) > LARGEST_BODY:
        raise RequestEntityTooLarge
    return body


def json_as(shape: type[Shape]) -> Shape:
    """The JSON body as one of our structs. Raises 415, 413 and Invalid with the field at fault."""
    try:
        return msgspec.json.decode(json_bytes(), type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        field = str(wrong).partition("$.")[2].rstrip("`") or str(wrong).partition("field `")[2].rstrip("`") or "body"
        raise misshapen(field) from None


def misshapen(field: str) -> Invalid:
    """The refusal of one field."""
    return Invalid({field: Message(MISSHAPEN)})


def whole_number(name: str, default: int, least: int, most: int) -> int:
    """A number from the query string. Raises Invalid."""
    raw = request.args.get(name, "")
    if raw == "":
        return default
    if not raw.isascii() or not raw.isdigit() or len(raw) > 18 or not least <= int(raw) <= most:
        raise misshapen(name)
    return int(raw)
