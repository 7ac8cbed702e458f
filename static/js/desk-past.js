// @ts-check
/** Desk, past: the tab with every deed at any desk, newest first, each with what takes it back. A line stays the element it was:
 * nothing moves under a pointer or the focus, and what others do meanwhile waits behind a button. */

import { judged } from "./desk-card.js";
import { at, button, make, put, spoken } from "./desk-dom.js";
import { history, nameOf, together } from "./desk-history.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./desk-history.js").Line} Line */

const MOST = 100;

export class Past {
  #words;
  #judge;
  #all;
  /** @type {Map<string, Told>} */
  #items = new Map();
  #shown = false;
  /** The lines that have been shown. @type {Set<string>} */
  #known = new Set();
  /** Reflections that were judged here: their next line comes at once. @type {Set<string>} */
  #touched = new Set();

  /** @param {Record<string, string>} words @param {(item: Told, deed: string) => void} judge
   * @param {(hidden: import("./desk-history.js").Together[]) => void} all puts back what was hidden in one go */
  constructor(words, judge, all) {
    this.#words = words;
    this.#judge = judge;
    this.#all = all;
    at("past-fresh").addEventListener("click", () => this.#takeIn());
  }

  /** @param {import("./feed.js").Picture} picture */
  draw(picture) {
    this.#items = picture.items;
    if (this.#shown) this.#show();
  }

  /** @param {boolean} shown */
  open(shown) {
    this.#shown = shown;
    if (shown) this.#takeIn();
    else at("past-fresh").hidden = true;
  }

  #takeIn() {
    this.#known = new Set();
    this.#show();
  }

  #show() {
    const all = history(this.#items.values(), MOST);
    const calm = this.#known.size === 0 || !at("past").matches(":hover, :focus-within");
    const lines = all.filter((line) => calm || this.#known.has(nameOf(line)) || this.#touched.has(line.item.id));
    const fresh = all.length - lines.length;
    this.#known = new Set(lines.map(nameOf));
    at("past-fresh").hidden = fresh === 0;
    at("past-fresh").textContent = put(this.#words.new, { n: fresh });
    this.#arrange(lines);
  }

  /** @param {Line[]} lines */
  #arrange(lines) {
    const place = at("past");
    const focused = document.activeElement;
    const held = focused?.closest("#past > li")?.id;
    const wanted = new Set(lines.map(nameOf));
    for (const row of [...place.children]) if (!wanted.has(row.id)) row.remove();
    lines.forEach((line, n) => {
      const row = document.getElementById(nameOf(line)) ?? this.#row(nameOf(line));
      this.#write(row, line);
      if (place.children[n] !== row) place.insertBefore(row, place.children[n] ?? null);
    });
    if (lines.length === 0) place.replaceChildren(make("li", "quiet", this.#words.nothing_past));
    if (!held || document.activeElement === focused) return;
    const row = document.getElementById(held);
    /** @type {HTMLElement} */ (row?.querySelector("button") ?? row ?? at("past-panel")).focus();
  }

  /** @param {string} id */
  #row(id) {
    const row = make("li", "line");
    row.id = id;
    row.tabIndex = -1;
    return row;
  }

  /** @param {HTMLElement} row @param {Line} line */
  #write(row, line) {
    const { item, back } = line;
    const others = together(line, this.#items.values());
    const said = JSON.stringify([item.version, item.headline, item.text, back, others.length]);
    if (row.dataset.said === said) return;
    row.dataset.said = said;
    row.replaceChildren(
      make("b", "", judged(line, this.#words)),
      spoken("p", "words", item.headline || item.text, item.lang),
      make("span", "quiet", `${item.reference} · ${item.community.name}`),
    );
    if (back) row.append(this.#undos(line, back, others.length));
    else if (line.deed === "redact") row.append(make("span", "quiet", this.#words.final));
  }

  /** It alone, and all that was hidden with it. @param {Line} line @param {string} back @param {number} many */
  #undos(line, back, many) {
    const place = make("div", "acts-back");
    place.append(this.#undo(line, back));
    if (many === 0) return place;
    const work = () => {
      const now = together(line, this.#items.values());
      for (const { id } of now) this.#touched.add(id);
      this.#all(now);
    };
    place.append(button(put(this.#words.back_all, { n: many }), "", work));
    return place;
  }

  /** @param {Line} line @param {string} back */
  #undo({ item, deed }, back) {
    const said = this.#words[deed === "show" ? "back_hold" : `back_${back}`] ?? "";
    const undo = button(said, "", () => {
      this.#touched.add(item.id);
      this.#judge(item, back);
    });
    undo.setAttribute("aria-label", `${said}: ${item.reference}`);
    return undo;
  }
}
