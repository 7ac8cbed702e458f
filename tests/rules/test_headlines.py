"""A headline stands over its text where it says something that the text does not; `tests/js` has the same cases."""

from __future__ import annotations

import pytest

from reflection_wall.rules.headlines import headed


@pytest.mark.parametrize(
    ("headline", "text", "stands"),
    [
        ("Visit first", "Then we plan together.", True),
        ("Visit first.", "Visit first. Then we plan together.", False),
        ("Visit  first", "Visit\nfirst, then we plan.", False),
        ("Déjà vu", "De\u0301ja\u0300 vu, encore.", False),
        ("We plan", "First we visit. We plan.", True),
        ("", "Only words.", False),
        (None, "Only words.", False),
    ],
)
def test_a_headline_stands_where_it_says_something_new(headline: str | None, text: str, stands: bool) -> None:
    assert headed(headline, text) is stands
