"""From an empty installation to printed tents, as a newcomer goes: every click and every filled field is a step.

The promise is ten minutes. A newcomer who reads each page needs some ten seconds for a step, so that forty would still
be under seven minutes; the story counts them, so that no form grows in silence.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect
from support.newcomer import Newcomer
from support.paper import Paper
from support.server import Server

MOST_STEPS = 20
NAMES = ("Rural superintendents", "New system leaders", "Direction francophone", "Inclusive education")
LIST = "Table\tCommunity\tLanguage\n" + "".join(
    f"{n}\t{NAMES[n % 4]}\t{'fr' if n % 4 == 2 else 'en'}\n" for n in range(1, 25)
)


def test_a_newcomer_comes_from_an_empty_installation_to_printed_tents(
    empty: Server, newcomer: Newcomer, tmp_path: Path
) -> None:
    newcomer.sets_up(empty, LIST, "24 tables will be added. 4 communities are new.")
    newcomer.presses("Print the tents", "link")
    newcomer.takes("Tents · A4", tmp_path / "tents.pdf", "link")

    tents = Paper(tmp_path / "tents.pdf")
    (link,) = {code.says for code in tents.sheets[13].codes}
    newcomer.page.goto(re.sub(r"http://[^/]+", empty.base, link))
    expect(newcomer.page.get_by_role("heading", name="Table 14")).to_be_visible()
    assert len(tents.sheets) == 24
    assert len(newcomer.steps) <= MOST_STEPS, newcomer.steps
    tents.close()
