"""One number for a whole picture; `static/js/feed.js` computes the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules.digests import digest

PICTURE = st.lists(
    st.tuples(st.text("abcdefXYZ0189-_", min_size=1, max_size=12), st.integers(1, 10**6)), unique=True, max_size=12
)


# Computed by Node with BigInt, not by us: FNV-1a, 64 bits, over "id:seq", all of them XORed.
@pytest.mark.parametrize(
    ("picture", "said"),
    [
        ([], "0000000000000000"),
        ([("abc", 7)], "6429672d76e2875c"),
        ([("abc", 7), ("xY_-9", 12345)], "2e3354ba6f992be4"),
    ],
)
def test_the_digest_is_that_of_the_twin_in_the_browser(picture: list[tuple[str, int]], said: str) -> None:
    assert digest(picture) == said


@given(PICTURE)
def test_order_does_not_matter(picture: list[tuple[str, int]]) -> None:
    assert digest(picture) == digest(reversed(picture))


@given(PICTURE.filter(bool))
def test_one_reflection_more_or_less_is_noticed(picture: list[tuple[str, int]]) -> None:
    assert digest(picture) != digest(picture[1:])


@given(PICTURE.filter(bool))
def test_one_newer_wording_is_noticed(picture: list[tuple[str, int]]) -> None:
    (public_id, seq), *rest = picture

    assert digest(picture) != digest([(public_id, seq + 1), *rest])
