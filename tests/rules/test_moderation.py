"""The table of standings: where a reflection stands after words arrive, a person decides, or a clock runs out."""

from __future__ import annotations

import pytest

from reflection_wall.rules.moderation import Arrival, Standing, arrived, judged, released, repeated, revised

LIVE, HELD, HIDDEN = Standing("live", shown=1), Standing("held"), Standing("hidden")
WAITING_FOR_THE_CLOCK = Standing("held", clock=True)
EDIT_HELD, EDIT_WAITING_FOR_THE_CLOCK = Standing("held", shown=1), Standing("held", shown=1, clock=True)


@pytest.mark.parametrize(
    ("new", "stands"),
    [
        (Arrival(1, "open"), LIVE),
        (Arrival(7, "open"), Standing("live", shown=7)),
        (Arrival(1, "delay"), WAITING_FOR_THE_CLOCK),
        (Arrival(1, "hold"), HELD),
        (Arrival(1, "open", late=True), HELD),
        (Arrival(1, "delay", late=True), HELD),
        (Arrival(1, "hold", late=True), HELD),
        (Arrival(1, "open", flagged=True), HELD),
        (Arrival(1, "delay", flagged=True), HELD),
        (Arrival(1, "hold", flagged=True), HELD),
    ],
)
def test_first_words(new: Arrival, stands: Standing) -> None:
    assert arrived(new) == stands


@pytest.mark.parametrize(
    ("before", "new", "stands"),
    [
        (LIVE, Arrival(2, "open"), Standing("live", shown=2)),
        (LIVE, Arrival(2, "delay"), EDIT_WAITING_FOR_THE_CLOCK),
        (LIVE, Arrival(2, "hold"), EDIT_HELD),
        (LIVE, Arrival(2, "open", late=True), EDIT_HELD),
        (LIVE, Arrival(2, "open", flagged=True), EDIT_HELD),
        (LIVE, Arrival(2, "delay", flagged=True), EDIT_HELD),
        (HELD, Arrival(2, "open"), HELD),
        (HELD, Arrival(2, "delay"), HELD),
        (HELD, Arrival(2, "hold"), HELD),
        (EDIT_HELD, Arrival(3, "open"), EDIT_HELD),
        (WAITING_FOR_THE_CLOCK, Arrival(2, "open"), Standing("live", shown=2)),
        (WAITING_FOR_THE_CLOCK, Arrival(2, "delay"), WAITING_FOR_THE_CLOCK),
        (WAITING_FOR_THE_CLOCK, Arrival(2, "hold"), HELD),
        (EDIT_WAITING_FOR_THE_CLOCK, Arrival(3, "delay"), EDIT_WAITING_FOR_THE_CLOCK),
        (EDIT_WAITING_FOR_THE_CLOCK, Arrival(3, "delay", flagged=True), EDIT_HELD),
        (HIDDEN, Arrival(2, "open"), HIDDEN),
        (HIDDEN, Arrival(2, "delay"), HIDDEN),
        (HIDDEN, Arrival(2, "hold", late=True), HIDDEN),
    ],
)
def test_other_words(before: Standing, new: Arrival, stands: Standing) -> None:
    assert revised(before, new, redacted=False) == stands


@pytest.mark.parametrize(
    ("before", "stands"), [(LIVE, EDIT_HELD), (EDIT_WAITING_FOR_THE_CLOCK, EDIT_HELD), (HELD, HELD), (HIDDEN, HIDDEN)]
)
def test_other_words_after_a_redaction_wait_for_a_person(before: Standing, stands: Standing) -> None:
    assert revised(before, Arrival(2, "open"), redacted=True) == stands


@pytest.mark.parametrize(
    ("before", "newest", "stands"),
    [
        (LIVE, 1, Standing("live", shown=2)),
        (EDIT_HELD, 2, EDIT_HELD),
        (HELD, 1, HELD),
        (WAITING_FOR_THE_CLOCK, 1, WAITING_FOR_THE_CLOCK),
        (HIDDEN, 1, HIDDEN),
    ],
)
@pytest.mark.parametrize("mode", ["open", "delay", "hold"])
def test_the_same_words_again_keep_their_verdict(before: Standing, newest: int, stands: Standing, mode: str) -> None:
    assert repeated(before, Arrival(newest + 1, mode, late=True, flagged=True), newest) == stands  # type: ignore[arg-type]


@pytest.mark.parametrize("before", [LIVE, HELD, HIDDEN, WAITING_FOR_THE_CLOCK, EDIT_HELD, EDIT_WAITING_FOR_THE_CLOCK])
@pytest.mark.parametrize(("deed", "stands"), [("show", Standing("live", shown=2)), ("hide", HIDDEN)])
def test_a_verdict_decides_whatever_stood_before(before: Standing, deed: str, stands: Standing) -> None:
    assert judged(deed, before, revision=2) == stands  # type: ignore[arg-type]


@pytest.mark.parametrize("before", [LIVE, HELD, HIDDEN, WAITING_FOR_THE_CLOCK, EDIT_HELD])
def test_a_hold_takes_off_the_wall_what_is_there(before: Standing) -> None:
    assert judged("hold", before, revision=2) == HELD


def test_a_hold_that_stops_the_clock_of_an_edit_leaves_the_judged_wording_up() -> None:
    assert judged("hold", EDIT_WAITING_FOR_THE_CLOCK, revision=2) == EDIT_HELD


@pytest.mark.parametrize("before", [LIVE, HELD, HIDDEN, WAITING_FOR_THE_CLOCK, EDIT_HELD, EDIT_WAITING_FOR_THE_CLOCK])
@pytest.mark.parametrize("deed", ["pin", "unpin"])
def test_a_pin_moves_nothing(before: Standing, deed: str) -> None:
    assert judged(deed, before, revision=2) == before  # type: ignore[arg-type]


@pytest.mark.parametrize("before", [Standing("live", shown=2), HELD, HIDDEN, WAITING_FOR_THE_CLOCK])
def test_a_redaction_leaves_its_words_where_they_stood(before: Standing) -> None:
    assert judged("redact", before, revision=2) == before


@pytest.mark.parametrize("before", [EDIT_HELD, EDIT_WAITING_FOR_THE_CLOCK])
def test_a_redaction_of_an_edit_takes_the_earlier_wording_down(before: Standing) -> None:
    assert judged("redact", before, revision=2) == HELD


@pytest.mark.parametrize("earlier", [LIVE, HELD, EDIT_HELD])
def test_a_restored_one_stands_where_it_stood(earlier: Standing) -> None:
    assert judged("restore", HIDDEN, revision=1, earlier=earlier) == earlier


def test_a_restored_one_has_no_clock() -> None:
    assert judged("restore", HIDDEN, revision=1, earlier=WAITING_FOR_THE_CLOCK) == HELD


def test_a_clock_that_runs_out_shows_the_newest() -> None:
    assert released(EDIT_WAITING_FOR_THE_CLOCK, revision=2) == Standing("live", shown=2)


@pytest.mark.parametrize("before", [LIVE, HELD, HIDDEN, EDIT_HELD, Standing("withdrawn")])
def test_what_has_no_clock_is_not_released(before: Standing) -> None:
    assert released(before, revision=2) == before
