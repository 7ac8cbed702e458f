"""What is passed on of each community: never a number that says whose the words without a name are."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from support.conference import House
from support.people import Table
from support.shell import Shell

COMMUNITIES = {"Rural": 6, "Urban": 6, "Northern": 7, "Small": 2, "Guarded": 5}


@pytest.fixture
def tables(house: House, shell: Shell, tmp_path: Path) -> dict[str, list[Table]]:
    """The tables of a conference with many, by the name of their community."""
    plan = ['[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "WIDE"\n[[prompts]]\ntext = "What?"\n']
    labels = itertools.count(1)
    for name, many in COMMUNITIES.items():
        plan.append(f'[[communities]]\nname = "{name}"\nguarded = {str(name == "Guarded").lower()}\n')
        plan += [f'[[tables]]\nlabel = "{next(labels)}"\ncommunity = "{name}"\n' for _ in range(many)]
    file = tmp_path / "wide.toml"
    file.write_text("".join(plan), "utf-8")
    assert shell("create", str(file)).status == 0
    found: dict[str, list[Table]] = {}
    for each in shell("links", "WIDE", "--json").json["tables"]:
        found.setdefault(each["community"], []).append(Table(house.send, each["key"]))
    return found


def exported(shell: Shell, *options: str) -> dict[str, Any]:
    """A lossless export of it."""
    told: dict[str, Any] = json.loads(shell("export", "WIDE", "--format", "json", *options).out)
    return told


def all_quoted(tables: dict[str, list[Table]]) -> None:
    """Six reflections of each of three communities, to be quoted with its name."""
    for name in ("Rural", "Urban", "Northern"):
        for table in tables[name][:6]:
            table.shares(f"{name}.", consent="quote")


@pytest.mark.parametrize("scope", ["--share", "--anonymous"])
def test_no_number_tells_whose_the_words_without_a_name_are(
    tables: dict[str, list[Table]], shell: Shell, scope: str
) -> None:
    all_quoted(tables)
    before = exported(shell, scope)["participation"]
    for n in range(7):
        tables["Rural"][n % 6].shares("Whose?", consent="report")
    tables["Small"][0].shares("And whose?", consent="report")
    tables["Urban"][0].shares("For the room.")

    assert exported(shell, scope)["participation"] == before


def test_a_community_is_told_with_its_tables_and_with_what_is_signed_with_its_name(
    tables: dict[str, list[Table]], shell: Shell
) -> None:
    all_quoted(tables)
    tables["Guarded"][0].shares("Guarded.", consent="quote")

    assert exported(shell, "--share")["participation"] == [
        {"community": "Rural", "tables_expected": 6, "named": 6},
        {"community": "Urban", "tables_expected": 6, "named": 6},
        {"community": "Northern", "tables_expected": 7, "named": 6},
        {"community": "Small", "tables_expected": None, "named": 0},
    ]


def test_few_tables_cannot_be_found_by_subtracting_the_others(tables: dict[str, list[Table]], shell: Shell) -> None:
    told = {row["community"]: row["tables_expected"] for row in exported(shell, "--share")["participation"]}
    untold = sum(COMMUNITIES.values()) - sum(many for many in told.values() if many is not None)

    assert untold - COMMUNITIES["Guarded"] < 5 <= untold


def test_an_anonymous_file_names_those_that_are_many(tables: dict[str, list[Table]], shell: Shell) -> None:
    for name, many in {"Rural": 6, "Urban": 4, "Northern": 3}.items():
        for _ in range(many):
            tables[name][0].shares(f"{name}.", consent="quote")
    told = exported(shell, "--anonymous")

    assert {row["text"]: row["community"] for row in told["reflections"]} == {
        "Rural.": "Rural",
        "Urban.": "suppressed",
        "Northern.": "suppressed",
    }
    assert {row["community"]: row["named"] for row in told["participation"]} == {
        "Rural": 6,
        "Urban": 0,
        "Northern": 0,
        "Small": 0,
    }


def test_the_organizers_own_numbers_are_whole(tables: dict[str, list[Table]], shell: Shell) -> None:
    tables["Small"][0].shares("Words.", consent="report")
    row = next(each for each in exported(shell)["participation"] if each["community"] == "Small")

    assert (row["tables_expected"], row["tables_shared"], row["reflections"], row["may_be_quoted"]) == (2, 1, 1, 1)
