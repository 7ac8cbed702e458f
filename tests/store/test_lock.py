"""One server for one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.conference import House

from reflection_wall.serving import prepared
from reflection_wall.settings import Settings
from reflection_wall.store.lock import Locked, server_lock
from reflection_wall.store.sqlite_version import may_lose_the_log


def test_a_second_server_on_the_same_file_is_refused(house: House, settings: Settings) -> None:
    with prepared(settings), pytest.raises(Locked), prepared(settings):
        pass


def test_the_next_server_may_begin_when_the_first_has_ended(house: House, settings: Settings) -> None:
    for _ in range(2):
        with prepared(settings) as app:
            assert app.test_client().get("/healthz").status_code == 200


def test_two_files_have_two_servers(tmp_path: Path) -> None:
    with server_lock(tmp_path / "one.db"), server_lock(tmp_path / "two.db"):
        pass


def test_a_lock_is_let_go_when_its_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), server_lock(tmp_path / "one.db"):
        raise ZeroDivisionError
    with server_lock(tmp_path / "one.db"):
        pass


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_which_sqlite_has_the_wal_reset_bug(version: tuple[int, ...], affected: bool) -> None:
    assert may_lose_the_log(version) is affected
