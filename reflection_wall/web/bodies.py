"""Bodies: from the bytes of a request to the values a service takes. Too large, not JSON and misshapen end here.

A form with a file in it is written to the disk as soon as anybody looks into it. So every body is small, unless a face
that knows who sent it, and only then, makes room for more.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from reflection_wall.rules.refusals import Invalid, Message, later
from reflection_wall.rules.submission import LARGEST_BODY

Shape = TypeVar("Shape")

# For whoever it comes from.
LARGEST_FORM = 64 * 1024

MISSHAPEN = later("This is not what was expected here.")


def init_app(app: Flask) -> None:
    """Let no body be larger than a form of a few boxes."""
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM


def make_room(largest: int) -> None:
    """Let the form of this request be so large, in memory too. For somebody who may send it: see above."""
    request.max_content_length = request.max_form_memory_size = largest


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
