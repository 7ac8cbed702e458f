"""The log: what was deleted stays in it until the one that may empties it, and nobody's reading is disturbed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from support.conference import House
from support.server import until

from reflection_wall.settings import Settings
from reflection_wall.store import Store


def log_of(settings: Settings) -> Path:
    return Path(f"{settings.sqlite_path}-wal")


def test_an_emptied_log_is_empty(house: House, settings: Settings) -> None:
    house.table().shares()
    before = log_of(settings).stat().st_size

    assert (before > 0, house.store.empty_log(), log_of(settings).stat().st_size) == (True, True, 0)


def test_whoever_reads_an_older_state_is_not_disturbed(house: House, settings: Settings) -> None:
    house.table().shares()
    with house.store.reading() as session:
        session.execute(text("SELECT * FROM reflection")).all()
        house.table().shares("More.")
        while_reading = house.store.empty_log()

    assert (while_reading, house.store.log_wished) == (False, True)
    assert (house.store.grant_wish(), log_of(settings).stat().st_size) == (True, 0)
    assert not house.store.log_wished


def test_a_command_beside_a_server_wishes_and_leaves_the_log_alone(house: House, settings: Settings) -> None:
    house.table().shares()
    command = Store(settings.database_url, async_mode=settings.async_mode)
    granted = command.empty_log()
    command.close()

    assert (granted, house.store.log_wished, log_of(settings).stat().st_size > 0) == (False, True, True)
    assert house.store.grant_wish()


def test_a_wish_outlives_the_server(house: House, settings: Settings) -> None:
    with house.store.reading() as session:
        session.execute(text("SELECT * FROM reflection")).all()
        house.table().shares()
        house.store.empty_log()
    house.store.close()
    later = Store(settings.database_url, async_mode=settings.async_mode, checkpoints=True)

    assert (later.log_wished, later.grant_wish(), later.log_wished) == (True, True, False)
    later.close()


def test_nobody_s_write_is_lost_beside_it(house: House) -> None:
    for n in range(20):
        house.table().shares(f"Number {n}.")
        house.store.empty_log()

    assert len(house.wall.texts()) == 20


def test_writes_that_wait_meanwhile_are_done(house: House) -> None:
    house.store.empty_log()
    house.table().shares("After.")

    until(lambda: house.wall.texts() == ["After."])
