// @ts-check
/** Desk, past: the tab with every verdict, newest first, each with what takes it back. */

import { judged } from "./desk-card.js";
import { at, button, make, spoken } from "./desk-dom.js";
import { history } from "./desk-history.js";

/** @typedef {import("./feed.js").Told} Told */

const MOST = 100;

export class Past {
  #words;
  #judge;
  /** @type {Map<string, Told>} */
  #items = new Map();
  #shown = false;

  /** @param {Record<string, string>} words @param {(item: Told, deed: string) => void} judge */
  constructor(words, judge) {
    this.#words = words;
    this.#judge = judge;
  }

  /** @param {import("./feed.js").Picture} picture */
  draw(picture) {
    this.#items = picture.items;
    if (this.#shown) this.#show();
  }

  /** @param {boolean} shown */
  open(shown) {
    this.#shown = shown;
    if (shown) this.#show();
  }

  #show() {
    const held = document.activeElement?.closest("#past");
    const lines = history(this.#items.values(), MOST).map((line) => this.#line(line));
    at("past").replaceChildren(...(lines.length > 0 ? lines : [make("li", "quiet", this.#words.nothing_past)]));
    if (held) at("past-panel").focus();
  }

  /** @param {import("./desk-history.js").Line} line */
  #line(line) {
    const words = this.#words;
    const row = make("li", "line");
    row.append(
      make("b", "", judged(line, words)),
      spoken("p", "words", line.item.headline || line.item.text, line.item.lang),
      make("span", "quiet", `${line.item.reference} · ${line.item.community.name}`),
    );
    const { back } = line;
    if (back) {
      const said = line.deed === "show" ? words.back_hold : words[`back_${back}`];
      const undo = button(said ?? "", "", () => this.#judge(line.item, back));
      undo.setAttribute("aria-label", `${said}: ${line.item.reference}`);
      row.append(undo);
    } else if (line.deed === "redact") row.append(make("span", "quiet", words.final));
    return row;
  }
}
