"""One-time codes: the app's by its clock and never twice, and those on paper."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from reflection_wall.rules import one_time

# RFC 6238, appendix B, SHA-1: its secret in base32, a moment, and the last six of its eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]


@pytest.mark.parametrize(("second", "code"), VECTORS)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    now = datetime.fromtimestamp(second, UTC)

    assert one_time.step_of(SECRET, code, now, None) == second // 30


@pytest.mark.parametrize(("seconds", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_clocks_may_differ_by_half_a_minute(seconds: int, good: bool) -> None:
    now = datetime(2025, 11, 5, 16, 0, 15, tzinfo=UTC)
    code = pyotp.TOTP(SECRET).at(now + timedelta(seconds=seconds))

    assert (one_time.step_of(SECRET, code, now, None) is not None) == good


def test_a_code_never_works_twice_nor_an_older_one_after_it() -> None:
    now = datetime(2025, 11, 5, 16, 0, 15, tzinfo=UTC)
    made = pyotp.TOTP(SECRET)
    used = one_time.step_of(SECRET, made.at(now), now, None)

    assert one_time.step_of(SECRET, made.at(now), now, used) is None
    assert one_time.step_of(SECRET, made.at(now - timedelta(seconds=30)), now, used) is None
    assert one_time.step_of(SECRET, made.at(now + timedelta(seconds=30)), now, used) is not None


def test_spaces_in_a_code_do_not_matter() -> None:
    assert one_time.step_of(SECRET, " 287 082 ", datetime.fromtimestamp(59, UTC), None) == 1


@pytest.mark.parametrize("typed", ["", "28708", "2870822", "é", "\ud800", "٢٨٧٠٨٢"])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert one_time.step_of(SECRET, typed, datetime.fromtimestamp(59, UTC), None) is None


def test_recovery_codes_are_ten_all_different_and_too_many_to_guess() -> None:
    codes = one_time.recovery_codes()

    assert (len(codes), len(set(codes))) == (10, 10)
    assert {len(one_time.plain(code)) for code in codes} == {24}


def test_what_an_app_is_told_is_what_it_understands() -> None:
    secret = one_time.app_secret()
    read = pyotp.parse_uri(one_time.app_address(secret, "marie@example.org"))

    assert (read.secret, read.name, read.issuer) == (secret, "marie@example.org", "Reflection Wall")
    assert re.fullmatch("[A-Z2-7]{32}", secret)
