"""Line: from the cells of one line to the table and the community that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reflection_wall.rules.cleaning import clean, clean_line, is_blank, length
from reflection_wall.rules.labels import labels, strange
from reflection_wall.rules.languages import ANY, SPOKEN
from reflection_wall.rules.refusals import Invalid, Message, later
from reflection_wall.rules.seating.cells import Line
from reflection_wall.rules.written import LONGEST_NAME, LONGEST_TEXT

FORMULA = later("There is a formula or a date here; please type what it shows, as text.")
NO_COMMUNITY = later("The community is missing.")
NO_CHOICE = later("“%(said)s” is none of these: %(choices)s.")
LONG = later("This is longer than %(most)s characters.")

_LANGUAGES = {"en": "en english anglais anglaise", "fr": "fr french français francais française"}
_KINDS = {
    "role": "role rôle fonction",
    "topic": "topic thème theme sujet",
    "affinity": "affinity affinité affinite",
    "other": "other autre",
}
_YES_OR_NO = {"yes": "yes y oui o x 1 true vrai ✓", "no": "no n non 0 false faux"}


@dataclass(frozen=True)
class Kept:
    """What is kept of a community: its texts by column and language, `community` among them, and the rest."""

    texts: Mapping[str, Mapping[str, str]]
    kind: str
    region: str | None
    contact: str | None
    guarded: bool


@dataclass(frozen=True)
class Read:
    """What one line says: of which tables, and of the community at them."""

    line: int
    labels: list[str]
    name: str
    names: dict[str, str]
    locale: str | None
    texts: dict[str, dict[str, str]]
    kind: str | None
    region: str | None
    contact: str | None
    guarded: bool | None

    def agrees_with(self, other: Read) -> bool:
        """Whether it says nothing else of the community than an earlier line: what it leaves out it does not say."""
        mine, theirs = (
            {**each.texts, "kind": each.kind, "region": each.region, "contact": each.contact, "guarded": each.guarded}
            for each in (self, other)
        )
        return all(not value or value == theirs.get(name) for name, value in mine.items())

    def apart_from(self, kept: Kept) -> list[str]:
        """The columns in which it says something else than what is kept: they would be passed over."""
        texts = [
            column if language == ANY else f"{column}_{language}"
            for column, said in {"community": self.names, **self.texts}.items()
            for language, words in said.items()
            if not _is_kept(column, words, language, kept.texts.get(column, {}))
        ]
        mine = {name: getattr(self, name) for name in ("kind", "region", "contact", "guarded")}
        return texts + [name for name, said in mine.items() if said is not None and said != getattr(kept, name)]


def read_line(line: Line, columns: Mapping[int, str]) -> Read:
    """What this line says. Raises Invalid with a sentence for each column at fault."""
    faults: dict[str, Message] = {}
    cells = {column: line.cells[n] for n, column in columns.items() if n < len(line.cells)}
    faults |= {column: Message(FORMULA) for column, cell in cells.items() if cell is None}
    said = {column: _plain(cell) for column, cell in cells.items() if cell is not None}
    names = _text(said, "community", faults, clean_line, LONGEST_NAME)
    name = next(iter(names.values()), "")
    if not names and not any(column.startswith("community") for column in faults):
        faults["community"] = Message(NO_COMMUNITY)
    elif names and (wrong := strange(name)):
        faults["community"] = wrong
    read = Read(
        line=line.number,
        labels=_labels(said.get("table", ""), faults),
        name=name,
        names=names,
        locale=_choice(said, "language", _LANGUAGES, faults),
        texts={each: _text(said, each, faults, clean, LONGEST_TEXT) for each in ("purpose", "domain", "practice")},
        kind=_choice(said, "kind", _KINDS, faults),
        region=_short(said, "region", faults),
        contact=_short(said, "contact", faults),
        guarded={"yes": True, "no": False}.get(_choice(said, "guarded", _YES_OR_NO, faults) or ""),
    )
    if faults:
        raise Invalid(faults)
    return read


def _is_kept(column: str, words: str, language: str, kept: Mapping[str, str]) -> bool:
    """Whether a text says these words: in this language, or in any where none is named. Letters of a name may differ
    in size."""
    there = kept.values() if language == ANY else [kept.get(language, ""), kept.get(ANY, "")]
    if column == "community":
        return words.casefold() in [each.casefold() for each in there]
    return words in there


def _plain(cell: str) -> str:
    """Without the apostrophe that spreadsheets, and our own files, put before what would else be a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@") else cell


def _labels(said: str, faults: dict[str, Message]) -> list[str]:
    if is_blank(clean_line(said)):
        return []
    try:
        return labels(said)
    except Invalid as wrong:
        faults["table"] = wrong.message
        return []


def _text(
    said: Mapping[str, str], column: str, faults: dict[str, Message], cleaned: Callable[[str], str], most: int
) -> dict[str, str]:
    """A column in every language that it is there in."""
    found = {}
    for language, name in {ANY: column, **{each: f"{column}_{each}" for each in SPOKEN}}.items():
        words = cleaned(said.get(name, ""))
        if length(words) > most:
            faults[name] = Message(LONG, {"most": most})
        if not is_blank(words):
            found[language] = words
    return found


def _short(said: Mapping[str, str], column: str, faults: dict[str, Message]) -> str | None:
    return _text(said, column, faults, clean_line, LONGEST_NAME).get(ANY)


def _choice(said: Mapping[str, str], column: str, choices: Mapping[str, str], faults: dict[str, Message]) -> str | None:
    words = clean_line(said.get(column, "")).casefold()
    if not words:
        return None
    for choice, names in choices.items():
        if words in names.split():
            return choice
    faults[column] = Message(NO_CHOICE, {"said": words[:40], "choices": ", ".join(choices)})
    return None
