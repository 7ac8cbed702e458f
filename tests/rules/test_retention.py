"""Retention: two warnings, then the purge, and never one that nobody could have read of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from reflection_wall.rules import retention

DAY = date(2026, 2, 3)
NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)


@dataclass
class Kept:
    purge_on: date | None = DAY
    kept_for_records: bool = False
    purged_at: datetime | None = None
    purge_warned_of: date | None = None
    purge_warned_at: datetime | None = None


@pytest.mark.parametrize(
    ("before", "stage"),
    [(15, "later"), (14, "soon"), (4, "soon"), (3, "near"), (1, "near"), (0, "near"), (-1, "due"), (-400, "due")],
)
def test_a_conference_nears_its_end_in_steps(before: int, stage: str) -> None:
    assert retention.stage(Kept(), DAY - timedelta(days=before)) == stage


def test_a_hold_for_the_records_stops_everything() -> None:
    held = Kept(kept_for_records=True, purge_warned_of=DAY, purge_warned_at=datetime(2026, 1, 20, tzinfo=UTC))

    assert retention.stage(held, NOON.date()) == "records"
    assert not retention.to_warn(held, NOON.date())
    assert not retention.may_purge(held, NOON)


def test_no_date_means_no_end() -> None:
    assert retention.stage(Kept(purge_on=None), NOON.date()) == "endless"


def test_what_is_purged_is_never_purged_again() -> None:
    gone = Kept(purged_at=NOON, purge_warned_of=DAY, purge_warned_at=NOON - timedelta(days=9))

    assert (retention.stage(gone, NOON.date()), retention.may_purge(gone, NOON)) == ("purged", False)


@pytest.mark.parametrize(("hours", "may"), [(71, False), (72, True), (999, True)])
def test_a_purge_waits_until_its_warning_has_stood_for_three_days(hours: int, may: bool) -> None:
    warned = Kept(purge_warned_of=DAY, purge_warned_at=NOON - timedelta(hours=hours))

    assert retention.may_purge(warned, NOON) is may


def test_a_purge_that_nobody_was_warned_of_does_not_happen() -> None:
    assert retention.to_warn(Kept(), NOON.date())
    assert not retention.may_purge(Kept(), NOON)


def test_a_warning_of_another_date_does_not_count() -> None:
    moved = Kept(purge_warned_of=DAY - timedelta(days=30), purge_warned_at=NOON - timedelta(days=30))

    assert retention.to_warn(moved, NOON.date())
    assert not retention.may_purge(moved, NOON)


def test_nothing_goes_before_its_day_is_over() -> None:
    warned = Kept(purge_warned_of=DAY, purge_warned_at=datetime(2026, 1, 20, tzinfo=UTC))

    assert not retention.may_purge(warned, datetime(2026, 2, 3, 23, 59, tzinfo=UTC))
    assert retention.may_purge(warned, datetime(2026, 2, 4, 0, 0, tzinfo=UTC))
