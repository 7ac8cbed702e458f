// @ts-check
/**
 * Groups: what several tables said, side by side under a name: their community's with its purpose, or the name that a
 * person gave to a theme. Up to four columns where columns are wide enough and each holds its name, its purpose and a
 * whole voice; otherwise one group has the page. Nothing is cut: of the voices those are chosen that fit whole.
 */

import { largest } from "./fit.js";
import { Paged } from "./paged.js";
import { paginate } from "./pages.js";
import { filled, make, pixels, tables, voice, whole } from "./voice.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./paged.js").Page} Page */
/** @typedef {import("./groups-of.js").Group} Group */

const COLUMNS = 4;
/** A column is at least so wide, in sizes of the smallest type. */
const NARROWEST = 12;
/** So many of the newest are tried for what is left of a column. */
const TRIED = 10;
/** The type of a voice, in hundredths of the image height: as it is chosen, and as it may grow. */
const SMALL = 4.2;
const CALM = 6.2;

export class Groups extends Paged {
  #groups;
  #nothing;
  /** How often each reflection was up, so that those that were not come next. @type {Map<string, number>} */
  #times = new Map();

  /** @param {HTMLElement} place @param {import("./voice.js").About} about
   * @param {(picture: Picture, about: import("./voice.js").About) => Group[]} groups
   * @param {(picture: Picture) => string|undefined} nothing what is said where no group has a voice */
  constructor(place, about, groups, nothing) {
    super(place, about);
    this.#groups = groups;
    this.#nothing = nothing;
  }

  empty() {
    return [make("p", "nothing", this.picture ? this.#nothing(this.picture) : "")];
  }

  turn() {
    for (const each of this.place.querySelectorAll("[data-id]")) {
      const id = each.getAttribute("data-id") ?? "";
      this.#times.set(id, (this.#times.get(id) ?? 0) + 1);
    }
    super.turn();
  }

  leave() {
    super.leave();
    this.#times.clear();
  }

  /** @param {Picture} picture @returns {Page[]} */
  pages(picture) {
    const groups = this.#groups(picture, this.about);
    const style = getComputedStyle(this.place);
    const width = this.place.clientWidth - Number.parseFloat(style.paddingLeft) * 2;
    const columns = Math.floor(width / (NARROWEST * pixels(this.place, "--least")));
    const pages = [];
    for (let at = 0; at < groups.length; ) {
      const beside = groups.slice(at, at + Math.max(1, this.#fitting(groups.slice(at, at + COLUMNS), columns)));
      pages.push(...(beside.length > 1 ? [this.#page(beside)] : this.#alone(beside[0], columns)));
      at += beside.length;
    }
    return pages;
  }

  /** How many of these stand side by side, each with the newest that its tables shared.
   * @param {Group[]} groups @param {number} columns */
  #fitting(groups, columns) {
    for (let count = Math.min(columns, groups.length); count > 1; count -= 1) {
      const newest = groups.slice(0, count).map((group) => ({ ...group, items: group.items.slice(0, 1) }));
      if (this.#columns(newest).every((column) => column.querySelector(".voice"))) return count;
    }
    return 1;
  }

  /** @param {Group[]} groups @returns {Page} */
  #page(groups) {
    const read = this.#columns(groups).map((column) => column.textContent);
    return { build: () => this.#columns(groups), read: read.join(" ") };
  }

  /** Columns that stand in the place, filled with the voices that fit. @param {Group[]} groups */
  #columns(groups) {
    this.place.dataset.form = "columns";
    const columns = groups.map((group) => {
      const column = make("section", "group");
      column.append(...this.#head(group));
      return column;
    });
    this.place.replaceChildren(...columns);
    for (const [n, column] of columns.entries()) this.#fill(column, groups[n]?.items ?? []);
    return this.#grow(columns);
  }

  /** The pages of one group: name and purpose beside its voices, or one after the other in a deep room.
   * @param {Group|undefined} group @param {number} columns @returns {Page[]} */
  #alone(group, columns) {
    if (!group) return [];
    const beside = columns > 1 && this.#spread(group).every(whole);
    if (group.purpose && !beside) return this.#stacked(group);
    const found = this.#spread(group, (column, items) => this.#fill(column, items));
    if (found[1]?.querySelector(".voice")) {
      return [{ build: () => this.#whole(group), read: `${group.name} ${group.purpose} ${found[1].textContent}` }];
    }
    return this.#parts(group, (show) => this.#spread(group, show)).map((page, n) => ({
      ...page,
      read: n === 0 ? `${group.purpose} ${page.read}` : page.read,
    }));
  }

  /** @param {Group} group @param {(column: HTMLElement, items: Told[]) => void} [show] */
  #spread(group, show) {
    this.place.dataset.form = group.purpose ? "spread" : "alone";
    const lead = make("section", "lead");
    lead.append(...this.#head(group));
    const voices = make("section", "group");
    if (group.purpose) this.place.replaceChildren(lead, voices);
    else {
      voices.append(...lead.children);
      this.place.replaceChildren(voices);
    }
    show?.(voices, group.items);
    return group.purpose ? [lead, voices] : [voices, voices];
  }

  /** The newest, in parts. @param {Group} group
   * @param {(show: (column: HTMLElement) => void) => HTMLElement[]} build @returns {Page[]} */
  #parts(group, build) {
    const item = group.items[0];
    if (!item) return [];
    const partOf = this.about.words.page ?? "";
    /** @param {string} words @param {string} part @param {boolean} headline */
    const shown = (words, part, headline) => (/** @type {HTMLElement} */ column) =>
      column.append(voice(item, { words, part, headline, translation: null }));
    const fits = (/** @type {boolean} */ headline) => (/** @type {string} */ words) =>
      build(shown(words, partOf, headline)).every(whole);
    const headline = fits(true)("");
    const parts = paginate(item.text, fits(headline));
    return parts.map((words, n) => {
      const part = filled(partOf, { n: n + 1, of: parts.length });
      return { build: () => build(shown(words, part, headline && n === 0)), read: words };
    });
  }

  /** For a room so deep that little stands beside anything. @param {Group} group @returns {Page[]} */
  #stacked(group) {
    const build = (/** @type {(column: HTMLElement) => void} */ show, purpose = "") => {
      this.place.dataset.form = "alone";
      const column = make("section", "group");
      column.append(...this.#head({ ...group, purpose }));
      this.place.replaceChildren(column);
      show(column);
      return [column];
    };
    const nothing = () => undefined;
    const purposes = paginate(group.purpose, (part) => build(nothing, part).every(whole));
    return [
      ...purposes.map((part) => ({ build: () => build(nothing, part), read: part })),
      ...this.#parts(group, (show) => build(show)),
    ];
  }

  /** @param {Group} group */
  #head(group) {
    const name = make("h2", "", group.name);
    if (group.hue) name.dataset.hue = String(group.hue);
    const count = make("p", "count", tables(this.about.words, new Set(group.items.map((item) => item.seat)).size));
    return group.purpose ? [name, make("p", "purpose", group.purpose, group.lang), count] : [name, count];
  }

  /** @param {Group} group */
  #whole(group) {
    const built = this.#spread(group, (column, items) => this.#fill(column, items));
    this.#grow(built.slice(-1));
    return built;
  }

  /** The newest that fit whole, those that were not up before the others. @param {HTMLElement} column
   * @param {Told[]} items newest first */
  #fill(column, items) {
    const times = (/** @type {Told} */ item) => this.#times.get(item.id) ?? 0;
    for (const item of [...items].sort((a, b) => times(a) - times(b)).slice(0, TRIED)) {
      const added = voice(item);
      column.append(added);
      if (!whole(column)) added.remove();
    }
  }

  /** The same in larger type, if there is room. @param {HTMLElement[]} columns */
  #grow(columns) {
    const u = pixels(this.place, "--u");
    const base = Math.max(pixels(this.place, "--least"), SMALL * u);
    largest(base, Math.max(base, CALM * u), (size) => {
      for (const column of columns) column.style.setProperty("--size", `${size}px`);
      return columns.every(whole);
    });
    return columns;
  }
}
