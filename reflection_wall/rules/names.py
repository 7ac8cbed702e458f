"""Names: whether a text speaks of somebody by name, as far as capitals tell. It may be wrong, so it only flags.

What it looks for: a title or a role before a capitalized word (Mme Tremblay, principal Okafor) and a common given name
before another (Sarah Johnson). What it lets pass: schools, places, peoples, months, expressions that everybody knows.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reflection_wall.rules import lexicon
from reflection_wall.rules.tokens import MARKS

_GIVEN = frozenset(name.casefold() for name in lexicon.words("given-names"))
_EVERYDAY = frozenset(name.casefold() for name in lexicon.words("given-names-everyday"))
_PLACES = lexicon.words("places")
_NO_SURNAMES = lexicon.words("ordinary", "places", "stop-en", "stop-fr")
_EXPRESSIONS = tuple(line.replace("’", "'").casefold() for line in lexicon.lines("expressions"))

_TITLES = frozenset({"mr", "mrs", "ms", "mx", "miss", "dr", "drs", "dre", "mme", "mlle", "prof", "monsieur", "madame"})
_ROLES = frozenset(
    [
        *("principal", "vice-principal", "headteacher", "teacher", "superintendent", "trustee", "professor"),
        *("directeur", "directrice", "surintendant", "surintendante"),
        *("enseignant", "enseignante", "professeur", "professeure"),
    ]
)
# Before these a given name alone says who it was.
_PEOPLE = frozenset(
    ["student", "named", "called", "élève", "appelé", "appelée", "nommé", "nommée", "prénommé", "prénommée"]
)

_UPPER = "".join(chr(code) for code in (*range(0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_SPACES = (" ", "\u00a0", "\u202f")
_GAP = "[ \u00a0\u202f]+"
_CAPITALIZED = rf"[{_UPPER}][\w{MARKS}]*(?:['’\u2011-][\w{MARKS}]+)*"
_PIECE = rf"(?:(?:Mrs?|Ms|Mx|Drs?|Dre|Mme|Mlle|Prof|Ste?|[{_UPPER}])\.|{_CAPITALIZED})"
_PARTICLES = rf"(?:(?:de|du|des|la|le|van|von|der|den|di|da|al|bin){_GAP}){{0,2}}"
_RUN = re.compile(rf"(?<!\w){_PIECE}(?:{_GAP}{_PARTICLES}{_PIECE})*")
_BACK = 24


def speaks_of_somebody(text: str) -> bool:
    """Whether something in the text looks like a person's name."""
    return any(_is_somebody(run[0], _word_before(text, run.start())) for run in _RUN.finditer(text))


def _word_before(text: str, start: int) -> str:
    """The word that leads up to this place with only a space between; an apostrophe stands for a small one."""
    if text[start - 1 : start] in ("’", "'"):
        return "de"
    if text[start - 1 : start] not in _SPACES:
        return ""
    words = text[max(0, start - _BACK) : start].split()
    return words[-1].rpartition("’")[2].casefold() if words else ""


def _is_somebody(run: str, before: str) -> bool:
    """Whether a run of capitalized words, after the word before it, names a person."""
    pieces = [_bare(piece) for piece in run.split() if piece[0].isupper()]
    if not (_after_role(pieces, before) or _by_itself(pieces, before)):
        return False
    known = before in _PLACES or any(piece.casefold() in _PLACES for piece in pieces)
    return not known and not any(each in run.replace("’", "'").casefold() for each in _EXPRESSIONS)


def _bare(piece: str) -> str:
    return piece.removesuffix("’s").removesuffix("'s")


def _after_role(pieces: list[str], before: str) -> bool:
    """A role before the first name: principal Okafor, or Principal Okafor where nothing else is capitalized."""
    if before in _ROLES:
        return _is_given(pieces[0]) or _is_surname(pieces[0])
    if before in _PEOPLE:
        return _is_given(pieces[0])
    return pieces[0].casefold() in _ROLES and 2 <= len(pieces) <= 3 and all(map(_is_surname, pieces[1:]))


def _by_itself(pieces: list[str], before: str) -> bool:
    """A title or a given name before another name, somewhere in the run."""
    return any(
        _is_surname(two) and (_is_title(one) or _is_given(one) or (n == 0 and before and one.casefold() in _EVERYDAY))
        for n, (one, two) in enumerate(pairwise(pieces))
    )


def _is_title(piece: str) -> bool:
    return piece == "M." or (not piece.isupper() and piece.rstrip(".").casefold() in _TITLES)


def _is_given(piece: str) -> bool:
    return piece.partition("-")[0].casefold() in _GIVEN and not piece.isupper()


def _is_surname(piece: str) -> bool:
    """Something that may be a family name or its initial, and is no acronym and no ordinary word."""
    if len(piece) == 2 and piece[1] == ".":
        return piece != "M."
    return not piece.isupper() and piece.casefold() not in _NO_SURNAMES
