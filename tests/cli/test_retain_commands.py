"""Retention from a terminal: alone or beside a server, and what a server does by itself."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from support.canary import CANARY, found, sings
from support.conference import CODE, House, Venue
from support.office import Organizer
from support.server import until
from support.shell import Shell

from reflection_wall.models import SignIn
from reflection_wall.services import admit
from reflection_wall.settings import Settings
from reflection_wall.upkeep import Upkeep


def database(venue: Venue) -> Path:
    return Path(venue.server.env["DATABASE_URL"].removeprefix("sqlite:///"))


def test_erasing_without_a_server_leaves_no_byte(house: House, shell: Shell, settings: Settings) -> None:
    receipt = sings(house)
    house.store.close()
    told = shell("erase", CODE, receipt["reference"], "--reason", "Asked.")

    assert (told.status, told.out.splitlines()[0]) == (0, f"{receipt['reference']} is erased.")
    assert "No word of it is left" in told.out
    assert found(settings.sqlite_path) == []


def test_erasing_beside_a_server_leaves_no_byte_and_reaches_the_wall(venue: Venue) -> None:
    shell, receipt = Shell(venue.server.env), venue.table().shares(CANARY)
    before = found(database(venue))
    told = shell("erase", CODE, receipt["reference"], "--json")

    assert (bool(before), told.json["log_emptied"], found(database(venue))) == (True, True, [])
    until(lambda: venue.wall.texts() == [])
    assert venue.table().puts(receipt["key"], CANARY).status == 410


def test_while_somebody_reads_the_server_empties_its_log_a_little_later(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reflection_wall.cli.retain.PATIENCE", 0.5)
    shell, receipt = Shell(venue.server.env), venue.table().shares(CANARY)
    reader = sqlite3.connect(database(venue), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM reflection").fetchone()
    told = shell("erase", CODE, receipt["reference"])
    meanwhile = found(database(venue))
    reader.execute("COMMIT")
    reader.close()

    assert "as soon as nobody reads" in told.out
    assert meanwhile, "a reader keeps its state"
    until(lambda: found(database(venue)) == [])


def test_erasing_twice_says_so(house: House, shell: Shell) -> None:
    receipt = house.table().shares()
    house.store.close()
    shell("erase", CODE, receipt["reference"])

    assert shell("erase", CODE, receipt["reference"]).out.startswith(f"{receipt['reference']} was erased before.")


def test_erasing_what_nobody_knows_is_one_sentence(house: House, shell: Shell) -> None:
    told = shell("erase", CODE, "T99-XXXX")

    assert (told.status, told.err) == (1, "No reflection of FALL25 has the reference T99-XXXX.\n")


def test_a_purge_asks_for_the_code(house: House, shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    house.table().shares("Kept.")
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    no = shell("purge", CODE)
    words = house.wall.texts()
    monkeypatch.setattr("sys.stdin", io.StringIO("fall25\n"))
    yes = shell("purge", CODE, "--certificate", str(tmp_path / "proof.pdf"))

    assert (no.status, words) == (1, ["Kept."])
    assert "Nothing was purged." in no.err
    assert (yes.status, house.wall.texts()) == (0, [])


def test_a_purge_that_nobody_answers_says_that_nothing_was_purged(
    house: House, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.table().shares("Kept.")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    said = shell("purge", CODE)

    assert (said.status, said.out, said.err.splitlines()[-1]) == (1, "", "Nothing was purged.")
    assert house.wall.texts() == ["Kept."]


def test_a_purge_leaves_no_byte_and_a_certificate(
    house: House, shell: Shell, settings: Settings, tmp_path: Path
) -> None:
    sings(house)
    house.store.close()
    told = shell("purge", CODE, "--yes", "--reason", "Over.", "--certificate", str(tmp_path / "proof.pdf"), "--json")

    assert (told.json["reflections"], told.json["by"], told.json["log_emptied"]) == (1, "command line", True)
    assert json.loads((tmp_path / "proof.json").read_text())["reason"] == "Over."
    assert (tmp_path / "proof.pdf").read_bytes().startswith(b"%PDF")
    assert found(settings.sqlite_path) == []


def test_a_purge_beside_a_server_empties_the_wall(venue: Venue) -> None:
    venue.table().shares(CANARY)
    told = Shell(venue.server.env)("purge", CODE, "--yes")

    assert (told.status, found(database(venue))) == (0, [])
    until(lambda: venue.wall.texts() == [])
    assert list(database(venue).parent.glob(f"certificates/{CODE}-*.pdf"))


def test_what_is_kept_for_the_records_is_not_purged(house: House, shell: Shell) -> None:
    house.table().shares("Kept.")
    first = shell("retention", CODE, "--records")
    told = shell("purge", CODE, "--yes")
    lifted = shell("retention", CODE, "--no-records")

    assert (told.status, told.err) == (
        1,
        "FALL25 is kept for the records; nothing of it goes until that is lifted.\n",
    )
    assert (first.out, lifted.out) == (told.err, "FALL25 is kept until 2026-02-03.\n")
    assert house.wall.texts() == ["Kept."]


def test_the_day_of_the_purge_can_be_moved(house: House, shell: Shell) -> None:
    assert shell("retention", CODE, "--purge-on", "2999-01-01").out == "FALL25 is kept until 2999-01-01.\n"
    assert shell("retention", CODE, "--purge-on", "2001-01-01").status == 1


def test_the_day_of_the_purge_can_be_taken_away(house: House, shell: Shell) -> None:
    told = shell("retention", CODE, "--endless")

    assert told.out == "FALL25 is kept without an end.\n"
    assert shell("retention", CODE, "--endless", "--purge-on", "2999-01-01").status == 2


def test_doctor_minds_what_is_near(house: House, shell: Shell) -> None:
    found_at_once = [each for each in shell("doctor", "--json").json if each["subject"] == "retention"]
    shell("retention", CODE, "--records")
    held = [each for each in shell("doctor", "--json").json if each["subject"] == "retention"]

    assert [each["grade"] for each in found_at_once] == ["mind"], "2026-02-03 is over"
    assert "the words of FALL25 are due to go since 2026-02-03" in found_at_once[0]["said"]
    assert [each["grade"] for each in held] == ["ok"]


def test_a_server_says_what_is_near(venue: Venue) -> None:
    day = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    Shell(venue.server.env)("retention", CODE, "--purge-on", day)
    venue.server.stop()
    venue.restarts()

    until(lambda: any(f"words of {CODE}" in line and day in line for line in venue.server.said))


@pytest.fixture
def upkeep(house: House, settings: Settings) -> Upkeep:
    """What the server of the house does by itself."""
    return Upkeep(house.store, settings.instance)


def test_a_server_purges_what_is_due_and_certifies_it(
    house: House, upkeep: Upkeep, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    sings(house)
    house.clock.passes(100 * 86400)
    with caplog.at_level(logging.WARNING):
        upkeep.tick(0)
        first = found(settings.sqlite_path)
        house.clock.passes(3 * 86400)
        upkeep.tick(60)

    assert (bool(first), found(settings.sqlite_path)) == (True, [])
    assert [file.suffix for file in sorted((settings.instance / "certificates").iterdir())] == [".json", ".pdf"]
    assert "the words of FALL25 are due to go since 2026-02-03" in caplog.text
    assert "FALL25 has been purged; its certificate is" in caplog.text
    assert CANARY not in caplog.text


def test_dates_are_looked_at_once_a_minute_and_wishes_granted_at_every_tick(
    house: House, upkeep: Upkeep, settings: Settings
) -> None:
    upkeep.tick(0)
    with house.store.reading() as session:
        session.execute(text("SELECT * FROM reflection")).all()
        house.table().shares()
        house.store.empty_log()
    upkeep.tick(1)

    assert not house.store.log_wished
    house.clock.passes(400 * 86400)
    upkeep.tick(2)
    with house.store.reading() as session:
        assert admit.conference(session, CODE).purge_warned_at is None


def test_a_warning_is_said_once_for_each_step(house: House, upkeep: Upkeep, caplog: pytest.LogCaptureFixture) -> None:
    house.clock.passes(80 * 86400)
    for minute in range(3):
        upkeep.tick(minute * 60)
    soon = caplog.text.count("go for good after")
    house.clock.passes(9 * 86400)
    upkeep.tick(600)

    assert (soon, caplog.text.count("GO FOR GOOD after")) == (1, 1)


def signed_in(house: House) -> list[str]:
    """When each sign-in began that is still written down."""
    with house.store.reading() as session:
        return [f"{each:%d %B}" for each in session.scalars(select(SignIn.began_at).order_by(SignIn.id))]


def test_sign_ins_that_ended_a_month_ago_go_and_who_was_here_last_is_still_known(house: House, upkeep: Upkeep) -> None:
    owner = Organizer(house.app).sets_up(house)
    for days in (1, 20, 15):
        house.clock.passes(days * 86400)
        Organizer(house.app).signs_in()
    upkeep.tick(0)
    first = signed_in(house)
    house.clock.passes(90 * 86400)
    upkeep.tick(60)

    assert first == ["26 November", "11 December"], "the two of November 5 and 6 are over a month old"
    assert signed_in(house) == ["11 December"]
    assert Organizer(house.app).signs_in().status == 303
    assert not owner.is_in()
