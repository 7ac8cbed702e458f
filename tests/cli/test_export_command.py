"""Export: a file, whole or not at all, at any time."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.conference import CODE, House
from support.shell import Shell

from reflection_wall.services import depart
from reflection_wall.store import Unavailable


@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_a_file_holds_what_the_terminal_would_show(
    house: House, shell: Shell, tmp_path: Path, file_format: str
) -> None:
    house.table().shares("One\ntwo ᓂᐦᐃᔭᐍᐏᐣ")
    shown = shell("export", CODE, "--format", file_format)
    said = shell("export", CODE, "--format", file_format, "-o", str(tmp_path / "out"))

    assert (tmp_path / "out").read_bytes() == shown.out.encode()
    assert (said.status, said.out, said.err) == (0, f"1 reflections written to {tmp_path}/out.\n", "")


def test_csv_is_what_you_get_when_you_do_not_say(house: House, shell: Shell) -> None:
    assert shell("export", CODE).out == shell("export", CODE, "--format", "csv").out


def test_a_file_is_replaced_as_a_whole(house: House, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("yesterday’s, and much longer than today’s will ever be" * 100)
    shell("export", CODE, "-o", str(tmp_path / "out"))

    assert (tmp_path / "out").read_text("utf-8-sig").startswith("reference,")
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith("out")) == ["out"]


def test_what_cannot_be_written_leaves_the_file_of_before(house: House, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("yesterday’s")
    (tmp_path / "out.part").mkdir()
    said = shell("export", CODE, "-o", str(tmp_path / "out"))

    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert (tmp_path / "out").read_text() == "yesterday’s"


def test_a_folder_that_does_not_exist_is_one_sentence(house: House, shell: Shell, tmp_path: Path) -> None:
    said = shell("export", CODE, "-o", str(tmp_path / "nowhere" / "out"))

    assert (said.status, said.out, said.err) == (
        1,
        "",
        f"{tmp_path}/nowhere/out could not be written: No such file or directory.\n",
    )


def test_an_export_of_an_unknown_code_writes_no_file(house: House, shell: Shell, tmp_path: Path) -> None:
    shell("export", "NOPE", "-o", str(tmp_path / "out"))

    assert not (tmp_path / "out").exists()


def test_an_export_changes_nothing(house: House, shell: Shell) -> None:
    house.table().shares()
    before = house.head()
    shell("export", CODE, "--all")

    assert house.head() == before


def departures(house: House) -> list[tuple[str, str, int]]:
    """The access log, newest first."""
    with house.store.reading() as session:
        return [(each["by"], each["what"], each["reflections"]) for each in depart.listed(session, house.conference_id)]


def test_every_file_that_leaves_is_noted_and_never_a_word_of_it(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("Canary.", consent="quote")
    house.table().shares("For the room.")
    shell("export", CODE, "-o", str(tmp_path / "out"))
    shell("export", CODE, "--format", "json", "--anonymous", "-o", str(tmp_path / "out"))
    shell("export", CODE, "--verdicts")

    assert departures(house) == [
        ("command line", "verdicts", 0),
        ("command line", "json, anonymous", 1),
        ("command line", "csv, own", 2),
    ]


def test_what_could_not_be_written_did_not_leave(house: House, shell: Shell, tmp_path: Path) -> None:
    shell("export", CODE, "-o", str(tmp_path / "nowhere" / "out"))

    assert departures(house) == []


def test_a_file_that_cannot_be_noted_does_not_leave(
    house: House, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(depart, "record", full)
    said = shell("export", CODE, "-o", str(tmp_path / "out"))

    assert (said.status, said.err.count("\n")) == (1, 1)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("out")] == []


@pytest.mark.parametrize(
    "options",
    [
        *(("--all", "--share"), ("--all", "--anonymous"), ("--verdicts", "--share"), ("--verdicts", "--all")),
        ("--verdicts", "--format", "json"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(house: House, shell: Shell, options: tuple[str, ...]) -> None:
    said = shell("export", CODE, *options)

    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
