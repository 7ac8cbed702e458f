"""The smallest type follows from the room (AVIXA's DISCAS, basic decision making)."""

from __future__ import annotations

import pytest

from reflection_wall.rules import legibility


@pytest.mark.parametrize(
    ("image_height", "furthest_seat", "share"),
    # 1.5 m and 10.5 m: the worked example of the AETM's guideline on DISCAS.
    [(1.5, 10.5, 0.035), (3.0, 30.0, 0.05), (4.0, 24.0, 0.03)],
)
def test_the_smallest_element_is_the_published_share_of_the_image_height(
    image_height: float, furthest_seat: float, share: float
) -> None:
    assert legibility.element_share(image_height, furthest_seat) == pytest.approx(share)


def test_the_type_is_twice_its_lower_case_letters() -> None:
    assert legibility.least_type(1.5, 10.5) == pytest.approx(0.07)


def test_it_never_goes_above_what_still_works_and_says_how_tall_the_image_must_be() -> None:
    assert legibility.least_type(3.0, 30.0) == legibility.LARGEST
    assert legibility.image_needed(3.0, 30.0) == 3.8  # 3.75 m, in decimetres
    assert legibility.image_needed(2.5, 30.0) == 3.8
    assert legibility.image_needed(3.8, 30.0) is None
    assert legibility.image_needed(3.0, 24.0) is None
    assert legibility.image_needed(None, 30.0) is None


@pytest.mark.parametrize(("image_height", "furthest_seat"), [(None, None), (3.0, None), (None, 30.0), (4.0, 10.0)])
def test_it_never_goes_below_the_floor(image_height: float | None, furthest_seat: float | None) -> None:
    assert legibility.least_type(image_height, furthest_seat) == legibility.FLOOR
