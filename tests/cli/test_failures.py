"""Every failure is one sentence on stderr and a non-zero exit."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from sqlalchemy import text
from support.conference import CODE, House
from support.server import command
from support.shell import Said, Shell

from reflection_wall.settings import Settings
from reflection_wall.store import engines
from reflection_wall.store.lock import server_lock


def one_sentence(said: Said) -> str:
    """The sentence of a failure, after a look at its form."""
    assert said.status != 0, said
    assert said.out == ""
    assert said.err.endswith(".\n"), said.err
    assert said.err.count("\n") == 1, said.err
    return said.err.strip()


@pytest.mark.parametrize(
    "words",
    [
        ("links", "NOPE"),
        ("moderation", "NOPE", "open"),
        ("open", "NOPE"),
        ("close", "NOPE"),
        ("export", "NOPE"),
        ("rehearse", "NOPE"),
        ("rehearse", "NOPE", "--clear"),
    ],
    ids=" ".join,
)
def test_a_code_that_nobody_has_is_named(house: House, shell: Shell, words: tuple[str, ...]) -> None:
    assert "NOPE" in one_sentence(shell(*words))


def test_a_prompt_that_does_not_exist_is_named(house: House, shell: Shell) -> None:
    assert "99" in one_sentence(shell("open", CODE, "99"))


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("links",),
        ("links", CODE, "--colour"),
        ("moderation", CODE, "slow"),
        ("moderation", CODE, "delay", "--seconds", "0"),
        ("moderation", CODE, "delay", "--seconds", "601"),
        ("open", CODE, "first"),
        ("export", CODE, "--format", "odt"),
        ("export", CODE, "--all", "--share"),
        ("create", "nowhere.toml"),
        ("rehearse", CODE, "--tables", "0"),
        ("serve", "--port", "70000"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_used_wrongly_says_how(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words)

    assert (said.status, said.out, said.err.count("\n"), "Traceback" in said.err) == (2, "", 1, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("PORT", value) for value in ("x", "-1", "80.5", "70000")],
        *[("DATABASE_URL", value) for value in ("postgres://h/d", "postgresql://h/d", "mysql://h/d", "wall.db")],
        *[("PUBLIC_URL", value) for value in ("wall.example.ca", "ftp://wall.example.ca", "http://")],
        ("WORKERS", "2"),
        ("ASYNC_MODE", "twisted"),
        ("RATE_LIMITS", "maybe"),
        ("METRICS", "perhaps"),
        ("TRUSTED_PROXIES", "one"),
        ("LOG_LEVEL", "LOUD"),
        ("DEFAULT_LOCALE", "de"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(shell: Shell, name: str, value: str) -> None:
    said = one_sentence(shell("links", CODE, **{name: value}))

    assert said.startswith(name)


def test_a_public_https_address_wants_a_secret_of_its_own(shell: Shell) -> None:
    said = one_sentence(shell("links", CODE, PUBLIC_URL="https://wall.example.ca", SECRET_KEY=""))

    assert said == "SECRET_KEY must be set when PUBLIC_URL is https."


def test_a_database_in_a_place_that_cannot_be_made_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    one_sentence(shell("links", CODE, DATABASE_URL=f"sqlite:///{tmp_path}/file/wall.db"))


def test_a_database_that_is_a_folder_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wall.db").mkdir()

    one_sentence(shell("links", CODE))


def test_a_file_that_is_no_database_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wall.db").write_text("This is a letter, and no database. " * 40)

    one_sentence(shell("links", CODE))


@pytest.mark.parametrize("words", [("links", CODE), ("close", CODE), ("export", CODE)], ids=" ".join)
def test_a_database_of_the_future_is_refused(house: House, shell: Shell, words: tuple[str, ...]) -> None:
    house.store.write(
        lambda writing: writing.session.execute(text("UPDATE alembic_version SET version_num = 'future'"))
    )

    assert "newer release" in one_sentence(shell(*words))


def test_an_older_database_is_not_migrated_under_a_running_server(shell: Shell, settings: Settings) -> None:
    assert settings.sqlite_path is not None
    with server_lock(settings.sqlite_path):
        assert "Another server" in one_sentence(shell("links", CODE))


def test_a_second_server_is_refused_with_the_reason(house: House, shell: Shell, settings: Settings) -> None:
    assert settings.sqlite_path is not None
    with server_lock(settings.sqlite_path):
        ended = command(dict(shell.env), "serve", "--port", "0", check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "Another server runs on this database file; a SQLite file has one server.\n",
    )


def test_a_port_in_use_is_one_sentence_and_exit_1(house: House, shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = command(dict(shell.env), "serve", "--port", str(taken.getsockname()[1]), check=False)

    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert ended.stderr.startswith("The port cannot be used")


def test_a_rehearsal_without_a_server_is_one_sentence(house: House, shell: Shell) -> None:
    told = shell("rehearse", CODE, "--tables", "1")

    assert (told.status, told.out, told.err.count("\n")) == (1, "", 1)
    assert told.err.startswith("No server answers at http://")


def test_a_database_that_is_never_free_is_told_from_a_failing_disk(
    house: House, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "COMMAND_BUSY_MS", 100)
    somebody = engines.writer(house.store.url, checkpoints=False)
    with somebody.begin():
        said = one_sentence(shell("close", CODE))
    somebody.dispose()

    assert "Something else has been writing" in said
