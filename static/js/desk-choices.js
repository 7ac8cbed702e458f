// @ts-check
/** Desk, choices: the reflections that the remote offers for the spotlight, from the feed's picture. A row stays where it
 * is under a thumb; what is new is counted on a button and comes when it is tapped. */

import { at, button, make, press, put, spoken } from "./desk-dom.js";

/** @typedef {import("./feed.js").Told} Told */

const MOST = 12;

export class Choices {
  #words;
  #choose;
  /** What is up, newest first. @type {Told[]} */
  #up = [];
  /** Ids of the rows, in their order. @type {string[]} */
  #listed = [];
  /** Ids that the list has held, or that were older than those. @type {Set<string>} */
  #known = new Set();
  /** @type {string|null} */
  #lit = null;

  /** @param {Record<string, string>} words @param {(item: Told) => void} choose */
  constructor(words, choose) {
    this.#words = words;
    this.#choose = choose;
    at("fresh").addEventListener("click", () => {
      this.#takeIn();
      at("newest").querySelector("button")?.focus();
    });
  }

  /** @param {Told[]} up what may be in the spotlight, newest first @param {string|null} lit which one is */
  draw(up, lit) {
    this.#up = up;
    this.#lit = lit;
    const there = new Set(up.map((item) => item.id));
    this.#listed = this.#listed.filter((id) => there.has(id));
    if (this.#listed.length === 0) this.#takeIn();
    else this.#arrange();
  }

  /** The newest, in their order. */
  #takeIn() {
    this.#known = new Set(this.#up.map((item) => item.id));
    this.#listed = this.#up.slice(0, MOST).map((item) => item.id);
    this.#arrange();
  }

  #arrange() {
    const place = at("newest");
    const items = new Map(this.#up.map((item) => [item.id, item]));
    const focused = [...place.children].findIndex((row) => row.contains(document.activeElement));
    for (const row of [...place.children]) if (!this.#listed.includes(idOf(row))) row.remove();
    this.#listed.forEach((id, n) => {
      const item = /** @type {Told} */ (items.get(id));
      const row = document.getElementById(`c-${id}`) ?? this.#row(id);
      this.#write(row, item);
      if (place.children[n] !== row) place.insertBefore(row, place.children[n] ?? null);
    });
    const fresh = this.#up.filter((item) => !this.#known.has(item.id)).length;
    at("fresh").hidden = fresh === 0;
    at("fresh").textContent = put(this.#words.new, { n: fresh });
    // A row that had the focus and is up no more: the list keeps it, and no other reflection gets it.
    if (focused >= 0 && !place.contains(document.activeElement)) at("newest-box").querySelector("summary")?.focus();
  }

  /** @param {string} id */
  #row(id) {
    const row = make("li");
    row.id = `c-${id}`;
    row.append(button("", "", () => this.#choose(/** @type {Told} */ (this.#up.find((item) => item.id === id)))));
    return row;
  }

  /** @param {HTMLElement} row @param {Told} item */
  #write(row, item) {
    const choose = /** @type {HTMLElement} */ (row.firstElementChild);
    press(choose, item.id === this.#lit);
    if (row.dataset.seq === String(item.seq)) return;
    row.dataset.seq = String(item.seq);
    choose.replaceChildren(
      spoken("span", "words", item.headline || item.text, item.lang),
      make("b", "", item.community.name),
    );
  }
}

/** @param {Element} row */
function idOf(row) {
  return row.id.replace(/^c-/, "");
}
