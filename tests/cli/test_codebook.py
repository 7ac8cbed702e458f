"""Codebook commands: see what there is, adopt, and carry codebooks in and out."""

from __future__ import annotations

from pathlib import Path

from support.conference import CODE, House
from support.shell import Shell


def names(shell: Shell, *where: str) -> list[str]:
    """The ids of the codebooks that are listed."""
    return [each["id"] for each in shell("codebook", "list", *where, "--json").json["codebooks"]]


def test_the_ready_codebooks_are_listed_without_a_conference(shell: Shell) -> None:
    said = shell("codebook", "list")

    assert said.status == 0
    assert "value-creation" in said.out
    assert len(names(shell)) == 9


def test_what_is_adopted_is_the_programmes_and_its_codes_have_numbers(house: House, shell: Shell) -> None:
    before = names(shell, CODE)
    shell("codebook", "adopt", CODE, "equity", "slqs")
    told = shell("codebook", "list", CODE, "--json").json["codebooks"]

    assert (before, [each["id"] for each in told]) == ([], ["equity", "slqs"])
    assert [code["id"] for code in told[0]["codes"]] == [1, 2, 3]


def test_adopting_twice_is_one_sentence(house: House, shell: Shell) -> None:
    shell("codebook", "adopt", CODE, "equity")
    said = shell("codebook", "adopt", CODE, "equity")

    assert (said.status, said.err) == (1, "This codebook is there already.\n")


def test_a_file_goes_out_and_comes_in_again(house: House, shell: Shell, tmp_path: Path) -> None:
    shell("codebook", "adopt", CODE, "equity")
    for name in ("out.qdc", "out.csv"):
        file = tmp_path / name
        said = shell("codebook", "export", CODE, "equity", "--format", name[-3:], "-o", str(file))
        assert (said.status, said.out) == (0, f"3 codes written to {file}.\n")
        assert shell("codebook", "import", CODE, str(file), "--name", "Again").status == 0

    told = shell("codebook", "list", CODE, "--json").json["codebooks"]
    assert [[next(iter(code["name"].values())) for code in each["codes"]] for each in told] == [
        ["Access", "Opportunity", "Inclusion"]
    ] * 3


def test_a_bad_file_imports_nothing(house: House, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,parent\nTrust,\nTime,Space\n")
    said = shell("codebook", "import", CODE, str(tmp_path / "own.csv"))

    assert (said.status, said.err) == (1, "Line 3, column parent: no line has this code or name.\n")
    assert names(shell, CODE) == []


def test_a_csv_file_holds_one_codebook(house: House, shell: Shell, tmp_path: Path) -> None:
    shell("codebook", "adopt", CODE, "equity", "slqs")
    said = shell("codebook", "export", CODE, "--format", "csv", "-o", str(tmp_path / "out"))

    assert (said.status, (tmp_path / "out").exists()) == (2, False)
