"""Coders over the small conference."""

from __future__ import annotations

import pytest
from support.coding import Office, opened
from support.conference import House


@pytest.fixture
def office(house: House) -> Office:
    """Two organizers who code what the small conference says."""
    return opened(house)
