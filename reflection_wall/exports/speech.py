"""Speech: what a file says, in the language of whoever reads it; from the same catalogues that pages speak from.

Sentences are marked with `later` where they are written, as everywhere below the faces.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from reflection_wall.rules.languages import SPOKEN

TRANSLATIONS = Path(__file__).parents[1] / "translations"

Say = Callable[..., str]


def spoken(locale: str) -> str:
    """The language of a file for people of this locale: one that the house speaks."""
    language = locale.split("-")[0]
    return language if language in SPOKEN else "en"


def speaking(locale: str) -> Say:
    """A voice for people of this locale, English where nobody has translated: `say(sentence, name=value)`."""
    catalogue = gettext.translation("messages", TRANSLATIONS, [spoken(locale)], fallback=True)

    def say(sentence: str, **values: object) -> str:
        said = catalogue.gettext(sentence)
        return said % values if values else said

    return say


def day(moment: date, locale: str) -> str:
    """A day, as people of the locale write it."""
    try:
        return format_date(moment, "long", Locale.parse(locale, sep="-"))
    except (UnknownLocaleError, ValueError):
        return format_date(moment, "long", spoken(locale))
