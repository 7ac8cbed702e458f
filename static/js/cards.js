// @ts-check
/**
 * Cards: from an item to an element, with textContent only. One gauge, which nobody sees, says how tall a card will be
 * before it is made, so that none is ever made in vain.
 */

import { headed } from "./headline.js";
import { stay } from "./pacing.js";
import { paginate } from "./pages.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{tall: number, parts: string[], grown: number}} Shape how tall the card is, in how many parts, and how much
 *   larger than usual its type is */

/** Type may grow so much, in such steps, to fill what is too little for another card. */
const GROWN = [1.25, 1.2, 1.15, 1.1, 1.05];

export class Cards {
  #hues;
  #partOf;
  #gauge;

  /** @param {HTMLElement} stage @param {Record<string, number>} hues @param {string} partOf e.g. "Part {n} of {of}" */
  constructor(stage, hues, partOf) {
    this.#hues = hues;
    this.#partOf = partOf;
    this.#gauge = bare("gauge");
    this.#gauge.setAttribute("aria-hidden", "true");
    bareAgain(this.#gauge);
    stage.append(this.#gauge);
  }

  /** How tall the card of an item is; in parts when it is taller than a column. @param {Told} item
   * @param {number} most @returns {Shape} */
  shape(item, most) {
    this.#dress(this.#gauge, item);
    const whole = { tall: this.#tall(item, item.text), parts: [item.text], grown: 1 };
    const shape = whole.tall <= most ? whole : this.#inParts(item, most);
    bareAgain(this.#gauge);
    return shape;
  }

  /** A text in parts has a column to itself, so its type may fill it. @param {Told} item @param {number} most
   * @returns {Shape} */
  #inParts(item, most) {
    this.#number(this.#gauge, 8, 8); // its place counts when the parts are measured
    const parts = paginate(item.text, (part) => this.#tall(item, part) <= most);
    return this.#largest(item, parts, most) ?? { parts, grown: 1, tall: this.#tallest(item, parts) };
  }

  /** The same in the largest type in which it is no taller than this. @param {Told} item @param {Shape} shape
   * @param {number} most @returns {Shape} */
  grown(item, shape, most) {
    if (shape.parts.length > 1) return shape;
    this.#dress(this.#gauge, item);
    const found = this.#largest(item, shape.parts, most) ?? shape;
    bareAgain(this.#gauge);
    return found;
  }

  /** @param {Told} item @param {string[]} parts @param {number} most @returns {Shape|null} */
  #largest(item, parts, most) {
    for (const grown of GROWN) {
      this.#gauge.style.setProperty("--grown", String(grown));
      const tall = this.#tallest(item, parts);
      if (tall <= most) return { tall, parts, grown };
    }
    this.#gauge.style.removeProperty("--grown");
    return null;
  }

  /** @param {Told} item @param {string[]} parts */
  #tallest(item, parts) {
    return Math.max(...parts.map((part) => this.#tall(item, part)));
  }

  /** Only what a text begins with stands under the headline. @param {Told} item @param {string} part */
  #tall(item, part) {
    of(this.#gauge, "h2").hidden = !headed(item) || !item.text.trim().startsWith(part.trim());
    of(this.#gauge, ".words").textContent = part;
    return this.#gauge.offsetHeight;
  }

  /** The faces of words and names; a browser fetches them only when something is set in them. */
  async faces() {
    const fonts = [".words", ".signed"].map((name) => getComputedStyle(of(this.#gauge, name)).font);
    await Promise.all(fonts.map((font) => document.fonts.load(font))).catch(() => []);
  }

  /** The least that any card takes. */
  least() {
    of(this.#gauge, ".words").textContent = of(this.#gauge, ".signed").textContent = "x";
    const least = this.#gauge.offsetHeight;
    bareAgain(this.#gauge);
    return least;
  }

  /** @param {Told} item @param {Shape} shape @param {number} column */
  make(item, shape, column) {
    const element = bare(`card new column-${column}`);
    this.write(element, item, shape, 0);
    return element;
  }

  /** @param {HTMLElement} element @param {Told} item @param {Shape} shape @param {number} part */
  write(element, item, shape, part) {
    this.#dress(element, item);
    of(element, ".words").textContent = shape.parts[part] ?? "";
    of(element, "h2").hidden = !headed(item) || part > 0;
    // Parts of a text are equally tall, so that turning moves nothing.
    element.style.minHeight = shape.parts.length > 1 ? `${shape.tall}px` : "";
    element.style.setProperty("--grown", String(shape.grown));
    this.#number(element, part + 1, shape.parts.length);
  }

  /** @param {HTMLElement} element @param {number} n @param {number} many */
  #number(element, n, many) {
    of(element, ".parts").textContent =
      many > 1 ? this.#partOf.replace("{n}", String(n)).replace("{of}", String(many)) : "";
  }

  /** @param {HTMLElement} element @param {Told} item */
  #dress(element, item) {
    element.dataset.hue = String(this.#hues[String(item.community.id)] ?? 1);
    element.classList.toggle("pinned", Boolean(item.pinned));
    for (const each of [element, of(element, ".words")]) {
      if (item.lang) each.lang = item.lang;
      else each.removeAttribute("lang");
    }
    const headline = of(element, "h2");
    headline.textContent = item.headline ?? "";
    headline.hidden = !headed(item);
    of(element, ".signed").textContent = item.table ? `${item.community.name} · ${item.table}` : item.community.name;
  }
}

/** How long each part stays; the headline is read with the first. @param {Told} item @param {string[]} parts
 * @param {number} haste */
export function stays(item, parts, haste) {
  return parts.map((part, n) => stay(n === 0 && headed(item) ? `${item.headline} ${part}` : part, haste));
}

/** @param {string} name */
function bare(name) {
  const element = document.createElement("article");
  element.className = name;
  const words = made("p", "words");
  words.dir = "auto";
  const footer = made("footer", "");
  footer.append(made("span", "signed"), made("span", "parts"));
  element.append(made("h2", ""), words, footer);
  return element;
}

/** No words stay in the gauge: they may be hidden in the next moment. @param {HTMLElement} gauge */
function bareAgain(gauge) {
  for (const name of ["h2", ".words", ".signed", ".parts"]) of(gauge, name).textContent = "";
  of(gauge, "h2").hidden = true;
  gauge.style.removeProperty("--grown");
}

/** @param {string} tag @param {string} name */
function made(tag, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  return element;
}

/** @param {HTMLElement} element @param {string} name */
function of(element, name) {
  return /** @type {HTMLElement} */ (element.querySelector(name));
}
