"""Legibility: from the size of a ballroom to the smallest type that may stand on its wall.

AVIXA's DISCAS (ANSI/INFOCOMM V202.01:2016, Display Image Size for 2D Content in Audiovisual Systems), basic decision
making, relates the furthest viewer, the image height and the smallest element that must be read:

    element height, as a share of the image height = distance of the furthest viewer / (200 × image height)

where the element is the height of a lower-case character without ascender or descender. Text never goes below FLOOR,
and never above LARGEST: of larger type a wall holds so few words that nobody would read on, and a longer name or code
has no line to stand on. A seat that needs larger type than that needs a taller image, or a second screen.
"""

from __future__ import annotations

import math

ACUITY = 200
# In the wall's two typefaces a lower-case x stands about this share of the type size.
X_HEIGHT = 0.5
FLOOR = 0.04
# In one column of a 16:9 image some forty characters to a line and three lines to a card, beneath which a name still
# stands; at a tenth it is two lines, and codes and names break within a word.
LARGEST = 0.08
TALLEST_IMAGE = 30.0
DEEPEST_ROOM = 300.0


def element_share(image_height: float, furthest_seat: float) -> float:
    """The smallest height of a lower-case letter, as a share of the image height. Both lengths in metres, above 0."""
    return furthest_seat / (ACUITY * image_height)


def least_type(image_height: float | None, furthest_seat: float | None) -> float:
    """The smallest type size allowed on a wall, as a share of the image height; FLOOR where the room is not known."""
    if not image_height or not furthest_seat:
        return FLOOR
    return min(LARGEST, max(FLOOR, element_share(image_height, furthest_seat) / X_HEIGHT))


def image_needed(image_height: float | None, furthest_seat: float | None) -> float | None:
    """How tall the image must be for that seat, in metres and rounded up to a decimetre; None where it is."""
    if not image_height or not furthest_seat:
        return None
    needed = math.ceil(round(furthest_seat / (ACUITY * X_HEIGHT * LARGEST) * 10, 6)) / 10
    return needed if needed > image_height else None
