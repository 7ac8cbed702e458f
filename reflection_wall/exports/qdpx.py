"""QDPX: reflections and codings as one REFI-QDA project: each reflection a text, with variables, cases and codes.

Programs differ in what they read, so all that is known is there twice: as variables of each text, and as cases that
hold texts. A memo is a note, which is a text as well. Texts are UTF-8 without a mark, `\\n`, NFC, under `sources/` in
lower case, as NVivo writes it. (dependencies, section 5, has the traps.)
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TextIO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile

from reflection_wall.exports.archive import entry
from reflection_wall.exports.parcel import Coded, Parcel
from reflection_wall.exports.passages import selections
from reflection_wall.exports.refi import ORIGIN, coder_guid, codes, guid
from reflection_wall.exports.xml import element, opening, text_of
from reflection_wall.rules.languages import said
from reflection_wall.services import report, review

NAMESPACE = "urn:QDA-XML:project:1.0"
# By the file's columns; what a scope does not tell is in none.
VARIABLES = {
    "conference": "Conference",
    "community": "Community",
    "community_kind": "Kind of community",
    "region": "Region",
    "table": "Table",
    "prompt": "Question",
    "prompt_version": "Version of the question",
    "consent": "Consent",
    "ethics": "Ethics status",
    "state": "State",
    "source": "Source",
    "on_wall": "Wanted on the wall",
    "kind": "Perspective or practice",
    "headline": "Headline",
    "theme": "Theme",
}
_CASES = ("conference", "community", "community_kind", "region", "table", "prompt", "theme")
# NVivo takes no longer value of an attribute; the project's description has the questions to the letter.
_LONGEST_VALUE = 255


@dataclass
class _Around:
    """What stands around the texts, gathered on the way: which of them belong to which case, because the schema wants
    cases before texts, and the notes about them, because it wants notes after."""

    members: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def belongs(self, source: str, values: dict[str, str]) -> None:
        """One text and what is known of it."""
        for name in _CASES:
            if name in values:
                self.members.setdefault((name, values[name]), []).append(source)


def write(parcel: Parcel, file: BinaryIO) -> int:
    """Write the project, text by text; says how many there are."""
    around = _Around()
    with (
        ZipFile(file, "w", ZIP_DEFLATED) as archive,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as sources,
    ):
        for found in parcel.coded():
            text = _put(parcel, archive, str(found.mark), found.row["text"] or "")
            notes = [_note(parcel, archive, each, around) for each in found.memos]
            sources.write(text_of(_source(parcel, found, text, notes, around)))
        sources.seek(0)
        with archive.open(entry("project.qde", parcel.made_at), "w") as project:
            _project(parcel, around, sources, project)
    return len(parcel.chosen.ids)


def _put(parcel: Parcel, archive: ZipFile, mark: str, words: str) -> str:
    """Put a text into the archive; returns it as it stands there."""
    text = unicodedata.normalize("NFC", words)
    archive.writestr(entry(f"sources/{mark}.txt", parcel.made_at), text.encode())
    return text


def _note(parcel: Parcel, archive: ZipFile, memo: Mapping[str, Any], around: _Around) -> Element:
    """A memo is a note, which is a text of its own; returns what points at it."""
    mark = guid(parcel, "memo", memo["number"])
    text = _put(parcel, archive, mark, memo["text"])
    note = element(
        "Note",
        guid=mark,
        name=" ".join(text.split())[:60],
        plainTextPath=f"internal://{mark}.txt",
        creatingUser=coder_guid(parcel, memo["writer"]),
        creationDateTime=memo["written_at"],
    )
    around.notes.append(text_of(note))
    return element("NoteRef", targetGUID=mark)


def _project(parcel: Parcel, around: _Around, sources: TextIO, file: Any) -> None:
    moment = f"{parcel.made_at:%Y-%m-%dT%H:%M:%SZ}"
    title = said(parcel.conference.title, parcel.conference.locale)
    head = opening("Project", NAMESPACE, name=title, origin=ORIGIN, creationDateTime=moment)
    file.write(head.encode())
    file.write(text_of(_users(parcel)).encode())
    found = codes(parcel.codebooks)
    if found:
        file.write(text_of(element("CodeBook", element("Codes", *found))).encode())
    file.write(text_of(_variables(parcel)).encode())
    if around.members:
        file.write(b"<Cases>")
        for (name, value), members in around.members.items():
            file.write(text_of(_case(parcel, name, value, members)).encode())
        file.write(b"</Cases><Sources>")
        while piece := sources.read(1 << 16):
            file.write(piece.encode())
        file.write(b"</Sources>")
    if around.notes:
        file.write("".join(["<Notes>", *around.notes, "</Notes>"]).encode())
    file.write(text_of(element("Description", _description(parcel))).encode() + b"</Project>\n")


def _users(parcel: Parcel) -> Element:
    coders = [element("User", guid=coder_guid(parcel, each), name=name) for each, name in parcel.coders.items()]
    return element("Users", element("User", guid=guid(parcel, "program"), name=ORIGIN), *coders)


def _variables(parcel: Parcel) -> Element:
    told = {*parcel.columns, "ethics"}
    return element(
        "Variables",
        *(
            element(
                "Variable",
                guid=guid(parcel, "variable", name),
                name=title,
                typeOfVariable="Integer" if name == "prompt_version" else "Text",
            )
            for name, title in VARIABLES.items()
            if name in told
        ),
    )


def _case(parcel: Parcel, name: str, value: str, members: list[str]) -> Element:
    return element(
        "Case",
        _value(parcel, name, value),
        *(element("SourceRef", targetGUID=each) for each in members),
        guid=guid(parcel, "case", name, value),
        name=f"{VARIABLES[name]}: {value}",
    )


def _value(parcel: Parcel, name: str, value: str) -> Element:
    kind = "IntegerValue" if name == "prompt_version" else "TextValue"
    cut = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    return element(
        "VariableValue", element("VariableRef", targetGUID=guid(parcel, "variable", name)), element(kind, cut)
    )


def _source(parcel: Parcel, found: Coded, text: str, notes: list[Element], around: _Around) -> Element:
    values = _values(parcel, found)
    around.belongs(str(found.mark), values)
    return element(
        "TextSource",
        *selections(parcel, found, text),
        *notes,
        *(_value(parcel, name, value) for name, value in values.items()),
        guid=str(found.mark),
        name=found.row.get("reference") or f"Reflection {found.place:05}",
        plainTextPath=f"internal://{found.mark}.txt",
        creationDateTime=found.row.get("received_at"),
    )


def _values(parcel: Parcel, found: Coded) -> dict[str, str]:
    known = {**found.row, "ethics": parcel.conference.ethics}
    words = {True: "yes", False: "no"}
    return {
        name: words[known[name]] if isinstance(known[name], bool) else str(known[name])
        for name in VARIABLES
        if known.get(name) not in (None, "", review.SUPPRESSED)
    }


def _description(parcel: Parcel) -> str:
    asked = [
        f"{each['question']}, version {each['version']}: {each['text']}"
        for each in report.questions(parcel.session, parcel.conference)
    ]
    ethics = parcel.conference.ethics
    return "\n".join([*([f"Ethics status: {ethics}"] if ethics else []), "Questions, to the letter:", *asked])
