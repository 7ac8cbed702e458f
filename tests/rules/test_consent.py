"""The one rule of consent, over everything that it reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import pytest

from reflection_wall.rules import consent


@dataclass
class Row:
    """The columns that consent reads."""

    state: str = "live"
    consent: str = "quote"
    guarded: bool = False
    source: str = "phone"
    shown_revision: int | None = 1
    on_wall: bool = True
    revision: int = 1
    flags: list[str] = field(default_factory=list)
    muted: bool = False


EVERY = [
    Row(*columns)
    for columns in product(
        ("live", "held", "hidden", "withdrawn", "erased"),
        ("wall", "report", "quote"),
        (False, True),
        ("phone", "form", "paper", "rehearsal"),
    )
]


def those(leave: str) -> list[Row]:
    """The rows that leave in this way."""
    return [row for row in EVERY if consent.leaves(row) == leave]


def test_what_is_hidden_withdrawn_erased_or_practice_is_absent() -> None:
    assert those("absent") == [
        row for row in EVERY if row.state in ("hidden", "withdrawn", "erased") or row.source == "rehearsal"
    ]


def test_what_is_for_the_room_alone_is_counted_and_nothing_more() -> None:
    assert {row.consent for row in those("counted")} == {"wall"}


def test_a_name_leaves_with_a_quote_and_never_that_of_a_guarded_community() -> None:
    assert {(row.consent, row.guarded) for row in those("named")} == {("quote", False)}


def test_words_leave_without_a_name_for_a_report_and_from_a_guarded_community() -> None:
    assert {(row.consent, row.guarded) for row in those("unnamed")} == {
        ("report", False),
        ("report", True),
        ("quote", True),
    }


def test_flagged_words_that_nobody_has_judged_are_counted() -> None:
    assert consent.leaves(Row(flags=["email"], shown_revision=None)) == "counted"


@pytest.mark.parametrize(("everything", "states"), [(False, 2), (True, 5)])
def test_organizers_keep_all_that_nobody_took_away_and_on_request_the_rest(everything: bool, states: int) -> None:
    assert len({row.state for row in EVERY if consent.stays(row, everything=everything)}) == states


def test_a_rehearsal_that_was_cleared_away_never_was() -> None:
    assert not consent.stays(Row(state="erased", source="rehearsal"), everything=True)


@pytest.mark.parametrize(
    ("row", "up", "published"),
    [
        (Row(), True, True),
        (Row(on_wall=False, guarded=True), True, True),
        (Row(state="held"), False, False),
        (Row(muted=True), True, False),
        (Row(consent="wall"), True, False),
    ],
)
def test_the_world_reads_what_was_allowed_and_judged_of_a_table_that_is_not_muted(
    row: Row, up: bool, published: bool
) -> None:
    assert consent.published(row, up=up) is published
