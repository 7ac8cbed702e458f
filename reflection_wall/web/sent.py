"""Sent: from a file that was made off the hub to the browser that asked for it, piece by piece."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from flask import Response
from sqlalchemy.orm import Session

from reflection_wall.store import Store

PIECE = 64 * 1024


def made(store: Store, make: Callable[[Session, BinaryIO], int]) -> tuple[BinaryIO, int]:
    """A temporary file that `make` has written aside, from a snapshot, and what it counted. Raises what it raises."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever sends it closes it

    def write(session: Session) -> int:
        count = make(session, file)
        file.flush()
        return count

    try:
        return file, store.aside(write)
    except BaseException:
        file.close()
        raise


def download(file: BinaryIO, name: str, media_type: str) -> Response:
    """The file for the browser to keep under this name; it is closed when it is through or the browser has gone."""
    size = file.seek(0, 2)
    file.seek(0)
    response = Response(_pieces(file), mimetype=media_type)
    response.content_length = size
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.call_on_close(file.close)
    return response


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
