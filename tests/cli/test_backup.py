"""Backups: whole, private, made while tables write; put back, they bring nothing that was erased."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.canary import CANARY, found, sings
from support.conference import CODE, PLAN, House, Venue
from support.people import Table, fresh_key, in_process
from support.server import until
from support.shell import Shell

from reflection_wall.app import _house, create_app
from reflection_wall.live.listeners import Listeners
from reflection_wall.services import retain
from reflection_wall.settings import Settings
from reflection_wall.store import Store, schema


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder for backups."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


@pytest.fixture
def reopened(settings: Settings) -> Iterator[Reopened]:
    """Opens the restored database as a server would."""
    opened = Reopened(settings)
    yield opened
    opened.close()


class Reopened:
    """The conference after a restore, with whoever comes to it."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self._stores = settings, []

    def __call__(self) -> Store:
        self._stores.append(Store(self.settings.database_url, checkpoints=True))
        return self._stores[-1]

    def table(self, key: str) -> Table:
        app = create_app(self.settings, self())
        return Table(in_process(app.test_client()), key)

    def close(self) -> None:
        for each in self._stores:
            each.close()


def texts(file: Path) -> list[str]:
    """Every wording in a database."""
    with closing(sqlite3.connect(file)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM revision ORDER BY text")]


def epoch(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT epoch FROM conference").fetchone()[0])


def test_a_backup_holds_what_was_shared_and_is_private(house: House, shell: Shell, kept: Path) -> None:
    house.table().shares("Kept.")
    told = shell("backup", str(kept / "copy.db"))

    assert (told.status, texts(kept / "copy.db")) == (0, ["Kept."])
    assert "checked" in told.out
    assert stat.S_IMODE((kept / "copy.db").stat().st_mode) == 0o600
    assert [file.name for file in kept.iterdir()] == ["copy.db"]


def test_a_backup_beside_a_server_that_writes_is_whole(hall: Venue, kept: Path) -> None:
    shell = Shell(hall.server.env)
    shared = [hall.table().shares(f"Backed up {n}.")["reference"] for n in range(5)]
    told = shell("backup", str(kept / "copy.db"), "--json")
    schema.check(f"sqlite:///{kept / 'copy.db'}")

    assert told.json["bytes"] == (kept / "copy.db").stat().st_size
    assert {f"Backed up {n}." for n in range(len(shared))} <= set(texts(kept / "copy.db"))


def test_a_backup_after_an_erasure_has_no_byte_of_it(house: House, shell: Shell, kept: Path) -> None:
    receipt = sings(house)
    retain.erase(house.store, house.conference_id, receipt["reference"], "Somebody")
    shell("backup", str(kept / "copy.db"))

    assert found(kept / "copy.db") == []


def test_a_newer_backup_takes_an_older_one_s_place(house: House, shell: Shell, kept: Path) -> None:
    shell("backup", str(kept / "copy.db"))
    house.table().shares("Newer.")
    shell("backup", str(kept / "copy.db"))

    assert texts(kept / "copy.db") == ["Newer."]


def test_the_database_is_no_backup_of_itself(house: House, shell: Shell, settings: Settings) -> None:
    for command in ("backup", "restore"):
        told = shell(command, str(settings.sqlite_path))
        assert (told.status, "itself" in told.err) == (1, True)


def test_what_is_not_there_cannot_be_backed_up(shell: Shell, kept: Path) -> None:
    told = shell("backup", str(kept / "copy.db"))

    assert (told.status, told.err) == (1, "There is no database to back up yet.\n")


def test_a_backup_where_nothing_can_be_written_is_one_sentence(house: House, shell: Shell, kept: Path) -> None:
    told = shell("backup", str(kept / "nowhere" / "copy.db"))

    assert told.status == 1
    assert told.err.count("\n") == 1


def test_a_restored_backup_is_what_it_was_in_a_new_epoch(
    house: House, shell: Shell, settings: Settings, kept: Path
) -> None:
    house.table().shares("Before.")
    shell("backup", str(kept / "copy.db"))
    house.table().shares("After.")
    house.store.close()
    told = shell("restore", str(kept / "copy.db"))

    assert (told.status, told.err) == (0, "")
    assert texts(settings.sqlite_path) == ["Before."]
    assert epoch(settings.sqlite_path) != epoch(kept / "copy.db")


def test_what_is_restored_and_what_was_replaced_are_private_at_every_moment(
    house: House, shell: Shell, settings: Settings, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("backup", str(kept / "copy.db"))
    (kept / "copy.db").chmod(0o644)
    settings.sqlite_path.chmod(0o644)
    house.store.close()
    modes, copy = [], shutil.copyfile

    def noted(source: Path, target: Path) -> None:
        modes.append(target.stat().st_mode if target.exists() else None)
        copy(source, target)

    monkeypatch.setattr("reflection_wall.store.copies.shutil.copyfile", noted)
    shell("restore", str(kept / "copy.db"))
    (aside,) = settings.sqlite_path.parent.glob("wall.replaced-*.db")

    modes += [each.stat().st_mode for each in (aside, settings.sqlite_path)]
    assert {mode and stat.S_IMODE(mode) for mode in modes} == {0o600}


def test_what_was_replaced_is_kept_aside_unless_told_otherwise(
    house: House, shell: Shell, settings: Settings, kept: Path
) -> None:
    shell("backup", str(kept / "copy.db"))
    house.table().shares("After.")
    house.store.close()
    shell("restore", str(kept / "copy.db"))
    (aside,) = settings.sqlite_path.parent.glob("wall.replaced-*.db")
    first = texts(aside)
    aside.unlink()
    shell("restore", str(kept / "copy.db"), "--discard")

    assert first == ["After."]
    assert list(settings.sqlite_path.parent.glob("wall.replaced-*")) == []
    assert list(settings.sqlite_path.parent.glob("*.restoring*")) == []


def test_what_was_erased_since_stays_erased(
    house: House, shell: Shell, settings: Settings, kept: Path, reopened: Reopened
) -> None:
    receipt = sings(house)
    shell("backup", str(kept / "copy.db"))
    retain.erase(house.store, house.conference_id, receipt["reference"], "Somebody", "Asked.")
    house.store.empty_log()
    house.store.close()
    told = shell("restore", str(kept / "copy.db"))

    assert found(kept / "copy.db") == ["copy.db"], "the backup itself has it still"
    assert found(settings.sqlite_path) == []
    assert "1 erased or taken back since then" in told.out
    assert reopened.table(house.tables["14"]).puts(receipt["key"], CANARY).status == 410
    with closing(sqlite3.connect(settings.sqlite_path)) as connection:
        assert connection.execute("SELECT reference, by, reason FROM erasure").fetchall() == [
            (receipt["reference"], "Somebody", "Asked.")
        ]


def test_what_was_taken_back_since_stays_taken_back(house: House, shell: Shell, kept: Path, reopened: Reopened) -> None:
    receipt = house.table().shares("Taken back.")
    shell("backup", str(kept / "copy.db"))
    house.table().takes_back(receipt["key"])
    house.store.close()
    shell("restore", str(kept / "copy.db"))

    assert reopened.table(house.tables["14"]).puts(receipt["key"], "Taken back.", 2).status == 410


def test_what_came_and_was_erased_since_cannot_come_back_from_a_phone(
    house: House, shell: Shell, kept: Path, reopened: Reopened
) -> None:
    shell("backup", str(kept / "copy.db"))
    receipt = house.table().shares(CANARY)
    retain.erase(house.store, house.conference_id, receipt["reference"], "Somebody")
    house.store.close()
    shell("restore", str(kept / "copy.db"))

    assert reopened.table(house.tables["14"]).puts(receipt["key"], CANARY).status == 410


@pytest.fixture
def seen(house: House, shell: Shell, kept: Path, reopened: Reopened) -> Callable[[], House]:
    """Restores the backup and opens the doors of what it has become."""

    def restored() -> House:
        house.store.close()
        told = shell("restore", str(kept / "copy.db"))
        assert (told.status, told.err) == (0, "")
        house.app.extensions["house"] = _house(reopened.settings, reopened(), Listeners())
        return house

    return restored


@pytest.mark.parametrize("deed", ["hide", "hold", "redact"])
def test_what_a_moderator_has_taken_away_since_stays_away(
    house: House, shell: Shell, kept: Path, seen: Callable[[], House], settings: Settings, deed: str
) -> None:
    receipt = house.table().shares("Bob helped us.")
    shell("backup", str(kept / "copy.db"))
    house.desk.judges(house.desk.items()[0], deed, text="A colleague helped us.", reason="A name.")
    before, on_the_wall = house.desk.item(receipt["reference"]), house.wall.texts()
    after = seen().desk.item(receipt["reference"])

    assert house.wall.texts() == on_the_wall
    assert house.table().puts(receipt["key"], "Bob helped us.").body["state"] == before["state"]
    assert [after[name] for name in ("state", "text", "reasons")] == [
        before[each] for each in ("state", "text", "reasons")
    ]
    assert ("Bob helped us." in texts(settings.sqlite_path)) == (deed != "redact")


@pytest.mark.parametrize("deed", ["hide", "redact"])
def test_what_came_and_was_taken_away_since_does_not_come_back_from_a_phone(
    house: House, shell: Shell, kept: Path, seen: Callable[[], House], settings: Settings, deed: str
) -> None:
    shell("backup", str(kept / "copy.db"))
    receipt = house.table().shares("Bob helped.")
    house.table().puts(receipt["key"], "Bob helped us.", 2, consent="quote")
    house.desk.judges(house.desk.items()[0], deed, text="A colleague helped us.")
    on_the_wall = house.wall.texts()
    again = [seen().table().puts(receipt["key"], "Bob helped.").status]
    again += [house.table().puts(receipt["key"], "Bob helped us.", 2, consent="quote").status]

    assert (again, house.wall.texts()) == ([200, 200], on_the_wall)
    assert ("Bob" in str(texts(settings.sqlite_path))) == (deed == "hide")


def test_a_verdict_that_was_carried_over_can_be_taken_back(
    house: House, shell: Shell, kept: Path, seen: Callable[[], House]
) -> None:
    shell("backup", str(kept / "copy.db"))
    receipt = house.table().shares("Hidden by mistake.")
    house.desk.judges(house.desk.items()[0], "hide")
    item = seen().desk.item(receipt["reference"])

    assert house.desk.judges(item, "restore").body["state"] == "live"
    assert house.wall.texts() == ["Hidden by mistake."]


def test_what_a_group_has_allowed_to_fewer_since_is_allowed_to_no_more(
    house: House, shell: Shell, kept: Path, seen: Callable[[], House]
) -> None:
    receipt = house.table().shares("We visit.", consent="quote")
    shell("backup", str(kept / "copy.db"))
    house.table().puts(receipt["key"], "We visit.", 2, consent="wall", on_wall=False)
    (item,) = seen().desk.items()
    shown = house.desk.judges(item, "show").body

    assert (item["consent"], shown["on_wall"], house.wall.texts()) == ("wall", False, [])


def test_what_a_moderator_has_shown_again_since_waits_as_the_backup_has_it(
    house: House, shell: Shell, kept: Path, seen: Callable[[], House]
) -> None:
    house.table().shares("Hidden, then shown.")
    house.desk.judges(house.desk.items()[0], "hide")
    shell("backup", str(kept / "copy.db"))
    house.desk.judges(house.desk.items()[0], "restore")

    assert seen().desk.items()[0]["state"] == "hidden"


def test_what_the_backup_never_saw_comes_back_from_the_phone(
    house: House, shell: Shell, kept: Path, reopened: Reopened
) -> None:
    shell("backup", str(kept / "copy.db"))
    receipt = house.table().shares("Healed.")
    house.store.close()
    shell("restore", str(kept / "copy.db"))

    assert reopened.table(house.tables["14"]).puts(receipt["key"], "Healed.").status == 201


def test_a_conference_that_was_purged_since_stays_purged(
    house: House, shell: Shell, settings: Settings, kept: Path
) -> None:
    sings(house)
    shell("backup", str(kept / "copy.db"))
    retain.purge(house.store, house.conference_id, "Somebody")
    house.store.empty_log()
    house.store.close()
    shell("restore", str(kept / "copy.db"))

    assert found(settings.sqlite_path) == []
    assert shell("retention", CODE, "--json").json["purged_at"] == "2025-11-05T16:00:00.000Z"


def test_practice_that_was_cleared_since_stays_away(house: House, shell: Shell, settings: Settings, kept: Path) -> None:
    house.table().shares("For real.")
    house.table().puts(f"{fresh_key()}", "Practice.")
    with closing(sqlite3.connect(settings.sqlite_path)) as connection:
        connection.execute(
            "UPDATE reflection SET source = 'rehearsal' WHERE id ="
            " (SELECT reflection_id FROM revision WHERE text = 'Practice.')"
        )
        connection.commit()
    shell("backup", str(kept / "copy.db"))
    retain.clear_rehearsal(house.store, house.conference_id)
    house.store.close()
    shell("restore", str(kept / "copy.db"))

    assert texts(settings.sqlite_path) == ["For real."]


def test_a_damaged_database_is_replaced_and_it_is_said_what_cannot_be_known(
    house: House, shell: Shell, settings: Settings, kept: Path
) -> None:
    house.table().shares("Kept.")
    shell("backup", str(kept / "copy.db"))
    house.store.close()
    settings.sqlite_path.write_bytes(b"Not a database any more. " * 400)
    told = shell("restore", str(kept / "copy.db"))

    assert (told.status, texts(settings.sqlite_path)) == (0, ["Kept."])
    assert "has to be erased again" in told.err


def test_a_lost_database_is_restored(house: House, shell: Shell, settings: Settings, kept: Path) -> None:
    house.table().shares("Kept.")
    shell("backup", str(kept / "copy.db"))
    house.store.close()
    for file in settings.sqlite_path.parent.glob("wall.db*"):
        file.unlink()

    told = shell("restore", str(kept / "copy.db"))

    assert (told.status, texts(settings.sqlite_path)) == (0, ["Kept."])
    assert "comes back with it" in told.err


def lost(settings: Settings) -> None:
    """The database is gone, and what lies beside it is not."""
    for file in settings.instance.glob("wall.db*"):
        file.unlink()


def test_what_was_erased_since_stays_erased_when_the_database_is_lost(
    house: House, shell: Shell, settings: Settings, kept: Path, reopened: Reopened
) -> None:
    seen = sings(house)
    shell("backup", str(kept / "copy.db"))
    unseen = house.table().shares("Never in a backup.")
    for receipt in (seen, unseen):
        shell("erase", CODE, receipt["reference"], "--reason", f"It says {CANARY}.")
    house.store.close()
    lost(settings)
    told = shell("restore", str(kept / "copy.db"))
    table = reopened.table(house.tables["14"])

    assert "2 erased or taken back since then" in told.out
    assert found(settings.sqlite_path) == []
    assert [table.puts(each["key"], "Again.", 9).status for each in (seen, unseen)] == [410, 410]
    assert CANARY not in (settings.instance / "erasures.jsonl").read_text("utf-8")


def test_what_was_purged_since_stays_purged_when_the_database_is_lost(
    house: House, shell: Shell, settings: Settings, kept: Path
) -> None:
    sings(house)
    shell("backup", str(kept / "copy.db"))
    retain.purge(house.store, house.conference_id, "Somebody")
    house.store.close()
    lost(settings)
    shell("restore", str(kept / "copy.db"))

    assert found(settings.sqlite_path) == []
    assert shell("retention", CODE, "--json").json["purged_at"] == "2025-11-05T16:00:00.000Z"


def test_a_purge_says_nothing_of_another_conference_that_was_given_the_same_code(
    house: House, shell: Shell, settings: Settings, kept: Path
) -> None:
    retain.purge(house.store, house.conference_id, "Somebody")
    house.store.close()
    lost(settings)
    (kept / "plan.toml").write_text(PLAN, "utf-8")
    shell("create", str(kept / "plan.toml"))
    shell("backup", str(kept / "copy.db"))
    shell("restore", str(kept / "copy.db"))

    assert shell("retention", CODE, "--json").json["purged_at"] is None


def test_a_garbled_log_of_erasures_stops_no_restore(house: House, shell: Shell, settings: Settings, kept: Path) -> None:
    receipt = sings(house)
    shell("backup", str(kept / "copy.db"))
    (settings.instance / "erasures.jsonl").write_text('{"code": "FALL25"}\n[]\nhalf a li', "utf-8")
    shell("erase", CODE, receipt["reference"])
    house.store.close()
    lost(settings)

    assert (shell("restore", str(kept / "copy.db")).status, found(settings.sqlite_path)) == (0, [])


def test_a_backup_of_an_older_release_is_brought_up(house: House, shell: Shell, settings: Settings, kept: Path) -> None:
    schema.upgrade(f"sqlite:///{kept / 'old.db'}", "20261122_spine")
    house.store.close()
    told = shell("restore", str(kept / "old.db"))

    assert (told.status, schema.state(settings.database_url)) == (0, "current")


@pytest.mark.parametrize("content", [b"A letter, and no database. " * 100, b""])
def test_what_is_no_backup_replaces_nothing(
    house: House, shell: Shell, settings: Settings, kept: Path, content: bytes
) -> None:
    house.table().shares("Kept.")
    (kept / "letter.db").write_bytes(content)
    house.store.close()
    told = shell("restore", str(kept / "letter.db"))

    assert (told.status, told.err.count("\n"), texts(settings.sqlite_path)) == (1, 1, ["Kept."])
    assert list(settings.sqlite_path.parent.glob("*.restoring*")) == []


def test_a_damaged_backup_replaces_nothing(house: House, shell: Shell, settings: Settings, kept: Path) -> None:
    for n in range(40):
        house.table().shares(f"Number {n}. " + "x" * 1000)
    shell("backup", str(kept / "copy.db"))
    house.store.close()
    raw = bytearray((kept / "copy.db").read_bytes())
    for start in range(8192, len(raw), 4096):
        raw[start : start + 64] = b"\xff" * 64
    (kept / "copy.db").write_bytes(raw)

    assert shell("restore", str(kept / "copy.db")).status == 1
    assert len(texts(settings.sqlite_path)) == 40


def test_a_running_server_s_database_is_not_replaced(hall: Venue, kept: Path) -> None:
    shell = Shell(hall.server.env)
    shell("backup", str(kept / "copy.db"))
    told = shell("restore", str(kept / "copy.db"))

    assert told.status == 1
    assert told.err == "Another server runs on this database file; a SQLite file has one server.\n"


def test_a_hand_copied_backup_is_taken_with_its_log(house: House, shell: Shell, settings: Settings, kept: Path) -> None:
    house.table().shares("In the log.")
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{settings.sqlite_path}{suffix}", f"{kept / 'copy.db'}{suffix}")
    house.store.close()
    before = (kept / "copy.db-wal").read_bytes()
    shell("restore", str(kept / "copy.db"))

    assert texts(settings.sqlite_path) == ["In the log."]
    assert (kept / "copy.db-wal").read_bytes() == before, "whoever restores leaves the backup as it is"


def test_a_new_epoch_reaches_the_walls(hall: Venue) -> None:
    shell = Shell(hall.server.env)
    before = hall.wall.frame()["epoch"]
    told = shell("epoch", CODE, "--json")

    assert told.json["epoch"] != before
    until(lambda: hall.wall.frame()["epoch"] == told.json["epoch"])
    assert json.loads(told.out)["conference"] == CODE


def test_a_server_starts_on_what_was_restored(venue: Venue, kept: Path) -> None:
    shell = Shell(venue.server.env)
    venue.table().shares("Before.")
    shell("backup", str(kept / "copy.db"))
    later = venue.table().shares("After.")
    venue.server.stop()
    told = shell("restore", str(kept / "copy.db"))
    venue.restarts()

    assert (told.status, venue.wall.texts()) == (0, ["Before."])
    assert venue.table().puts(later["key"], "After.").status == 201
    assert sorted(venue.wall.texts()) == ["After.", "Before."]
