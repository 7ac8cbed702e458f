"""Purging: a conference's time is over; its words go, and a certificate says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from support.canary import CANARY, everywhere, found, sings
from support.conference import CODE, SECRET, House
from support.people import fresh_key
from support.problems import problem

from reflection_wall.models import Conference, Pass, Theme
from reflection_wall.rules import keys
from reflection_wall.rules.refusals import Archived, Conflict, Invalid
from reflection_wall.services import admit, retain
from reflection_wall.services.arrange import conferences
from reflection_wall.services.retain import purging
from reflection_wall.settings import Settings
from reflection_wall.store import Writing


def purges(house: House, reason: str | None = None) -> int:
    count = retain.purge(house.store, house.conference_id, "Somebody", reason)
    assert house.store.empty_log()
    return count


def certificate(house: House) -> dict[str, object]:
    with house.store.reading() as session:
        told = retain.certificate(session, admit.conference(session, CODE))
    assert told is not None
    return told


def test_no_byte_of_any_word_is_left(house: House, settings: Settings) -> None:
    sings(house)
    house.table("22").shares(f"Encore: {CANARY}")
    (table,) = (each["id"] for each in house.desk.room()["tables"] if each["label"] == "22")
    assert house.desk.asks("POST", f"tables/{table}/note", text=f"{CANARY} for the table").status < 300
    before = found(settings.sqlite_path)
    purges(house)

    assert (bool(before), found(settings.sqlite_path), everywhere(house.store)) == (True, [], [])


def test_names_of_themes_and_of_passes_go_too(house: House, settings: Settings) -> None:
    sings(house)
    house.store.write(
        lambda writing: writing.session.add(
            Pass(
                conference_id=house.conference_id,
                role="moderator",
                key_hash="x",
                label="Kolibri",
                created_at=writing.now,
            )
        )
    )
    purges(house)

    with house.store.reading() as session:
        assert session.scalars(select(Theme)).all() == []
    assert found(settings.sqlite_path, "Kolibri") == []


def test_a_purged_conference_takes_nothing_more(house: House) -> None:
    receipt = house.table().shares(CANARY)
    purges(house)

    problem(house.table().puts(fresh_key(), "Late."), 403)
    assert house.table().puts(receipt["key"], CANARY).status in (403, 410)
    assert house.wall.texts() == []


def test_a_purged_conference_is_not_opened_again(house: House) -> None:
    purges(house)

    with pytest.raises(Archived, match="erased"):
        conferences.archive(house.store, house.conference_id, archived=False)
    problem(house.table().puts(fresh_key(), "Late."), 403)


def test_a_conference_that_was_opened_while_it_was_purged_is_closed_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = purging._finish

    def opened_meanwhile(writing: Writing, *more: Any) -> int | None:
        writing.session.get_one(Conference, house.conference_id).state = "running"
        return finish(writing, *more)

    monkeypatch.setattr(purging, "_finish", opened_meanwhile)
    purges(house)

    problem(house.table().puts(fresh_key(), "Late."), 403)


def test_more_than_fits_into_one_write_goes_too(house: House) -> None:
    for n in range(retain.A_FEW + 3):
        house.table().shares(f"Number {n}.")

    assert purges(house) == retain.A_FEW + 3
    assert house.wall.texts() == []


def test_what_is_kept_for_the_records_stays_and_goes_on(house: House) -> None:
    house.table().shares("Kept.")
    house.set(kept_for_records=True)

    with pytest.raises(Conflict, match="kept for the records"):
        purges(house)
    assert house.wall.texts() == ["Kept."]
    house.table().shares("And another.")


def test_the_certificate_says_what_went_when_and_by_whom(house: House) -> None:
    house.table().shares(CANARY)
    erased = house.table().shares(CANARY)
    house.table().puts(keys.rehearsal_key(SECRET), "Practice.")
    house.table().takes_back(fresh_key())
    retain.erase(house.store, house.conference_id, erased["reference"], "Somebody")
    purges(house, "The year is over.")

    assert certificate(house) == {
        "app": "reflection-wall",
        "certificate": "purge",
        "conference": CODE,
        "programme": "A year of communities",
        "title": "Fall Conference",
        "held_on": "2025-11-05",
        "purge_on": "2026-02-03",
        "purged_at": "2025-11-05T16:00:00.000Z",
        "by": "Somebody",
        "reason": "The year is over.",
        "reflections": 1,
        "erased_before": 1,
    }


def test_purging_twice_changes_nothing_more(house: House) -> None:
    house.table().shares(CANARY)
    purges(house)
    first, head = certificate(house), house.head()
    house.clock.passes(3600)

    assert (purges(house), certificate(house), house.head()) == (1, first, head)


def test_a_purge_that_was_cut_off_is_simply_done_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        house.table().shares(f"{CANARY} {n}")
    with monkeypatch.context() as cut:
        cut.setattr("reflection_wall.services.retain.purging._finish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            purges(house)

    with house.store.reading() as session:
        assert retain.certificate(session, admit.conference(session, CODE)) is None
    assert purges(house) == 3


def due(house: House) -> date:
    with house.store.reading() as session:
        day = admit.conference(session, CODE).purge_on
    assert day is not None
    return day


def goes_to(house: House, day: date) -> None:
    """Let time go by until noon of this day."""
    house.clock.now = house.clock.now.replace(year=day.year, month=day.month, day=day.day, hour=12)


def test_words_go_by_themselves_after_a_warning_that_stood(house: House) -> None:
    house.table().shares(CANARY)
    goes_to(house, due(house) - timedelta(days=14))
    told = [retain.purge_what_is_due(house.store)]
    goes_to(house, due(house))
    told.append(retain.purge_what_is_due(house.store))
    goes_to(house, due(house) + timedelta(days=1))
    told.append(retain.purge_what_is_due(house.store))

    assert told == [[], [], [CODE]]
    assert (house.wall.texts(), certificate(house)["by"]) == ([], "retention")


def test_a_server_that_was_off_for_months_warns_before_anything_goes(house: House) -> None:
    house.table().shares("Still here.")
    goes_to(house, due(house) + timedelta(days=90))
    first = retain.purge_what_is_due(house.store)
    house.clock.passes(3 * 86400 - 1)
    second, words = retain.purge_what_is_due(house.store), house.wall.texts()
    house.clock.passes(1)

    assert (first, second, words) == ([], [], ["Still here."])
    assert retain.purge_what_is_due(house.store) == [CODE]


def test_a_hold_that_comes_after_the_warning_stops_it(house: House) -> None:
    goes_to(house, due(house) + timedelta(days=1))
    retain.purge_what_is_due(house.store)
    retain.set_retention(house.store, house.conference_id, records=True)
    house.clock.passes(9 * 86400)

    assert retain.purge_what_is_due(house.store) == []


def test_a_date_that_is_moved_is_warned_of_anew(house: House) -> None:
    goes_to(house, due(house) - timedelta(days=3))
    retain.purge_what_is_due(house.store)
    later = due(house) + timedelta(days=60)
    retain.set_retention(house.store, house.conference_id, purge_on=later)
    goes_to(house, later + timedelta(days=1))

    assert (retain.purge_what_is_due(house.store), due(house)) == ([], later)


@pytest.mark.parametrize(("today", "day"), [("2025-11-05", "2025-11-04"), ("2025-10-01", "2025-11-05")])
def test_a_date_that_is_over_or_before_the_end_of_the_conference_is_refused(house: House, today: str, day: str) -> None:
    house.clock.now = datetime.fromisoformat(f"{today}T12:00:00+00:00")
    with pytest.raises(Invalid):
        retain.set_retention(house.store, house.conference_id, purge_on=date.fromisoformat(day))


def test_what_is_purged_has_no_date_any_more(house: House) -> None:
    purges(house)

    with pytest.raises(Archived):
        retain.set_retention(house.store, house.conference_id, records=True)
