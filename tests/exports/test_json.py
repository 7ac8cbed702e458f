"""JSON: the lossless file, with the meaning of every column, and a count that shows that it is whole."""

from __future__ import annotations

import json as reader
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.conference import CODE, House
from support.shell import Shell

from reflection_wall.exports import json
from reflection_wall.services.review import COLUMNS

ODD = '=1+1 Première ligne\nᓂᐦᐃᔭᐍᐏᐣ "quoted" \\ Łı̨kʼe 👩🏽‍🏫 عربي \u2028'


def exported(shell: Shell, *options: str) -> Any:
    """The whole document."""
    return shell("export", CODE, "--format", "json", *options).json


def test_an_empty_conference_is_a_whole_document(house: House, shell: Shell) -> None:
    told = exported(shell)

    assert [each["community"] for each in told.pop("participation")] == [
        "Rural leaders",
        "Direction francophone",
        "A guarded circle",
    ]
    assert told == {
        "conference": {
            "code": CODE,
            "programme": {"en": "A year of communities", "fr": "Une année de communautés"},
            "title": {"en": "Fall Conference", "fr": "Conférence d’automne"},
            "date": "2025-11-05",
            "ethics": None,
            "epoch": house.wall.frame()["epoch"],
            "head": 1,
        },
        "columns": COLUMNS,
        "reflections": [],
        "prompts": [
            {
                "question": 1,
                "version": 1,
                "newest": True,
                "state": "open",
                "text": "What has your group learned?",
                "languages": {"en": "What has your group learned?", "fr": "Qu’est-ce que votre groupe a appris?"},
            },
            {
                "question": 2,
                "version": 1,
                "newest": True,
                "state": "closed",
                "text": "And what will you do about it?",
                "languages": {"und": "And what will you do about it?"},
            },
        ],
        "codebooks": [],
        "codings": [],
        "themes": [],
        "judged": [],
        "memos": [],
        "verdicts": [],
        "count": 0,
    }


def test_every_column_is_explained(house: House, shell: Shell) -> None:
    house.table().shares()
    told = exported(shell)

    assert list(told["reflections"][0]) == list(told["columns"])
    assert [name for name, meaning in told["columns"].items() if not meaning.endswith(".")] == []


def test_words_and_values_are_lossless(house: House, shell: Shell) -> None:
    house.table().shares(ODD, people=6, on_wall=False)
    (row,) = exported(shell)["reflections"]

    assert (row["text"], row["people"], row["on_wall"], row["headline"]) == (ODD.strip(), 6, False, None)


def test_the_count_shows_that_it_is_whole(house: House, shell: Shell) -> None:
    for n in range(3):
        house.table().shares(f"Number {n}.")
    told = exported(shell)

    assert (told["count"], [row["text"] for row in told["reflections"]]) == (3, ["Number 0.", "Number 1.", "Number 2."])


def test_letters_are_written_as_they_are(house: House, shell: Shell) -> None:
    house.table().shares("ᓂᐦᐃᔭᐍᐏᐣ")

    assert "ᓂᐦᐃᔭᐍᐏᐣ" in shell("export", CODE, "--format", "json").out


@given(
    st.lists(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text(), max_size=3), max_size=4)
)
def test_any_rows_come_back_as_they_went(rows: list[dict[str, Any]]) -> None:
    whole = reader.loads("".join(json.lines({"code": "X"}, {"a": "b."}, rows)))

    assert whole == {"conference": {"code": "X"}, "columns": {"a": "b."}, "reflections": rows, "count": len(rows)}
