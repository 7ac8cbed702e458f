// @ts-check
/** Desk, tabs: one panel at a time; arrows, Home and End go from tab to tab. Several tabs may share a panel. */

import { all, at } from "./desk-dom.js";

export class Tabs {
  /** @type {HTMLElement[]} */
  #tabs;
  #opened;
  /** The tab that is open, by name. */
  open = "";

  /** @param {string} list the id of the tab list @param {(name: string) => void} opened */
  constructor(list, opened) {
    this.#opened = opened;
    this.#tabs = all("[role=tab]", at(list));
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.show(tab.dataset.tab ?? ""));
      tab.addEventListener("keydown", (event) => this.#turn(event, tab));
    }
  }

  /** @param {string} name */
  show(name) {
    this.open = name;
    const panels = new Map(this.#tabs.map((tab) => [tab.getAttribute("aria-controls") ?? "", false]));
    for (const tab of this.#tabs) {
      const chosen = tab.dataset.tab === name;
      const panel = tab.getAttribute("aria-controls") ?? "";
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (!chosen) continue;
      panels.set(panel, true);
      at(panel).setAttribute("aria-labelledby", tab.id);
    }
    for (const [panel, shown] of panels) at(panel).hidden = !shown;
    this.#opened(name);
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} tab */
  #turn(event, tab) {
    const many = this.#tabs.length;
    const from = this.#tabs.indexOf(tab);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1 + many, Home: 0, End: many - 1 }[event.key];
    const next = to === undefined ? undefined : this.#tabs[to % many];
    if (!next) return;
    event.preventDefault();
    this.show(next.dataset.tab ?? "");
    next.focus();
  }
}
