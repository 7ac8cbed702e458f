"""Looking: from a question to the store to its answer, beside everybody else where it may take long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from reflection_wall.web.house import house

Answer = TypeVar("Answer")


def looked(question: Callable[[Session], Answer], *, long: bool) -> Answer:
    """The answer, from one snapshot. A `long` question goes through the words or the codings of a whole conference: it
    is answered in a native thread, which knows nothing of the request. Raises what the question raises."""
    store = house().store
    if long:
        return store.aside(question, page=True)
    with store.reading() as session:
        return question(session)
