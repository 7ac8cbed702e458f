"""Doctor: what is well, what to mind, and what is wrong with this installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from support.conference import House
from support.office import Organizer
from support.shell import Shell

from reflection_wall import address
from reflection_wall.settings import Settings

SUBJECTS = [
    *(
        "settings",
        "browser libraries",
        "SQLite",
        "disk",
        "address",
        "tents",
        "themes",
        "database",
        "secret",
        "office",
        "retention",
    ),
]


def found(shell: Shell, **env: str) -> dict[str, tuple[str, str]]:
    """Grade and sentence of everything that was looked at."""
    told: list[dict[str, Any]] = shell("doctor", "--json", **env).json
    return {each["subject"]: (each["grade"], each["said"]) for each in told}


def test_everything_is_looked_at(house: House, shell: Shell) -> None:
    told = shell("doctor", "--json").json

    assert [each["subject"] for each in told] == SUBJECTS
    assert [set(each) for each in told] == [{"grade", "subject", "said"}] * len(SUBJECTS)
    assert {each["grade"] for each in told} <= {"ok", "mind", "wrong"}


def test_a_person_reads_the_same(house: House, shell: Shell) -> None:
    lines = shell("doctor").out.splitlines()

    assert [line[7:].partition(":")[0] for line in lines] == SUBJECTS


def test_a_sound_installation_is_no_failure(house: House, shell: Shell) -> None:
    grades = {grade for grade, _ in found(shell).values()}

    assert shell("doctor").status == (1 if "wrong" in grades else 0)


def test_before_the_first_start_there_is_nothing_wrong_with_the_database(shell: Shell, tmp_path: Path) -> None:
    assert found(shell)["database"] == ("ok", f"none yet; it will be {tmp_path}/wall.db")
    assert not (tmp_path / "wall.db").exists()


def test_an_office_without_an_owner_is_worth_a_line(house: House, shell: Shell) -> None:
    before = found(shell)["office"]
    Organizer(house.app).sets_up(house)

    assert (before[0], "nobody owns it yet" in before[1]) == ("mind", True)
    assert found(shell)["office"] == ("ok", "has an owner")


def test_a_setting_that_cannot_be_used_is_wrong(shell: Shell) -> None:
    said = shell("doctor", "--json", WORKERS="7")

    assert (said.status, said.json) == (
        1,
        [{"grade": "wrong", "subject": "settings", "said": "WORKERS is 1: a SQLite file has one server."}],
    )


def test_a_database_of_the_future_is_wrong(house: House, shell: Shell) -> None:
    house.store.write(
        lambda writing: writing.session.execute(text("UPDATE alembic_version SET version_num = 'future'"))
    )

    assert found(shell)["database"] == ("wrong", "written by a newer release: please update the program")
    assert shell("doctor").status == 1


def test_a_file_that_is_no_database_is_wrong(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wall.db").write_text("This is a letter, and no database. " * 40)

    assert found(shell)["database"][0] == "wrong"


def test_tents_for_another_address_are_wrong(house: House, shell: Shell, settings: Settings) -> None:
    address.record_printing(settings.instance, "http://10.0.0.1:8000")
    told = found(shell, PUBLIC_URL="https://wall.example.ca")

    assert told["tents"] == ("wrong", "printed for http://10.0.0.1:8000, but this server is https://wall.example.ca")


def test_tents_for_this_address_are_well(house: House, shell: Shell, settings: Settings) -> None:
    address.record_printing(settings.instance, "https://wall.example.ca")

    assert found(shell, PUBLIC_URL="https://wall.example.ca")["tents"][0] == "ok"


def test_an_address_that_can_change_is_to_be_minded(house: House, shell: Shell) -> None:
    assert (found(shell)["address"][0], found(shell, PUBLIC_URL="https://wall.example.ca")["address"]) == (
        "mind",
        ("ok", "https://wall.example.ca"),
    )


def test_a_changed_secret_is_to_be_minded(house: House, shell: Shell) -> None:
    assert (found(shell)["secret"][0], found(shell, SECRET_KEY="another")["secret"][0]) == ("ok", "mind")


def test_a_doctor_tells_no_secret(house: House, shell: Shell) -> None:
    assert "a secret for tests" not in shell("doctor").out + shell("doctor", "--json").out


@pytest.mark.parametrize("env", [{}, {"WORKERS": "7"}], ids=["sound", "unsound"])
def test_a_doctor_makes_nothing(shell: Shell, tmp_path: Path, env: dict[str, str]) -> None:
    shell("doctor", SECRET_KEY="", **env)

    assert list(tmp_path.iterdir()) == []
