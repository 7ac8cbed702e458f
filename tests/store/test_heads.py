"""Heads: an older copy put in the database's place is noticed, and its walls start afresh."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.conference import CODE, House
from support.screen import Screen

from reflection_wall.serving import prepared
from reflection_wall.settings import Settings
from reflection_wall.store import Store, heads


def kept(house: House, file: Path) -> heads.Heads:
    """Write the present heads down."""
    with house.store.reading() as session:
        present = heads.heads(session)
    heads.keep(present, file)
    return present


def epoch(store: Store) -> str:
    """The epoch of the conference."""
    with store.reading() as session:
        return heads.heads(session)[CODE][0]


def test_the_heads_are_written_down(house: House, tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    kept(house, file)

    assert json.loads(file.read_text()) == {CODE: [epoch(house.store), 1]}


def test_an_older_copy_gets_a_new_epoch(house: House, settings: Settings, tmp_path: Path) -> None:
    assert settings.sqlite_path is not None
    house.table().shares("Before.")
    house.store.close()
    copy = shutil.copyfile(settings.sqlite_path, tmp_path / "copy.db")
    later = Store(settings.database_url, async_mode=settings.async_mode, clock=house.clock)
    before = epoch(later)
    later.write(lambda writing: writing.session.connection().exec_driver_sql("UPDATE conference SET last_seq = 9"))
    with later.reading() as session:
        heads.keep(heads.heads(session), tmp_path / "heads.json")
    later.close()
    for part in ("-wal", "-shm"):
        Path(f"{settings.sqlite_path}{part}").unlink(missing_ok=True)
    shutil.copyfile(copy, settings.sqlite_path)
    store = Store(settings.database_url, async_mode=settings.async_mode, clock=house.clock)

    assert heads.begin_epochs(store, tmp_path / "heads.json") == [CODE]
    assert epoch(store) != before
    store.close()


def test_the_newest_file_keeps_its_epoch(house: House, tmp_path: Path) -> None:
    kept(house, tmp_path / "heads.json")
    before = epoch(house.store)
    house.table().shares()

    assert (heads.begin_epochs(house.store, tmp_path / "heads.json"), epoch(house.store)) == ([], before)


def test_an_older_copy_of_an_older_epoch_gets_a_new_one(house: House, tmp_path: Path) -> None:
    file, before = tmp_path / "heads.json", epoch(house.store)
    file.write_text(json.dumps({CODE: ["another1", 999]}))

    assert heads.begin_epochs(house.store, file) == [CODE]
    assert epoch(house.store) not in (before, "another1")


def test_an_epoch_that_begins_with_the_number_it_had_is_left_alone(house: House, tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    kept(house, file)
    house.set(epoch="ffffffff")

    assert (heads.begin_epochs(house.store, file), epoch(house.store)) == ([], "ffffffff")


@pytest.mark.parametrize("said", [None, "", "{", "[]", '{"FALL25": 3}', '{"FALL25": ["x"]}', "null"])
def test_heads_that_cannot_be_read_are_no_reason_not_to_start(house: House, tmp_path: Path, said: str | None) -> None:
    file = tmp_path / "heads.json"
    if said is not None:
        file.write_text(said)

    assert heads.begin_epochs(house.store, file) == []


def test_a_screen_that_knew_the_future_starts_afresh(house: House) -> None:
    house.table().shares("Before the copy.")
    screen = Screen(house.wall)
    screen.pulls()
    screen.cursor += 40
    house.set(epoch="ffffffff")
    house.table().shares("After the copy.")
    screen.pulls()

    assert sorted(item["text"] for item in screen.picture.values()) == ["After the copy.", "Before the copy."]


def test_serving_looks_at_the_heads(house: House, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    before = epoch(house.store)
    (settings.instance / "heads.json").write_text(json.dumps({CODE: [before, 999]}))
    with prepared(settings):
        after = epoch(house.store)

    assert after != before
    assert "FALL25 is older than when it was last served" in caplog.text
