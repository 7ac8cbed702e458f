"""The one rule of visibility, over everything that it reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import pytest

from reflection_wall.rules import visibility

STATES = ("live", "held", "hidden", "withdrawn", "erased")
CONSENTS = ("wall", "report", "quote")


@dataclass
class Row:
    """The columns that visibility reads."""

    state: str = "live"
    shown_revision: int | None = 1
    on_wall: bool = True
    guarded: bool = False
    consent: str = "wall"
    was_public: bool = False
    revision: int = 1
    flags: list[str] = field(default_factory=list)
    muted: bool = False


EVERY = [Row(*columns) for columns in product(STATES, (None, 1), (True, False), (True, False), CONSENTS)]


def test_walls_show_what_was_judged_is_wanted_there_and_is_not_guarded() -> None:
    shown = [row for row in EVERY if visibility.visible(row)]

    assert shown == [Row(state, 1, True, False, consent) for state in ("live", "held") for consent in CONSENTS]


@pytest.mark.parametrize("state", ["live", "held"])
def test_what_was_shown_is_remembered(state: str) -> None:
    row = Row(state)
    visibility.remember(row)

    assert row.was_public


def test_what_was_never_shown_is_not_remembered() -> None:
    remembered = []
    for row in [row for row in EVERY if not visibility.visible(row)]:
        visibility.remember(row)
        remembered.append(row.was_public)

    assert not any(remembered)


def test_what_was_shown_once_stays_remembered() -> None:
    row = Row("hidden", was_public=True)
    visibility.remember(row)

    assert row.was_public


def test_organizers_keep_all_that_nobody_took_away() -> None:
    assert [row for row in EVERY if visibility.kept_by_organizer(row)] == [
        row for row in EVERY if row.state in ("live", "held")
    ]


def test_only_what_its_group_allowed_is_passed_on() -> None:
    assert [row for row in EVERY if visibility.may_be_passed_on(row)] == [
        row for row in EVERY if row.state in ("live", "held") and row.consent in ("report", "quote")
    ]


def test_a_name_is_passed_on_only_with_a_quote_and_never_that_of_a_guarded_community() -> None:
    assert [row for row in EVERY if visibility.may_be_named(row)] == [
        row for row in EVERY if row.state in ("live", "held") and row.consent == "quote" and not row.guarded
    ]


@pytest.mark.parametrize(("shown", "revision", "passed"), [(None, 1, False), (1, 2, False), (1, 1, True), (2, 2, True)])
def test_what_was_flagged_is_passed_on_once_a_person_has_let_it_be_seen(
    shown: int | None, revision: int, passed: bool
) -> None:
    row = Row(shown_revision=shown, revision=revision, consent="quote", flags=["phone"])

    assert visibility.may_be_passed_on(row) is passed


def test_a_muted_table_is_on_no_wall_and_its_words_are_the_organizers_all_the_same() -> None:
    row = Row(consent="quote", muted=True)

    assert (visibility.visible(row), visibility.kept_by_organizer(row), visibility.may_be_named(row)) == (
        False,
        True,
        True,
    )
