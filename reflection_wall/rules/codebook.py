"""Codebook: what one is made of, whoever brings it (a ready one, a file, a form), and the checks that all of them pass.

A key names a book in its programme and a code in its book, for ever; from the two follows the GUID by which other
programs know the code.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reflection_wall.rules.cleaning import clean, clean_line, is_blank, length
from reflection_wall.rules.languages import said
from reflection_wall.rules.refusals import Message, Refused, later

LONGEST_NAME = 160
LONGEST_DEFINITION = 2000
LONGEST_SOURCE = 1000
MOST_CODES = 500
DEEPEST = 6

Text = Mapping[str, str]

# A place of our own among all GUIDs (version 5 of RFC 9562), the one in which projects name their codes too.
_OURS = uuid.UUID("6f1c1d7e-3d0c-5f0e-9a57-52f1a1c6a0b4")


class BadCodebook(Refused):
    """The codebook cannot be used; the message says why, and `code` is the key of the code at fault, if it is one."""

    def __init__(self, message: Message, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code

    def at(self, lines: Mapping[str, int]) -> BadCodebook:
        """The same with the line of the file, where it is known in which the code stands."""
        if self.code is None or self.code not in lines:
            return self
        return BadCodebook(
            Message(later("Line %(line)s: %(reason)s"), {"line": lines[self.code], "reason": self.message})
        )


@dataclass(frozen=True)
class Entry:
    """One code: its name, what it means, whose idea it is, and the key of the code above it."""

    key: str
    name: Text
    definition: Text
    source: str
    parent: str | None = None
    retired: bool = False


@dataclass(frozen=True)
class Book:
    """A codebook on its way in or out. In the order of `codes` a code comes after the one above it."""

    key: str
    name: Text
    about: Text
    source: str
    codes: tuple[Entry, ...]


def guid(book: str, code: str | None = None) -> str:
    """By what other programs know a code, or a whole codebook: the key itself where it is a GUID, else made of both."""
    key = book if code is None else code
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return str(uuid.uuid5(_OURS, f"code/{book}/{code or ''}"))


def cleaned(texts: Text, *, line: bool = True) -> dict[str, str]:
    """What somebody wrote in one or several languages, ready to keep; languages that say nothing are left out."""
    kept = {language: (clean_line if line else clean)(words) for language, words in texts.items()}
    return {language: words for language, words in kept.items() if not is_blank(words)}


def fault(name: Text, definition: Text, source: str) -> Message | None:
    """What is wrong with these words of a code or a codebook, already cleaned; None when nothing is."""
    if not name:
        return Message(later("a name is missing"))
    for texts, most, said_of in (
        (name.values(), LONGEST_NAME, later("a name is longer than %(most)s characters")),
        (definition.values(), LONGEST_DEFINITION, later("a definition is longer than %(most)s characters")),
        ((source,), LONGEST_SOURCE, later("a source is longer than %(most)s characters")),
    ):
        if any(length(text) > most for text in texts):
            return Message(said_of, {"most": most})
    return None


def arranged(codes: Iterable[Entry]) -> tuple[Entry, ...]:
    """The codes of a book, each cleaned and after the one above it, otherwise in their order.

    Raises BadCodebook when one breaks a rule, when two have one key or, below the same code, one name, when what should
    be above one is not there or is below it, and when there are too many or too many levels.
    """
    entries = [_clean(each) for each in codes]
    if len(entries) > MOST_CODES:
        raise BadCodebook(Message(later("A codebook has at most %(most)s codes."), {"most": MOST_CODES}))
    known: dict[str, Entry] = {}
    names: set[tuple[str | None, str]] = set()
    for each in entries:
        name = (each.parent, said(each.name, "en").casefold())
        if each.key in known or name in names:
            raise _bad(each, later("“%(code)s” is there twice."))
        known[each.key] = each
        names.add(name)
    return _in_order(entries, known)


def _clean(entry: Entry) -> Entry:
    name, definition = cleaned(entry.name), cleaned(entry.definition, line=False)
    source = clean_line(entry.source)
    wrong = fault(name, definition, source)
    if wrong is not None:
        told = {"code": said(name, "en") or entry.key, "reason": wrong}
        raise BadCodebook(Message(later("“%(code)s”: %(reason)s."), told), entry.key)
    return replace(entry, name=name, definition=definition, source=source)


def _in_order(entries: list[Entry], known: Mapping[str, Entry]) -> tuple[Entry, ...]:
    below: dict[str | None, list[Entry]] = {}
    for each in entries:
        if each.parent is not None and each.parent not in known:
            raise _bad(each, later("What should be above “%(code)s” is not there."))
        below.setdefault(each.parent, []).append(each)
    placed: list[Entry] = []
    level = below.get(None, [])
    reached = [(each, 1) for each in reversed(level)]
    while reached:
        each, depth = reached.pop()
        if depth > DEEPEST:
            raise BadCodebook(Message(later("A codebook has at most %(most)s levels."), {"most": DEEPEST}))
        placed.append(each)
        reached += [(child, depth + 1) for child in reversed(below.get(each.key, []))]
    if len(placed) < len(entries):
        standing = {each.key for each in placed}
        raise _bad(next(each for each in entries if each.key not in standing), later("“%(code)s” stands below itself."))
    return tuple(placed)


def _bad(entry: Entry, sentence: str) -> BadCodebook:
    return BadCodebook(Message(sentence, {"code": said(entry.name, "en")}), entry.key)
