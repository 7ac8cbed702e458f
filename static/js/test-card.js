// @ts-check
/** Test card: what an operator looks at before the room fills: edges, greys, contrast, and the smallest type. */

/** @typedef {import("./feed.js").Stage} Stage */

/** WCAG's contrast of two colours, 1 to 21; the browser itself turns any notation into the sRGB of its pixels.
 * @param {string} ink @param {string} ground */
export function contrast(ink, ground) {
  const [bright = 0, dark = 0] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

/** @param {string} colour */
function luminance(colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d");
  if (!pen) return 0;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => linear(value / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {number} value */
function linear(value) {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

export class TestCard {
  #card;
  #words;

  /** @param {HTMLElement} card @param {Record<string, string>} words */
  constructor(card, words) {
    this.#card = card;
    this.#words = words;
  }

  /** Put it up or take it away. @param {boolean} [up] */
  toggle(up = Boolean(this.#card.hidden)) {
    this.#card.hidden = !up;
    if (up) this.#measure();
  }

  /** @returns {boolean} whether it was up */
  close() {
    const up = !this.#card.hidden;
    this.toggle(false);
    return up;
  }

  /** The rule, with this room's numbers. @param {Stage|null} stage */
  tell(stage) {
    const [height, seat, least] = [stage?.image_height, stage?.furthest_seat, stage?.least];
    const sentence = height && seat ? this.#words.card_room : this.#words.card_unknown;
    const rule = this.#card.querySelector(".rule");
    if (rule) {
      rule.textContent = (sentence ?? "")
        .replace("{height}", String(height))
        .replace("{seat}", String(seat))
        .replace("{least}", ((least ?? 0.04) * 100).toFixed(1));
    }
  }

  /** Every patch says the contrast that it really has, in the theme that is up. */
  #measure() {
    for (const patch of this.#card.querySelectorAll("[data-measured]")) {
      const style = getComputedStyle(patch);
      const outline = patch.getAttribute("data-measured") === "outline";
      const ratio = contrast(outline ? style.borderTopColor : style.color, style.backgroundColor);
      const number = patch.querySelector("b");
      if (number) number.textContent = ratio.toFixed(1);
    }
  }
}
