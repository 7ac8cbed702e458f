"""What becomes of new words in every mode: a verdict judges one revision (ARCHITECTURE, What is visible, and when)."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import PLAN, SECRET, House
from support.people import fresh_key

from reflection_wall.rules import plan, submission
from reflection_wall.services import admit, arrange, collect
from reflection_wall.services.collect import Place, rows

GUARDED = PLAN.replace("FALL25", "NEXT").replace('kind = "role"', 'kind = "role"\nguarded = true')
FLAGGED = "Call Bob at 780-555-0134."


def shared(house: House, text: str = "Judged.", mode: str = "open", **more: Any) -> str:
    """The key of a reflection that is up, in a room that has been moderated like this ever since."""
    key = fresh_key()
    house.table().puts(key, text, **more)
    house.desk.sets(moderation=mode, delay=10)
    return key


def only(house: House) -> dict[str, Any]:
    """The one reflection, as the desk sees it."""
    (item,) = house.desk.items()
    return item


@pytest.mark.parametrize(
    ("mode", "state", "show_at", "up"),
    [
        ("open", "live", None, ["New."]),
        ("delay", "held", "2025-11-05T16:00:10.000Z", []),
        ("hold", "held", None, []),
    ],
)
def test_first_words(house: House, mode: str, state: str, show_at: str | None, up: list[str]) -> None:
    house.desk.sets(moderation=mode, delay=10)
    receipt = house.table().shares("New.")

    assert (receipt["state"], receipt["show_at"], house.wall.texts()) == (state, show_at, up)


@pytest.mark.parametrize(
    ("mode", "state", "show_at", "up"),
    [
        ("open", "live", None, ["Edited."]),
        ("delay", "held", "2025-11-05T16:00:10.000Z", ["Judged."]),
        ("hold", "held", None, ["Judged."]),
    ],
)
def test_an_edit_waits_where_words_wait_and_the_judged_wording_stays_up(
    house: House, mode: str, state: str, show_at: str | None, up: list[str]
) -> None:
    key = shared(house, mode=mode)
    receipt = house.table().puts(key, "Edited.", 2).body

    assert (receipt["state"], receipt["show_at"], house.wall.texts()) == (state, show_at, up)


def test_the_desk_sees_the_waiting_words_and_those_that_are_up(house: House) -> None:
    key = shared(house, mode="hold", headline="Old")
    house.table().puts(key, "Edited.", 2, headline="New")
    item = only(house)

    assert (item["text"], item["headline"], item["revision"], item["visible"]) == ("Edited.", "New", 2, True)
    assert item["shown"] == {"headline": "Old", "text": "Judged.", "lang": None, "kind": None}


def test_a_waiting_edit_goes_up_when_a_person_shows_it(house: House) -> None:
    key = shared(house, mode="hold")
    house.table().puts(key, "Edited.", 2)
    house.desk.judges(only(house), "show")

    assert (house.wall.texts(), only(house)["state"], only(house)["shown"]) == (["Edited."], "live", None)


def test_a_second_edit_waits_like_the_first(house: House) -> None:
    key = shared(house, mode="hold")
    house.table().puts(key, "Edited.", 2)
    house.table().puts(key, "Edited again.", 3)

    assert (house.wall.texts(), only(house)["text"]) == (["Judged."], "Edited again.")


def test_an_edit_in_delay_starts_its_clock_anew(house: House) -> None:
    house.desk.sets(moderation="delay", delay=10)
    key = fresh_key()
    house.table().puts(key, "First.")
    house.clock.passes(8)

    assert house.table().puts(key, "Second.", 2).body["show_at"] == "2025-11-05T16:00:18.000Z"


def test_words_that_wait_in_hold_still_wait_after_an_edit_in_open(house: House) -> None:
    house.desk.sets(moderation="hold")
    key = fresh_key()
    house.table().puts(key)
    house.desk.sets(moderation="open")

    assert (house.table().puts(key, "Edited.", 2).body["state"], house.wall.texts()) == ("held", [])


@pytest.mark.parametrize("mode", ["open", "delay", "hold"])
def test_hidden_stays_hidden_whatever_is_edited(house: House, mode: str) -> None:
    key = shared(house, mode=mode)
    house.desk.judges(only(house), "hide")
    receipt = house.table().puts(key, "Better words.", 2).body

    assert (receipt["state"], receipt["show_at"], house.wall.texts()) == ("hidden", None, [])


def test_an_edit_of_a_redacted_one_is_held_and_the_redacted_wording_stays_up(house: House) -> None:
    key = shared(house, "Bob helped us.")
    house.desk.judges(only(house), "redact", text="A colleague helped us.")
    receipt = house.table().puts(key, "Bob of Lake School helped us.", 2).body

    assert (receipt["state"], house.wall.texts()) == ("held", ["A colleague helped us."])


def test_the_redacted_words_sent_again_stay_redacted(house: House) -> None:
    key = shared(house, "Bob helped us.")
    house.desk.judges(only(house), "redact", text="A colleague helped us.")
    receipt = house.table().puts(key, "Bob helped us.", 2, consent="quote").body

    assert (receipt["state"], house.wall.texts()) == ("live", ["A colleague helped us."])


@pytest.mark.parametrize("mode", ["open", "delay", "hold"])
def test_an_edit_after_closing_is_late_and_held_and_the_judged_wording_stays_up(house: House, mode: str) -> None:
    key = shared(house, mode=mode)
    house.desk.prompt(1, "closed")
    receipt = house.table().puts(key, "Edited.", 2).body

    assert (receipt["late"], receipt["state"], receipt["show_at"]) == (True, "held", None)
    assert house.wall.texts() == ["Judged."]


@pytest.mark.parametrize("mode", ["open", "delay", "hold"])
@pytest.mark.parametrize("closed", [False, True])
def test_another_consent_needs_no_verdict(house: House, mode: str, closed: bool) -> None:
    key = shared(house, mode=mode)
    house.desk.prompt(1, "closed" if closed else "open")
    receipt = house.table().puts(key, "Judged.", 2, consent="quote").body

    assert (receipt["state"], receipt["late"], house.wall.texts()) == ("live", False, ["Judged."])
    assert (only(house)["consent"], only(house)["shown"]) == ("quote", None)


def test_another_consent_does_not_stop_the_clock(house: House) -> None:
    house.desk.sets(moderation="delay", delay=10)
    key = fresh_key()
    house.table().puts(key, "New.")
    house.clock.passes(8)
    receipt = house.table().puts(key, "New.", 2, consent="quote").body

    assert (receipt["state"], receipt["show_at"]) == ("held", "2025-11-05T16:00:10.000Z")


def test_another_consent_does_not_end_the_wait(house: House) -> None:
    house.desk.sets(moderation="hold")
    key = fresh_key()
    house.table().puts(key, "New.")

    assert house.table().puts(key, "New.", 2, consent="quote").body["state"] == "held"


def test_another_consent_for_waiting_words_leaves_the_judged_ones_up(house: House) -> None:
    key = shared(house, mode="hold")
    house.table().puts(key, "Edited.", 2)
    house.table().puts(key, "Edited.", 3, consent="quote")

    assert (house.wall.texts(), only(house)["state"], only(house)["consent"]) == (["Judged."], "held", "quote")


@pytest.mark.parametrize("mode", ["open", "delay", "hold"])
@pytest.mark.parametrize("text", ["Judged.", "Edited."])
def test_off_the_wall_counts_at_once(house: House, mode: str, text: str) -> None:
    key = shared(house, mode=mode)
    receipt = house.table().puts(key, text, 2, on_wall=False).body

    assert (receipt["on_wall"], house.wall.texts()) == (False, [])


def test_the_same_words_go_back_on_the_wall_at_once(house: House) -> None:
    key = shared(house, mode="hold", on_wall=False)
    house.table().puts(key, "Judged.", 2)

    assert house.wall.texts() == ["Judged."]


def test_other_words_do_not_bring_the_judged_ones_back_on_the_wall(house: House) -> None:
    key = shared(house, mode="hold", on_wall=False)
    receipt = house.table().puts(key, "Edited.", 2).body

    assert (receipt["state"], house.wall.texts()) == ("held", [])


def test_other_words_go_on_the_wall_with_their_verdict(house: House) -> None:
    key = shared(house, mode="hold", on_wall=False)
    house.table().puts(key, "Edited.", 2)
    house.desk.judges(only(house), "show")

    assert house.wall.texts() == ["Edited."]


@pytest.mark.parametrize("mode", ["open", "delay"])
def test_flagged_words_never_show_themselves(house: House, mode: str) -> None:
    house.desk.sets(moderation=mode)
    receipt = house.table().shares(FLAGGED)

    assert (receipt["state"], receipt["show_at"], house.wall.texts()) == ("held", None, [])
    assert only(house)["flags"] == ["phone"]


@pytest.mark.parametrize("mode", ["open", "delay"])
def test_a_flagged_edit_never_shows_itself_and_the_judged_wording_stays_up(house: House, mode: str) -> None:
    key = shared(house, mode=mode)
    receipt = house.table().puts(key, FLAGGED, 2).body

    assert (receipt["state"], receipt["show_at"], house.wall.texts()) == ("held", None, ["Judged."])


def test_a_flagged_headline_holds_too(house: House) -> None:
    assert house.table().shares("Fine.", headline="bob@example.ca")["state"] == "held"


def test_a_person_may_show_flagged_words(house: House) -> None:
    house.table().shares(FLAGGED)
    house.desk.judges(only(house), "show")

    assert house.wall.texts() == [FLAGGED]


@pytest.mark.parametrize("mode", ["open", "delay", "hold"])
def test_a_guarded_community_is_never_on_the_wall(house: House, mode: str) -> None:
    house.desk.sets(moderation=mode)
    house.table("9").shares("Canary.", headline="Canary")
    house.desk.judges(only(house), "show")

    assert house.wall.frame()["items"] == []


def test_a_guarded_community_s_words_reach_the_desk(house: House) -> None:
    house.table("9").shares("For the organizers.")

    assert [(item["text"], item["guarded"], item["visible"]) for item in house.desk.items()] == [
        ("For the organizers.", True, False)
    ]


def test_a_reference_that_is_taken_is_drawn_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["T14-7QK3", "T14-7QK3", "T14-9XWM"])
    monkeypatch.setattr(rows, "reference", lambda _label: next(drawn))
    monkeypatch.setattr(collect, "reference", lambda _label: next(drawn))
    shared = [house.table().shares(text)["reference"] for text in ("One.", "Another.")]

    assert (shared, house.wall.texts()) == (["T14-7QK3", "T14-9XWM"], ["One.", "Another."])


def test_words_that_were_on_their_way_while_their_community_was_guarded_stay_off_the_wall(house: House) -> None:
    with house.store.reading() as session:
        seat = admit.seat(session, house.tables["14"])
    place = Place(seat.conference.id, seat.table.id, seat.table.label)
    arrange.create(house.store, SECRET, plan.read(GUARDED))
    words, payload_hash = submission.check({"text": "A moment too late.", "revision": 1})
    collect.put(house.store, place, fresh_key(), words, payload_hash)

    assert house.wall.texts() == []
