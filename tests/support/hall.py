"""A hall with several tables to a community, and what the samples say spread over them."""

from __future__ import annotations

import tomllib
from typing import Any

from support.conference import Venue
from support.people import fresh_key
from support.server import ROOT

SAMPLES = ROOT / "reflection_wall" / "samples" / "reflections.toml"
NAMES = {
    "Rural leaders": "We visit one another, so that nobody has to invent everything alone.",
    "First Nations, Métis and Inuit education": "We learn from the land and from those who keep its languages.",
    "Direction francophone": "Nous partageons le travail, et nous nous rendons visite.",
    "AI in schools": "We ask what the tool is for.",
}
TABLES = 12
HEAD = """
[programme]
title = "A year of communities"
about = "Why we meet."
[conference]
code = "{code}"
title = "Fall Conference"
date = 2025-11-05
[[prompts]]
text = "What has your group learned?"
"""


def plan(code: str) -> str:
    """Four communities at twelve tables, in turn; and one that is guarded, at table 99."""
    communities = [
        f'[[communities]]\nname = "{name}"\npurpose = "{purpose}"\nkind = "role"\n' for name, purpose in NAMES.items()
    ]
    guarded = '[[communities]]\nname = "A guarded circle"\npurpose = "Ours."\nkind = "affinity"\nguarded = true\n'
    tables = [
        f'[[tables]]\nlabel = "{n}"\ncommunity = "{list(NAMES)[(n - 1) % len(NAMES)]}"\n' for n in range(1, TABLES + 1)
    ]
    return "\n".join([HEAD.format(code=code), *communities, guarded, *tables]) + (
        '[[tables]]\nlabel = "99"\ncommunity = "A guarded circle"\n'
    )


def samples() -> list[dict[str, Any]]:
    """What the rehearsals say: one word to 1,500 characters, English, French, Cree, Dene, emoji."""
    found: list[dict[str, Any]] = tomllib.loads(SAMPLES.read_text("utf-8"))["reflections"]
    return found


def fill(venue: Venue, many: int | None = None) -> None:
    """The samples, spread over the tables."""
    for n, sample in enumerate(samples()[:many]):
        wanted = {name: sample[name] for name in ("text", "lang", "headline", "on_wall") if name in sample}
        reply = venue.table(str(n % TABLES + 1)).puts(fresh_key(), **wanted)
        assert reply.status == 201, reply


def item(venue: Venue, reference: str) -> dict[str, Any]:
    """A reflection as the desk sees it."""
    return venue.desk.item(reference)


def hides(venue: Venue, reference: str) -> None:
    """It is taken off every wall."""
    assert venue.desk.judges(venue.desk.item(reference), "hide").status == 200
