"""axe: what WCAG 2.2 A and AA, and those who wrote axe, have against a page as it stands."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from support.server import ROOT

AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_RUN = """async (rules) => {
  const { violations } = await axe.run(document, { runOnly: rules });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\\n${html}\\n${failureSummary}`));
}"""


def violations(page: Page) -> list[Any]:
    """Everything found, each with the element that it is about."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = page.evaluate(_RUN, RULES)
    return found
