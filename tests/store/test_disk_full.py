"""A full disk: what was acknowledged is there, the rest says so, and it goes on when there is room again."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from support.conference import CODE, PLAN, SECRET, Clock, House
from support.people import fresh_key, in_process
from support.problems import problem

from reflection_wall.app import create_app
from reflection_wall.models import Reflection
from reflection_wall.rules import plan
from reflection_wall.services import admit, arrange, links
from reflection_wall.settings import Settings
from reflection_wall.store import Store

SIZE_KB = 1600
FILLER_KB = 400


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of about a megabyte."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KB}k", "tmpfs", str(disk)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"this machine mounts no tmpfs: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def cramped(small_disk: Path, blank: Path, settings: Settings, clock: Clock) -> Iterator[House]:
    """The small conference on a small disk, with something on it that can be deleted."""
    (small_disk / "filler").write_bytes(b"x" * FILLER_KB * 1024)
    shutil.copyfile(blank, small_disk / "wall.db")
    settings = replace(settings, database_url=f"sqlite:///{small_disk / 'wall.db'}")
    store = Store(settings.database_url, async_mode=settings.async_mode, clock=clock, checkpoints=True)
    arrange.create(store, SECRET, plan.read(PLAN))
    app = create_app(settings, store)
    with store.reading() as session:
        found = links.of(session, SECRET, admit.conference(session, CODE))
    tables = {table.label: table.key for table in found.tables}
    keys = {str(role): key for role, key in found.keys.items()}
    yield House(store, app, clock, in_process(app.test_client()), keys, tables)
    store.close()


def test_a_full_disk_loses_nothing_and_recovers_without_a_restart(
    cramped: House, small_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    table, acknowledged, key = cramped.table(), 0, fresh_key()
    while (reply := table.puts(key, "Canary " * 200)).status == 201:
        acknowledged, key = acknowledged + 1, fresh_key()

    problem(reply, 503)
    assert reply.headers["Retry-After"] == "3"
    with cramped.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Reflection)) == acknowledged >= 10
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    assert len(cramped.wall.texts()) == acknowledged
    assert "Canary" not in caplog.text

    (small_disk / "filler").unlink()
    assert table.puts(key, "Canary " * 200).status == 201
    assert [item["seq"] for item in cramped.wall.frame()["items"]] == list(range(2, acknowledged + 3))
