"""Report words: the words of a report in the language of its conference, from the same catalogues as every page."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from reflection_wall.rules.languages import SPOKEN

Say = Callable[[str], str]

_CATALOGUES = Path(__file__).parent.parent / "translations"


def spoken(locale: str) -> str:
    """The language of a report for a conference of this locale: one that the house speaks."""
    language = locale.split("-")[0]
    return language if language in SPOKEN else "en"


def speech(locale: str) -> Say:
    """Says an English sentence in the language of the locale, or as it is where nobody has translated it."""
    return gettext.translation("messages", _CATALOGUES, [spoken(locale)], fallback=True).gettext


def day(moment: date, locale: str) -> str:
    """A day, as people of the locale write it."""
    try:
        return format_date(moment, "long", Locale.parse(locale, sep="-"))
    except (UnknownLocaleError, ValueError):
        return format_date(moment, "long", spoken(locale))
