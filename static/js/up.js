// @ts-check
/**
 * Up: the cards that the room sees, each in its place. They stand absolutely and move by `translate`: that is the whole
 * animation. How a card looks is decided in cards.js, where it stands in placing.js.
 */

import { Cards, stays } from "./cards.js";
import { Board } from "./placing.js";
import { pixels } from "./voice.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./cards.js").Shape} Shape */
/** @typedef {import("./placing.js").Way} Way */
/** @typedef {import("./placing.js").Standing & {item: Told, shape: Shape, element: HTMLElement, column: number,
 *   part: number, turned: number, read: boolean}} Card `read`: all its parts have had their time once */

const COLUMNS = 2;
/** A column is at least so wide, in sizes of the smallest type; where two are not, there is one. */
const NARROWEST = 11;
const LEAVE = 500;

export class Up {
  #place;
  #cards;
  /** @type {Map<string, Card>} */
  #up = new Map();
  /** @type {Map<string, {seq: number, shape: Shape}>} */
  #shapes = new Map();
  board = new Board(COLUMNS);
  /** The least that a card takes. */
  least = 0;

  /** @param {HTMLElement} place @param {Cards} cards */
  constructor(place, cards) {
    this.#place = place;
    this.#cards = cards;
  }

  get cards() {
    return [...this.#up.values()];
  }

  get ids() {
    return new Set(this.#up.keys());
  }

  /** How large the place is; everything is measured anew when that, or the type, has changed. */
  measure() {
    const style = getComputedStyle(this.#place);
    const before = this.board.height;
    const edges = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
    this.board.height = this.#place.clientHeight - edges;
    this.board.gap = Number.parseFloat(style.rowGap) || 0;
    this.#shapes.clear();
    if (this.board.height <= 0) return;
    const width = this.#place.clientWidth - 2 * Number.parseFloat(style.paddingLeft);
    this.#divide(width / COLUMNS < NARROWEST * pixels(this.#place, "--least") ? 1 : COLUMNS);
    this.least = this.#cards.least();
    for (const card of this.cards) this.#rewrite(card, card.item, card.turned, before === this.board.height);
  }

  /** Into so many columns; whoever is up stands in the first of them, as far as there is room. @param {number} many */
  #divide(many) {
    if (many === this.board.columns.length) return;
    const standing = this.board.columns.flat();
    this.board.columns = Array.from({ length: many }, (_, n) => (n === 0 ? standing : []));
    /** @type {HTMLElement} */ (this.#place.parentElement).dataset.columns = String(many);
    for (const card of this.cards) {
      card.column = 0;
      card.element.classList.replace("column-1", "column-0");
    }
  }

  /** Nothing is kept of what is gone. @param {Map<string, Told>} items */
  keep(items) {
    for (const id of this.#shapes.keys()) if (!items.has(id)) this.#shapes.delete(id);
    for (const id of this.#up.keys()) if (!items.has(id)) this.#vanish(id);
  }

  /** @param {Told} item @returns {Shape} */
  shape(item) {
    const known = this.#shapes.get(item.id);
    if (known?.seq === item.seq) return known.shape;
    const shape = this.#cards.shape(item, this.board.height);
    this.#shapes.set(item.id, { seq: item.seq, shape });
    return shape;
  }

  /** @param {Told} item @param {Way} way @param {number} now @returns {Card} */
  enter(item, way, now) {
    for (const { id } of way.go) this.leave(id);
    const shape = this.shape(item);
    const element = this.#cards.make(item, shape, way.column);
    element.classList.toggle("after", way.go.length > 0);
    this.#place.append(element);
    const standing = { id: item.id, tall: shape.tall, due: Infinity, pinned: Boolean(item.pinned) };
    const card = { ...standing, item, shape, element, column: way.column, part: 0, turned: now, read: false };
    this.#up.set(item.id, card);
    this.board.enter(card, way);
    return card;
  }

  /** What is too little for another card makes the type of this one larger. @param {Card} card */
  grow(card) {
    const left = this.board.left(card.column) + this.board.gap;
    if (left <= 0 || left >= this.least + this.board.gap) return;
    card.shape = this.#cards.grown(card.item, card.shape, card.tall + left);
    card.tall = card.shape.tall;
    this.#cards.write(card.element, card.item, card.shape, card.part);
  }

  /** When each will have been read, at this haste. @param {number} haste */
  reckon(haste) {
    for (const card of this.#up.values()) {
      const times = stays(card.item, card.shape.parts, haste).slice(card.part);
      card.due = card.read ? card.turned : card.turned + times.reduce((sum, each) => sum + each, 0);
    }
  }

  /** Long texts turn to their next part; the last stays if the card is to go. @param {number} now @param {number} haste */
  turn(now, haste) {
    for (const card of this.#up.values()) {
      const many = card.shape.parts.length;
      const time = stays(card.item, card.shape.parts, haste)[card.part] ?? 0;
      if (now - card.turned < time) continue;
      card.read ||= card.part === many - 1;
      if (many === 1) continue;
      card.part = (card.part + 1) % many;
      card.turned = now;
      this.#cards.write(card.element, card.item, card.shape, card.part);
    }
  }

  /** New words, or a pin. Whoever reads them has to begin again. @param {Card} card @param {Told} item
   * @param {number} now */
  change(card, item, now) {
    const before = card.item;
    const same = ["text", "headline", "lang", "table"].every((name) => item[name] === before[name]);
    if (same && item.community.name === before.community.name) {
      card.item = item;
      card.pinned = Boolean(item.pinned);
      card.element.classList.toggle("pinned", card.pinned);
      return;
    }
    this.#rewrite(card, item, now);
  }

  /** @param {Card} card @param {Told} item @param {number} turned @param {boolean} [calmly] its type stays as it is */
  #rewrite(card, item, turned, calmly = false) {
    const usual = this.shape(item);
    const shape = calmly && card.shape.grown > 1 ? this.#cards.grown(item, usual, card.tall) : usual;
    const again = item !== card.item || shape.parts.length !== card.shape.parts.length;
    Object.assign(card, { item, shape, tall: shape.tall, pinned: Boolean(item.pinned), turned });
    if (again) Object.assign(card, { part: 0, read: false });
    this.#cards.write(card.element, item, shape, card.part);
  }

  /** Its words are gone at once; its place closes calmly. @param {string} id */
  #vanish(id) {
    this.#up.get(id)?.element.remove();
    this.#up.delete(id);
    this.board.leave(id);
  }

  /** Take a card off the stage. @param {string} id */
  leave(id) {
    const card = this.#up.get(id);
    if (!card) return;
    this.#up.delete(id);
    this.board.leave(id);
    card.element.classList.add("leaving");
    window.setTimeout(() => card.element.remove(), LEAVE);
  }

  /** Everybody goes where they stand now. @param {boolean} moving */
  settle(moving) {
    const top = Number.parseFloat(getComputedStyle(this.#place).paddingTop);
    for (const [id, y] of this.board.places()) {
      const element = this.#up.get(id)?.element;
      if (!element) continue;
      element.style.translate = `0 ${Math.round(top + y)}px`;
      if (!element.classList.contains("new")) continue;
      if (moving) element.getBoundingClientRect(); // so that it enters from where it begins
      element.classList.toggle("at-once", !moving);
      element.classList.remove("new");
    }
  }
}
