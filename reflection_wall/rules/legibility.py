"""Legibility: from the size of a ballroom to the smallest type that may stand on its wall.

AVIXA's DISCAS (ANSI/INFOCOMM V202.01:2016, Display Image Size for 2D Content in Audiovisual Systems), basic decision
making, relates the furthest viewer, the image height and the smallest element that must be read:

    element height, as a share of the image height = distance of the furthest viewer / (200 × image height)

where the element is the height of a lower-case character without ascender or descender. Text never goes below FLOOR.
"""

from __future__ import annotations

ACUITY = 200
# In the wall's two typefaces a lower-case x stands about this share of the type size.
X_HEIGHT = 0.5
FLOOR = 0.04
TALLEST_IMAGE = 30.0
DEEPEST_ROOM = 300.0


def element_share(image_height: float, furthest_seat: float) -> float:
    """The smallest height of a lower-case letter, as a share of the image height. Both lengths in metres, above 0."""
    return furthest_seat / (ACUITY * image_height)


def least_type(image_height: float | None, furthest_seat: float | None) -> float:
    """The smallest type size allowed on a wall, as a share of the image height; FLOOR where the room is not known."""
    if not image_height or not furthest_seat:
        return FLOOR
    return max(FLOOR, element_share(image_height, furthest_seat) / X_HEIGHT)
