"""What coders put on one wording, and whether it stands on another."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from support.conference import Clock

from reflection_wall.rules.wordings import stands

NOON = Clock().now
LATER = NOON + timedelta(seconds=1)


@pytest.mark.parametrize("passage", [True, False])
@pytest.mark.parametrize(("words", "same"), [("a", True), ("b", False)])
def test_what_was_put_on_the_same_words_stands(words: str, passage: bool, same: bool) -> None:
    assert stands("a", words, NOON, None, passage=passage) is same


@pytest.mark.parametrize(
    ("put_at", "redacted_at", "passage", "whole"),
    [(NOON, LATER, False, True), (NOON, NOON, False, True), (LATER, NOON, True, True)],
)
def test_a_redaction_moves_passages_that_were_chosen_before_it(
    put_at: datetime, redacted_at: datetime, passage: bool, whole: bool
) -> None:
    found = [stands("a", "a", put_at, redacted_at, passage=each) for each in (True, False)]

    assert found == [passage, whole]
