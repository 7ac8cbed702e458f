"""Everything in one archive: whole, described, and nothing in it that its scope does not allow."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support.conference import CODE, House
from support.evidence import coded
from support.shell import Shell

from reflection_wall.services.review import COLUMNS

NAMES = [
    *("reflections.csv", "participation.csv", "questions.csv", "codes.csv", "codings.csv"),
    *("themes.csv", "judged.csv", "memos.csv", "verdicts.csv"),
    *("dictionary.csv", "reflections.xlsx", "reflections.json", "report.docx", "report.pdf", "reflections.qdpx"),
    *("codebook.qdc", "datapackage.json", "README.txt", "manifest.json"),
]


def archive(shell: Shell, tmp_path: Path, *options: str) -> dict[str, bytes]:
    """Every file of an archive."""
    said = shell("export", CODE, "--format", "zip", *options, "-o", str(tmp_path / "out.zip"))
    assert said.status == 0, said.err
    with zipfile.ZipFile(tmp_path / "out.zip") as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def records(raw: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.fixture
def busy(house: House) -> House:
    """A conference with a bit of everything."""
    reference = house.table().shares("We visit each other.", consent="quote")["reference"]
    house.table("22").shares("Pour la salle.", people=6)
    coded(house, (reference, "Practice", (3, 8)))
    house.desk.judges(house.desk.item(reference), "hold", reason="One moment.")
    return house


def test_an_archive_holds_everything_under_names_that_never_change(busy: House, shell: Shell, tmp_path: Path) -> None:
    assert list(archive(shell, tmp_path)) == NAMES


def test_an_archive_without_codes_has_no_codebook(house: House, shell: Shell, tmp_path: Path) -> None:
    assert list(archive(shell, tmp_path)) == [name for name in NAMES if name != "codebook.qdc"]


@pytest.mark.parametrize("scope", ["--share", "--anonymous"])
def test_what_is_passed_on_has_nothing_that_the_office_made_but_codes(
    busy: House, shell: Shell, tmp_path: Path, scope: str
) -> None:
    ours = ("themes.csv", "judged.csv", "memos.csv", "verdicts.csv")

    assert list(archive(shell, tmp_path, scope)) == [name for name in NAMES if name not in ours]


def test_the_manifest_has_size_and_checksum_of_every_file(busy: House, shell: Shell, tmp_path: Path) -> None:
    files = archive(shell, tmp_path)
    manifest = json.loads(files.pop("manifest.json"))

    assert manifest["files"] == [
        {"name": name, "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()} for name, raw in files.items()
    ]
    assert (manifest["conference"], manifest["scope"], manifest["reflections"]) == (CODE, "own", 2)


def test_the_description_fits_the_tables(busy: House, shell: Shell, tmp_path: Path) -> None:
    files = archive(shell, tmp_path)
    package = json.loads(files["datapackage.json"])

    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert len({each["name"] for each in package["resources"]}) == len(package["resources"]) == 10
    for resource in package["resources"]:
        raw = files[resource["path"]]
        fields = resource["schema"]["fields"]
        assert (resource["bytes"], resource["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        assert [each["name"] for each in fields] == raw.decode("utf-8-sig").split("\r\n")[0].split(",")
        for row in records(raw):
            assert [each for each in fields if not fits(each, row[each["name"]])] == []


def fits(field: dict[str, Any], value: str) -> bool:
    """Whether a cell is of the type that its field promises (Table Schema)."""
    if value == "" or field["type"] == "string":
        return True
    if field["type"] == "boolean":
        return value in [*field["trueValues"], *field["falseValues"]]
    return re.fullmatch(r"-?\d+", value) is not None


def test_each_file_is_the_one_that_its_own_export_makes(busy: House, shell: Shell, tmp_path: Path) -> None:
    files = archive(shell, tmp_path)

    assert files["reflections.csv"].decode() == shell("export", CODE).out
    assert files["reflections.json"].decode() == shell("export", CODE, "--format", "json").out
    assert files["verdicts.csv"].decode() == shell("export", CODE, "--verdicts").out


def test_all_files_of_an_anonymous_archive_have_one_order(house: House, shell: Shell, tmp_path: Path) -> None:
    for n in range(12):
        reference = house.table().shares(f"Number {n}.", consent="quote")["reference"]
        coded(house, (reference, "Practice", (0, 9)))
    files = archive(shell, tmp_path, "--anonymous")
    order = [row["text"] for row in records(files["reflections.csv"])]

    assert [row["text"] for row in json.loads(files["reflections.json"])["reflections"]] == order
    assert [(row["place"], row["passage"]) for row in records(files["codings.csv"])] == [
        (str(n), text[:9]) for n, text in enumerate(order, start=1)
    ]


def test_the_readme_says_what_may_be_done_with_it(busy: House, shell: Shell, tmp_path: Path) -> None:
    own, shared = (archive(shell, tmp_path, *each)["README.txt"].decode() for each in ((), ("--share",)))

    assert "do not pass them on" in own
    assert "only what the groups allowed" in shared
    assert [name for name in NAMES if name != "README.txt" and name not in own] == []


def test_the_dictionary_explains_every_column(busy: House, shell: Shell, tmp_path: Path) -> None:
    explained = [row["column"] for row in records(archive(shell, tmp_path)["dictionary.csv"])]

    assert explained[: len(COLUMNS)] == list(COLUMNS)
