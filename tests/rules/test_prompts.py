"""Which question is the present one, for phones, walls and whatever names none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from reflection_wall.rules.prompts import present

EARLY, LATE = datetime(2025, 11, 5, 10, tzinfo=UTC), datetime(2025, 11, 5, 11, tzinfo=UTC)


@dataclass
class Prompt:
    """The columns that the rule reads."""

    position: int
    state: str = "closed"
    opened_at: datetime | None = None


@pytest.mark.parametrize(
    ("prompts", "position"),
    [
        ([Prompt(1, "open", EARLY), Prompt(2)], 1),
        ([Prompt(1, "closed", LATE), Prompt(2, "open", EARLY)], 2),
        ([Prompt(1, "closed", EARLY), Prompt(2, "closed", LATE)], 2),
        ([Prompt(1, "closed", LATE), Prompt(2, "closed", EARLY)], 1),
        ([Prompt(1), Prompt(2, "closed", EARLY), Prompt(3)], 2),
        ([Prompt(2), Prompt(1)], 1),
        ([Prompt(2, "closed", EARLY), Prompt(1, "closed", EARLY)], 1),
    ],
)
def test_the_present_one_is_the_open_one_else_the_last_open_else_the_first(
    prompts: list[Prompt], position: int
) -> None:
    found = present(prompts)

    assert found is not None
    assert found.position == position


def test_a_conference_that_asks_nothing_has_none() -> None:
    assert present([]) is None
