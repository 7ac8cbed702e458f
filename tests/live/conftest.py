"""What is live is so in every async mode: the server that tests share is one of each kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.conference import Venue
from support.server import MODES


@pytest.fixture(params=MODES)
def hall(request: pytest.FixtureRequest, halls: Callable[[str], Venue]) -> Venue:
    """The shared server of every kind, one after the other."""
    return halls(request.param)
