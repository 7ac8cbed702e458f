"""The certificate: two files that belong together, and no word of what went."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from support.paper import Paper

from reflection_wall.exports import certificate

TOLD = {
    "app": "reflection-wall",
    "certificate": "purge",
    "conference": "FALL25",
    "programme": "A year of communities",
    "title": "Fall Conference",
    "held_on": "2025-11-05",
    "purge_on": "2026-02-03",
    "purged_at": "2026-02-04T00:00:10.000Z",
    "by": "retention",
    "reason": None,
    "reflections": 57,
    "erased_before": 2,
}


@pytest.fixture
def written(tmp_path: Path) -> list[Path]:
    return certificate.write(TOLD, "en", tmp_path / "proof.pdf")


def test_both_files_stand_beside_each_other(written: list[Path]) -> None:
    assert [file.name for file in written] == ["proof.json", "proof.pdf"]
    assert json.loads(written[0].read_bytes()) == TOLD


def test_the_pdf_says_what_went_and_the_checksum_of_the_json(written: list[Path]) -> None:
    paper = Paper(written[1])
    (sheet,) = paper.sheets
    said, checksum = sheet.text, hashlib.sha256(written[0].read_bytes()).hexdigest()
    assert (paper.claims_ua, checksum in said.replace(" ", "")) == (True, True)
    for words in ("Fall Conference", "FALL25", "November 5, 2025", "57", "the retention date"):
        assert words in said
    paper.close()


def test_it_speaks_the_conference_s_language(tmp_path: Path) -> None:
    _, pdf = certificate.write(TOLD, "fr", tmp_path / "preuve")
    paper = Paper(pdf)

    assert "5 novembre 2025" in paper.sheets[0].text
    assert "effacé" in paper.sheets[0].text
    paper.close()


def test_the_same_certificate_is_the_same_file(tmp_path: Path) -> None:
    one, two = (certificate.write(TOLD, "en", tmp_path / name)[1].read_bytes() for name in ("one", "two"))

    assert one == two
