"""Speech: what a file says, in the language of whoever reads it; from the same catalogues that pages speak from.

Sentences are marked with `later` where they are written, as everywhere below the faces.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path

TRANSLATIONS = Path(__file__).parents[1] / "translations"

Say = Callable[..., str]


def speaking(locale: str) -> Say:
    """A voice in this language, English where there is no catalogue: `say(sentence, name=value)`."""
    catalogue = gettext.translation("messages", TRANSLATIONS, [locale], fallback=True)

    def say(sentence: str, **values: object) -> str:
        said = catalogue.gettext(sentence)
        return said % values if values else said

    return say
