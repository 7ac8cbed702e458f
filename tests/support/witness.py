"""Somebody who watches a wall from its first moment: whatever it was told, and whatever it ever held, is remembered."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from support.proxy import Proxy

_WATCHING = """
  window.ever = [];
  const json = Response.prototype.json;
  Response.prototype.json = async function () {
    const told = await json.call(this);
    window.ever.push(JSON.stringify(told));
    return told;
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      window.ever.push(target.nodeType === Node.TEXT_NODE ? target.data : "");
      for (const node of addedNodes) window.ever.push(node.textContent ?? "");
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
"""


class Witness:
    """Watches the walls of a browser that has opened no page yet, behind a network of their own."""

    def __init__(self, context: BrowserContext, proxy: Proxy) -> None:
        context.add_init_script(_WATCHING)
        self._pushed: list[bytes] = []
        proxy.frames = self._frame

    def ever(self, page: Page, words: str) -> bool:
        """Whether this wall was ever pushed, answered or shown these words, for however short a time."""
        held: bool = page.evaluate("(words) => window.ever.some((each) => each.includes(words))", words)
        return held or any(words.encode() in frame for frame in self._pushed)

    def _frame(self, frame: bytes) -> list[bytes]:
        self._pushed.append(frame)
        return [frame]
