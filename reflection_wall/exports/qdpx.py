"""QDPX: reflections and codings as one REFI-QDA project: each reflection a text, with variables, cases and codes.

Programs differ in what they read, so all that is known is there twice: as variables of each text, and as cases that
hold texts. Texts are UTF-8 without a mark, `\\n`, NFC, under `sources/` in lower case, as NVivo writes it; a code on a
whole reflection is one on all of its characters. (dependencies, section 5, has the traps.)
"""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TextIO
from uuid import UUID, uuid4, uuid5
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile

from reflection_wall.exports.archive import entry
from reflection_wall.exports.parcel import Coded, Parcel
from reflection_wall.exports.refi import ORIGIN, code_guid, codes, guid
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
}
_CASES = ("conference", "community", "community_kind", "region", "table", "prompt")
# NVivo takes no longer value of an attribute; the project's description has the questions to the letter.
_LONGEST_VALUE = 255


@dataclass
class _Cases:
    """Which texts belong to which case, gathered on the way: the schema wants cases before texts."""

    members: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def note(self, source: str, values: dict[str, str]) -> None:
        """One text and what is known of it."""
        for name in _CASES:
            if name in values:
                self.members.setdefault((name, values[name]), []).append(source)


def write(parcel: Parcel, file: BinaryIO) -> int:
    """Write the project, text by text; says how many there are."""
    cases = _Cases()
    with (
        ZipFile(file, "w", ZIP_DEFLATED) as archive,
        tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as sources,
    ):
        for found in parcel.coded():
            text = unicodedata.normalize("NFC", found.row["text"] or "")
            archive.writestr(entry(f"sources/{found.mark}.txt", parcel.made_at), text.encode())
            sources.write(text_of(_source(parcel, found, text, cases)))
        sources.seek(0)
        with archive.open(entry("project.qde", parcel.made_at), "w") as project:
            _project(parcel, cases, sources, project)
    return len(parcel.chosen.ids)


def _project(parcel: Parcel, cases: _Cases, sources: TextIO, file: Any) -> None:
    moment = f"{parcel.made_at:%Y-%m-%dT%H:%M:%SZ}"
    title = said(parcel.conference.title, parcel.conference.locale)
    head = opening("Project", NAMESPACE, name=title, origin=ORIGIN, creationDateTime=moment)
    file.write(head.encode())
    file.write(text_of(_users(parcel)).encode())
    found = codes(parcel.codebooks)
    if found:
        file.write(text_of(element("CodeBook", element("Codes", *found))).encode())
    file.write(text_of(_variables(parcel)).encode())
    if cases.members:
        file.write(b"<Cases>")
        for (name, value), members in cases.members.items():
            file.write(text_of(_case(parcel, name, value, members)).encode())
        file.write(b"</Cases><Sources>")
        while piece := sources.read(1 << 16):
            file.write(piece.encode())
        file.write(b"</Sources>")
    file.write(text_of(element("Description", _description(parcel))).encode() + b"</Project>\n")


def _users(parcel: Parcel) -> Element:
    coders = [element("User", guid=_coder(parcel, each), name=name) for each, name in parcel.coders.items()]
    return element("Users", element("User", guid=guid(parcel, "program"), name=ORIGIN), *coders)


def _coder(parcel: Parcel, coder: int) -> str:
    return guid(parcel, "coder", parcel.coders[coder] if parcel.scope.passed_on else coder)


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


def _source(parcel: Parcel, found: Coded, text: str, cases: _Cases) -> Element:
    values = _values(parcel, found)
    cases.note(str(found.mark), values)
    return element(
        "TextSource",
        *_selections(parcel, found, text),
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


def _selections(parcel: Parcel, found: Coded, text: str) -> list[Element]:
    """One selection for each passage, with everybody's codes on it."""
    raw = found.row["text"] or ""
    placed: dict[tuple[int, int], list[Element]] = {}
    for each in found.codings:
        whole = each["start"] is None
        place = (0, len(text)) if whole else (_moved(raw, each["start"]), _moved(raw, each["end"]))
        placed.setdefault(place, []).append(_coding(parcel, found.mark, each, place))
    return [
        element(
            "PlainTextSelection",
            *given,
            guid=_within(parcel, found.mark, f"{start}-{end}"),
            name=text[start:end][:60],
            startPosition=str(start),
            endPosition=str(end),
        )
        for (start, end), given in placed.items()
        if start < end
    ]


def _coding(parcel: Parcel, mark: UUID, each: dict[str, Any], place: tuple[int, int]) -> Element:
    book, code = parcel.codes[each["code"]]
    coder = _coder(parcel, each["coder"])
    return element(
        "Coding",
        element("CodeRef", targetGUID=code_guid(book, code)),
        guid=_within(parcel, mark, f"{place}/{code_guid(book, code)}/{coder}/{each['start']}"),
        creatingUser=coder,
        creationDateTime=None if parcel.scope.anonymous else each["coded_at"],
    )


def _within(parcel: Parcel, mark: UUID, what: str) -> str:
    return str(uuid4() if parcel.scope.anonymous else uuid5(mark, what))


def _moved(raw: str, offset: int) -> int:
    """Where an offset lies once the text before it is normalized."""
    return len(unicodedata.normalize("NFC", raw[:offset]))


def _description(parcel: Parcel) -> str:
    asked = [
        f"{each['question']}, version {each['version']}: {each['text']}"
        for each in report.questions(parcel.session, parcel.conference)
    ]
    ethics = parcel.conference.ethics
    return "\n".join([*([f"Ethics status: {ethics}"] if ethics else []), "Questions, to the letter:", *asked])
