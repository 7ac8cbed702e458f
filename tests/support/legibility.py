"""Measures a rendered page as a room sees it: how large, how strong and where every visible text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# The browser itself turns oklch and all else into the sRGB of its pixels.
_TOOLS = """
const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
const pen = canvas.getContext("2d", { willReadFrequently: true });
const drawn = new Map();
function rgba(colour) {
  if (!drawn.has(colour)) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    drawn.set(colour, [...pen.getImageData(0, 0, 1, 1).data]);
  }
  return drawn.get(colour);
}
function ground(element) {
  for (let each = element; each; each = each.parentElement) {
    const colour = rgba(getComputedStyle(each).backgroundColor);
    if (colour[3] > 0) return colour;
  }
  return [255, 255, 255, 255];
}
function visible(element) {
  const box = element.getBoundingClientRect();
  const there = { visibilityProperty: true, opacityProperty: true };
  return box.width > 1 && box.height > 1 && element.checkVisibility(there);
}
"""
_TEXTS = (
    "() => {"
    + _TOOLS
    + """
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || !visible(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const style = getComputedStyle(element);
    found.push({
      text: node.data.trim(), left, right, top, bottom, size: Number.parseFloat(style.fontSize),
      ink: rgba(style.color), ground: ground(element), overflow: style.textOverflow,
    });
  }
  return found;
}"""
)
_OUTLINES = (
    "() => {"
    + _TOOLS
    + """
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!visible(element)) continue;
    const style = getComputedStyle(element);
    for (const side of ["top", "right", "bottom", "left"]) {
      if (Number.parseFloat(style[`border-${side}-width`]) === 0) continue;
      const name = `${element.tagName}.${element.className}`;
      found.push({ text: name, ink: rgba(style[`border-${side}-color`]), ground: ground(element.parentElement) });
    }
  }
  return found;
}"""
)
_BOXES = """
(selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  const sides = ({ left, right, top, bottom }) => ({ left, right, top, bottom });
  const box = sides(each.getBoundingClientRect());
  return { text: each.textContent, ...box, inside: sides(range.getBoundingClientRect()) };
})
"""


@dataclass(frozen=True)
class Box:
    """A rectangle on the screen, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    text: str = ""

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles share more than a rounding error."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 1
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 1
        )

    def within(self, other: Box) -> bool:
        """Whether it stands in the other, give or take a rounding error."""
        return (
            self.left >= other.left - 1
            and self.right <= other.right + 1
            and self.top >= other.top - 1
            and self.bottom <= other.bottom + 1
        )


def texts(page: Page) -> list[dict[str, Any]]:
    """Every visible text, with its size, colours and place."""
    found: list[dict[str, Any]] = page.evaluate(_TEXTS)
    return found


def outlines(page: Page) -> list[dict[str, Any]]:
    """Every visible border, with its colour and the one it stands on."""
    found: list[dict[str, Any]] = page.evaluate(_OUTLINES)
    return found


def boxes(page: Page, selector: str) -> list[tuple[Box, Box]]:
    """Where the elements of a selector are, and where what is in each of them is, all at one moment."""
    found = page.evaluate(_BOXES, selector)
    return [(Box(text=each["text"], **_sides(each)), Box(**each["inside"])) for each in found]


def contrast(told: dict[str, Any]) -> float:
    """WCAG's contrast between ink and ground, 1 to 21."""
    assert told["ink"][3] == told["ground"][3] == 255, f"half transparent, which nobody measures: {told}"
    bright, dark = sorted((_luminance(told["ink"]), _luminance(told["ground"])), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _sides(told: dict[str, Any]) -> dict[str, float]:
    return {name: told[name] for name in ("left", "right", "top", "bottom")}


def _luminance(rgba: list[int]) -> float:
    red, green, blue = (_linear(value / 255) for value in rgba[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
