"""Flags catch a telephone number or an e-mail address, and leave years, budgets and names of things alone."""

from __future__ import annotations

import pytest

from reflection_wall.rules.flags import EMAIL, PHONE, flags


@pytest.mark.parametrize(
    "number",
    [
        *("780-555-0134", "(780) 555-0134", "(780)555-0134", "780 555 0134", "780.555.0134"),
        *("+1 780 555 0134", "1-780-555-0134", "+1 (780) 555-0134", "780 555-0134"),
        *("7805550134", "17805550134", "+44 20 7946 0958", "+33142685300", "+1-780-555-0134"),
        *("780\u00a0555\u00a00134", "780\u2011555\u20110134", "(780)\u202f555\u20130134"),
    ],
)
def test_a_telephone_number_is_flagged(number: str) -> None:
    assert flags(f"Call Bob at {number}, any time.") == [PHONE]


@pytest.mark.parametrize(
    "address", ["bob@example.ca", "Bob.Smith+cop@mail.example.org", "rené@école.ca", "<bob@example.ca>", "a@b.co"]
)
def test_an_e_mail_address_is_flagged(address: str) -> None:
    assert flags(f"Write to {address}.") == [EMAIL]


@pytest.mark.parametrize(
    "words",
    [
        *("2025-26", "2025-2026", "2025-11-05", "05.11.2025", "10:42", "1 250 000 $", "$1,250,000", "1250000"),
        *(
            "1805550134",
            "17804",
            "10 000 000",
            "3-5 years",
            "K-12",
            "grades 7-9",
            "100 %",
            "1 500 students",
        ),
        *("123e4567-e89b-12d3-a456-426614174000", "T14-7QK3", "978-0-13-468599-1", "doi.org/10.1000/1"),
        *("10.9.77.13", "@home", "a @ b", "3@4", "meet @ 10.30", ""),
    ],
)
def test_a_year_a_budget_or_an_identifier_is_not(words: str) -> None:
    assert flags(f"We learned {words} together.") == []


def test_a_headline_is_read_too() -> None:
    assert flags("Call 780-555-0134", "Nothing here.") == [PHONE]


def test_a_missing_headline_raises_nothing() -> None:
    assert flags(None, "Nothing here.") == []


def test_both_flags_come_in_a_steady_order() -> None:
    assert flags("780-555-0134 or bob@example.ca") == [EMAIL, PHONE]
