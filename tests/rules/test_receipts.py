"""A receipt is the contract's, and its reference can be said over a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from reflection_wall.rules.receipts import iso, receipt, reference

NOON = datetime(2025, 11, 5, 12, 0, 0, 123456, tzinfo=UTC)


@dataclass
class Row:
    """The columns that a receipt reads."""

    reference: str = "T14-7QK3"
    state: str = "live"
    show_at: datetime | None = None
    late: bool = False
    on_wall: bool = True


def told(row: Row) -> dict[str, Any]:
    """The receipt for the third revision of a row."""
    return receipt(row, key="k", conference="FALL25", revision=3, payload_hash="sha256:00", received_at=NOON)


def test_a_receipt_says_what_the_contract_says() -> None:
    assert told(Row(state="held", show_at=NOON + timedelta(seconds=10), late=True, on_wall=False)) == {
        "app": "reflection-wall",
        "key": "k",
        "conference": "FALL25",
        "revision": 3,
        "hash": "sha256:00",
        "reference": "T14-7QK3",
        "state": "held",
        "show_at": "2025-11-05T12:00:10.123Z",
        "late": True,
        "on_wall": False,
        "received_at": "2025-11-05T12:00:00.123Z",
    }


@pytest.mark.parametrize(
    ("state", "said"),
    [("live", "live"), ("held", "held"), ("hidden", "hidden"), ("withdrawn", "withdrawn"), ("erased", "withdrawn")],
)
def test_a_phone_hears_one_of_four_states(state: str, said: str) -> None:
    assert told(Row(state=state))["state"] == said


@pytest.mark.parametrize(
    ("label", "starts"),
    [("14", "T14-"), ("Élan 3", "TELAN3-"), ("ᓂᐦᐃ", "T-"), ("a/b c", "TABC-"), ("Far at the back", "TFARATT-")],
)
def test_a_reference_begins_with_its_table(label: str, starts: str) -> None:
    assert re.fullmatch(re.escape(starts) + "[2-9A-HJKMNP-TV-Z]{4}", reference(label))


def test_a_reference_has_no_letter_that_sounds_or_looks_like_another() -> None:
    said = "".join(reference("14").partition("-")[2] for _ in range(500))

    assert set(said) & set("01OILU") == set()


def test_a_moment_is_told_in_utc() -> None:
    assert iso(NOON.astimezone(timezone(timedelta(hours=-7)))) == "2025-11-05T12:00:00.123Z"


def test_no_moment_is_told_as_nothing() -> None:
    assert iso(None) is None
