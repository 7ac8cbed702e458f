// @ts-check
/**
 * Stage: from a picture to what the room sees. Draws with textContent only. Cards stand absolutely and move by
 * `translate`: that is the whole animation, and others stay where they are.
 *
 * A text too long for a column is shown in parts that take turns; nothing is ever cut off. A card keeps its column for
 * as long as it is up. New ones enter on top of the column that rested longest; what no longer fits whole leaves at the
 * bottom. What a burst pushed past unseen gets its turn when the room is calm.
 */

import { paginate, readingTime } from "./pages.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{item: Told, element: HTMLElement, words: HTMLElement, dots: HTMLElement, parts: string[], part: number,
 *   column: number, turns: number}} Card */

const COLUMNS = 2;
const TOGETHER = 900;
const CALM = 6000;
const LEAVE = 500;
/** Above this share of its height a column counts as full, and this many are tried for what is left. */
const FULL = 0.8;
const TRIED = 24;
/** More than this never enter in the same moment. */
const AT_ONCE = 8;

export class Stage {
  #place;
  #hues;
  #partOf;
  /** @type {Map<string, Told>} */
  #items = new Map();
  /** @type {Map<string, Card>} */
  #cards = new Map();
  /** Ids in each column, top first. @type {string[][]} */
  #columns = Array.from({ length: COLUMNS }, () => []);
  #entered = Array.from({ length: COLUMNS }, () => 0);
  /** Ids that wait to enter, oldest first. @type {string[]} */
  #pending = [];
  /** Ids that have been up. @type {Set<string>} */
  #shown = new Set();
  #timer = 0;
  #lastArrival = 0;

  /** @param {HTMLElement} place @param {Record<string, number>} hues @param {string} partOf e.g. "Part {n} of {of}" */
  constructor(place, hues, partOf) {
    this.#place = place;
    this.#hues = hues;
    this.#partOf = partOf;
    new ResizeObserver(() => this.redraw()).observe(place);
  }

  /** Bring the stage from what it shows to this picture. @param {Picture} picture */
  draw(picture) {
    this.#items = picture.items;
    for (const [id, card] of this.#cards) {
      const item = picture.items.get(id);
      if (!item) this.#leave(id);
      else if (item.seq !== card.item.seq) this.#change(card, item);
    }
    if (picture.fresh) {
      this.#pending = [];
      this.#shown = new Set(picture.items.keys());
      this.#arrange(false);
      return;
    }
    const waiting = new Set(this.#pending);
    const arrived = [...picture.items.values()]
      .filter((item) => !this.#shown.has(item.id) && !waiting.has(item.id))
      .sort(byArrival);
    if (arrived.length > 0) this.#lastArrival = performance.now();
    this.#pending = [...this.#pending.filter((id) => picture.items.has(id)), ...arrived.map((item) => item.id)];
    this.#arrange(true);
    this.#admitSoon();
  }

  /** One at a time when the room is calm, together when many arrive. */
  #admitSoon() {
    if (this.#timer || this.#pending.length === 0) return;
    // Of a burst the newest enter; the others have their turn when the room is calm.
    this.#admit(this.#pending.splice(0).slice(-AT_ONCE));
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.#admitSoon();
      if (this.#pending.length === 0) this.#remember();
    }, TOGETHER);
  }

  /** Who was pushed past without being seen enters when nobody else does. */
  #remember() {
    const unseen = [...this.#items.values()].filter((item) => !this.#shown.has(item.id)).sort(byArrival);
    const next = unseen[0];
    if (!next || this.#timer) return;
    const calm = performance.now() - this.#lastArrival;
    this.#timer = window.setTimeout(
      () => {
        this.#timer = 0;
        if (this.#items.has(next.id) && !this.#shown.has(next.id) && performance.now() - this.#lastArrival >= CALM) {
          this.#lastArrival = performance.now();
          this.#pending.push(next.id);
        }
        if (this.#pending.length > 0) this.#admitSoon();
        else this.#remember();
      },
      Math.max(200, CALM - calm),
    );
  }

  /** @param {string[]} ids oldest first */
  #admit(ids) {
    for (const id of ids) {
      const item = this.#items.get(id);
      if (!item || this.#cards.has(id)) continue;
      const column = this.#entered.indexOf(Math.min(...this.#entered));
      this.#entered[column] = Math.max(...this.#entered) + 1;
      this.#make(item, column);
      this.#columns[column]?.unshift(id);
    }
    this.#arrange(true);
  }

  /** Put every card in its place; what does not fit whole leaves, and what fits below comes back.
   * @param {boolean} moving */
  #arrange(moving) {
    const { height, gap, top } = this.#measures();
    for (const ids of this.#columns) {
      ids.sort((a, b) => Number(this.#items.get(b)?.pinned ?? false) - Number(this.#items.get(a)?.pinned ?? false));
      let at = 0;
      for (const id of [...ids]) {
        const card = this.#cards.get(id);
        if (!card) continue;
        const tall = card.element.offsetHeight;
        if (at > 0 && at + tall > height) {
          this.#leave(id);
          continue;
        }
        this.#put(card, top + at, moving);
        at += tall + gap;
      }
    }
    this.#fill(moving);
    for (const id of this.#cards.keys()) this.#shown.add(id);
  }

  /** Use what room is left for the newest that are not up. @param {boolean} moving */
  #fill(moving) {
    const waiting = new Set(this.#pending);
    const others = [...this.#items.values()]
      .filter((item) => !this.#cards.has(item.id) && !waiting.has(item.id) && (!moving || this.#shown.has(item.id)))
      .sort(byArrival)
      .reverse();
    others.sort((a, b) => Number(b.pinned) - Number(a.pinned));
    const { height, gap, top } = this.#measures();
    for (const item of others.slice(0, TRIED)) {
      const used = this.#columns.map((ids) => this.#used(ids, gap));
      const column = used.indexOf(Math.min(...used));
      const at = used[column] ?? 0;
      if (at > height * FULL) return;
      const card = this.#make(item, column);
      if (at > 0 && at + card.element.offsetHeight > height) {
        this.#forget(item.id);
        continue;
      }
      this.#columns[column]?.push(item.id);
      this.#put(card, top + at, moving);
    }
  }

  /** @param {string[]} ids @param {number} gap */
  #used(ids, gap) {
    return ids.reduce((sum, id) => sum + (this.#cards.get(id)?.element.offsetHeight ?? -gap) + gap, 0);
  }

  #measures() {
    const style = getComputedStyle(this.#place);
    const top = Number.parseFloat(style.paddingTop);
    const height = this.#place.clientHeight - top - Number.parseFloat(style.paddingBottom);
    return { height, top, gap: Number.parseFloat(style.rowGap) || 0 };
  }

  /** @param {Card} card @param {number} y @param {boolean} moving */
  #put(card, y, moving) {
    const { element } = card;
    element.style.translate = `0 ${Math.round(y)}px`;
    if (element.classList.contains("new")) {
      if (moving) element.getBoundingClientRect(); // so that it enters from where it begins
      element.classList.toggle("at-once", !moving);
      element.classList.remove("new");
    }
  }

  /** @param {Told} item @param {number} column @returns {Card} */
  #make(item, column) {
    const element = document.createElement("article");
    element.className = `card new column-${column}`;
    const headline = document.createElement("h2");
    const words = document.createElement("p");
    words.className = "words";
    words.dir = "auto";
    const dots = document.createElement("p");
    dots.className = "parts";
    const signed = document.createElement("footer");
    element.append(headline, words, dots, signed);
    this.#place.append(element);
    const card = { item, element, words, dots, parts: [""], part: 0, column, turns: 0 };
    this.#cards.set(item.id, card);
    this.#write(card, item);
    return card;
  }

  /** @param {Card} card @param {Told} item */
  #write(card, item) {
    card.item = item;
    const { element, words } = card;
    const [headline, , , signed] = element.children;
    element.dataset.hue = String(this.#hues[String(item.community.id)] ?? 1);
    element.classList.toggle("pinned", Boolean(item.pinned));
    if (item.lang) element.lang = item.lang;
    else element.removeAttribute("lang");
    if (headline instanceof HTMLElement) {
      headline.textContent = item.headline ?? "";
      headline.hidden = !item.headline;
    }
    if (signed) signed.textContent = item.table ? `${item.community.name} · ${item.table}` : item.community.name;
    this.#divide(card, item.text);
    words.lang = item.lang ?? "";
  }

  /** Cut a long text into parts and keep the card as tall as its tallest, so that turning moves nothing.
   * @param {Card} card @param {string} text */
  #divide(card, text) {
    const { element, words } = card;
    window.clearTimeout(card.turns);
    words.style.minHeight = "";
    element.classList.remove("in-parts");
    words.textContent = text;
    const most = this.#measures().height;
    if (element.offsetHeight <= most) {
      card.parts = [text];
      return;
    }
    element.classList.add("in-parts");
    card.dots.textContent = this.#partOf; // its line counts when the parts are measured
    card.parts = paginate(text, (part) => {
      words.textContent = part;
      return element.offsetHeight <= most;
    });
    const tallest = Math.max(
      ...card.parts.map((part) => {
        words.textContent = part;
        return words.offsetHeight;
      }),
    );
    words.style.minHeight = `${tallest}px`;
    this.#turn(card, 0);
  }

  /** @param {Card} card @param {number} part */
  #turn(card, part) {
    card.part = part % card.parts.length;
    const text = card.parts[card.part] ?? "";
    card.words.textContent = text;
    card.dots.textContent = this.#partOf
      .replace("{n}", String(card.part + 1))
      .replace("{of}", String(card.parts.length));
    card.turns = window.setTimeout(() => this.#turn(card, card.part + 1), readingTime(text));
  }

  /** @param {Card} card @param {Told} item */
  #change(card, item) {
    const { item: before } = card;
    if (item.text === before.text && item.headline === before.headline && item.community.name === before.community.name) {
      card.item = item;
      card.element.classList.toggle("pinned", Boolean(item.pinned));
      return;
    }
    this.#write(card, item);
  }

  /** Take a card off the stage; its words are gone at once, its place closes calmly. @param {string} id */
  #leave(id) {
    const card = this.#cards.get(id);
    if (!card) return;
    window.clearTimeout(card.turns);
    this.#cards.delete(id);
    this.#columns = this.#columns.map((ids) => ids.filter((each) => each !== id));
    if (!this.#items.has(id)) {
      card.element.remove();
      return;
    }
    card.element.classList.add("leaving");
    window.setTimeout(() => card.element.remove(), LEAVE);
  }

  /** @param {string} id */
  #forget(id) {
    const card = this.#cards.get(id);
    if (!card) return;
    window.clearTimeout(card.turns);
    card.element.remove();
    this.#cards.delete(id);
  }

  /** Measure everything anew: the window or the fonts have changed. */
  redraw() {
    for (const id of [...this.#cards.keys()]) this.#forget(id);
    this.#columns = Array.from({ length: COLUMNS }, () => []);
    this.#arrange(false);
  }
}

/** Oldest first. @param {Told} a @param {Told} b */
function byArrival(a, b) {
  return a.shown_at < b.shown_at ? -1 : a.shown_at > b.shown_at ? 1 : a.seq - b.seq;
}
