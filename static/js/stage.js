// @ts-check
/**
 * Stage: from a picture to what the room sees, beat by beat.
 *
 * A card stays until it has been read, all its parts once. In a calm room each column changes at reading pace, and
 * whoever arrives comes next; in a burst several enter together and the stay is shorter (pacing.js).
 */

import { Cards, stays } from "./cards.js";
import { Turns } from "./pacing.js";
import { fill } from "./placing.js";
import { Up } from "./up.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./up.js").Card} Card */

const BEAT = 1000;
const TOGETHER = 900;
/** Between two turns in a calm room. */
const BREATH = 3000;
/** In one moment about so many enter or leave: few elements, and a room that can follow. */
const AT_ONCE = 4;
/** Cards placed by the measure of another typeface would have to go again at once; but nobody waits longer for one. */
const FACES = 2000;

export class Stage {
  #turns = new Turns();
  #up;
  /** @type {Map<string, Told>} */
  #items = new Map();
  /** The time that the room could see the stage, which alone is time to read; and the time by the clock. */
  #now = 0;
  #clock = performance.now();
  #entered = -Infinity;
  #ready = false;
  /** The least type that cards were measured with. */
  #least = "";
  #calm = 0;
  /** Until when the room reads what came last into each column. @type {Map<number, number>} */
  #reading = new Map();

  /** @param {HTMLElement} place @param {Record<string, number>} hues @param {string} partOf e.g. "Part {n} of {of}" */
  constructor(place, hues, partOf) {
    const cards = new Cards(/** @type {HTMLElement} */ (place.parentElement), hues, partOf);
    this.#up = new Up(place, cards);
    new ResizeObserver(() => this.redraw()).observe(place);
    document.fonts.addEventListener("loadingdone", () => this.redraw()); // some scripts come only with their first text
    void Promise.race([cards.faces(), new Promise((done) => setTimeout(done, FACES))]).then(() => {
      this.#ready = true;
      this.redraw();
    });
    setInterval(() => this.#beat(), BEAT);
  }

  /** Bring the stage from what it shows to this picture. @param {Picture} picture */
  draw(picture) {
    const first = picture.fresh && this.#items.size === 0;
    this.#tick();
    const least = String(picture.stage?.least);
    if (this.#least !== least || this.#up.least === 0) this.#up.measure();
    this.#least = least;
    this.#items = picture.items;
    this.#turns.heard(picture.items, this.#now, first);
    this.#up.keep(picture.items);
    for (const card of this.#up.cards) {
      const item = picture.items.get(card.id);
      if (item && item.seq !== card.item.seq) this.#up.change(card, item, this.#now);
    }
    this.#makeFit();
    if (first || this.#clock - this.#entered >= TOGETHER) this.#compose(!first);
  }

  /** Measure everything anew: the window, the type or the fonts have changed. */
  redraw() {
    this.#up.measure();
    this.#makeFit();
    this.#compose(false);
    for (const standing of this.#up.board.columns) {
      const last = this.#up.cards.find((card) => card.id === standing.at(-1)?.id);
      if (last) this.#up.grow(last);
    }
    this.#up.settle(false);
  }

  #beat() {
    this.#tick();
    this.#compose(true);
    this.#up.turn(this.#now, this.#turns.haste(this.#now));
  }

  /** What nobody could see was not read. */
  #tick() {
    const clock = performance.now();
    const { dataset, classList } = document.body;
    if (dataset.scene === "live" && !classList.contains("blanked")) this.#now += clock - this.#clock;
    this.#clock = clock;
  }

  /** Cards that have grown, or a place that has shrunk: some have to go, and who was not read comes back first. */
  #makeFit() {
    this.#up.reckon(0);
    for (const { id, due } of this.#up.board.tooMany()) {
      const item = this.#items.get(id);
      this.#up.leave(id);
      if (item && due > this.#now) this.#turns.again(item, this.#now);
    }
    this.#up.settle(true);
  }

  /** Let in who may come in. @param {boolean} moving */
  #compose(moving) {
    if (!this.#ready || this.#up.board.height <= 0) return;
    this.#up.reckon(this.#turns.haste(this.#now));
    /** @type {Card[]} */
    const entered = [];
    const claimed = this.#admit(entered);
    if (entered.length === 0 && claimed.size === 0) this.#rotate(entered);
    this.#fill(entered, claimed, moving ? AT_ONCE : 2 * AT_ONCE);
    if (entered.length > 0) this.#open(entered, moving);
  }

  /** Who has waited longest enters next; in the column where it waits for others to be read, nobody goes before it.
   * @param {Card[]} entered @returns {Set<number>} those columns */
  #admit(entered) {
    const claimed = new Set();
    const { board } = this.#up;
    let gone = 0;
    for (const id of this.#turns.arrivals(this.#up.ids)) {
      if (Math.max(entered.length, gone) >= AT_ONCE || claimed.size === board.columns.length) break;
      const item = this.#items.get(id);
      const way = item && board.way(this.#up.shape(item).tall, this.#now, (column) => !claimed.has(column));
      if (!item || !way) continue;
      if (way.when > this.#now) {
        claimed.add(way.column);
        continue;
      }
      gone += way.go.length;
      entered.push(this.#enter(item, way));
    }
    return claimed;
  }

  /** In a calm room, one takes the place of what has been read longest. @param {Card[]} entered */
  #rotate(entered) {
    const read = (/** @type {number} */ column) => (this.#reading.get(column) ?? 0) <= this.#now;
    if (this.#now < this.#calm || ![...this.#up.board.columns.keys()].some(read)) return;
    const [next] = this.#turns.turns(this.#up.ids);
    const way = next && this.#up.board.way(this.#up.shape(next).tall, this.#now, read);
    if (!next || !way || way.when > this.#now) return;
    entered.push(this.#enter(next, way));
    this.#calm = this.#now + BREATH;
  }

  /** Use what is left of the columns; an empty one begins with whose turn it is.
   * @param {Card[]} entered @param {Set<number>} claimed @param {number} most */
  #fill(entered, claimed, most) {
    const { board, least } = this.#up;
    for (const [column, standing] of board.columns.entries()) {
      const free = most - entered.length;
      if (claimed.has(column) || free <= 0 || board.left(column) < least) continue;
      const candidates = this.#turns.turns(this.#up.ids).map((item) => ({ item, tall: this.#up.shape(item).tall }));
      const begin = standing.length === 0 ? candidates.splice(0, 1) : [];
      const room = board.left(column) - begin.reduce((sum, { tall }) => sum + tall + board.gap, 0);
      for (const { item } of [...begin, ...fill(candidates, room, board.gap, free - begin.length)]) {
        const at = board.columns[column]?.length ?? 0;
        entered.push(this.#enter(item, { column, at, go: [], when: this.#now }));
      }
    }
  }

  /** @param {Told} item @param {import("./placing.js").Way} way */
  #enter(item, way) {
    for (const { id } of way.go) {
      const gone = this.#items.get(id);
      if (gone) this.#turns.seen(gone, this.#now);
    }
    this.#turns.seen(item, this.#now);
    return this.#up.enter(item, way, this.#now);
  }

  /** @param {Card[]} entered @param {boolean} moving */
  #open(entered, moving) {
    this.#entered = this.#clock;
    for (const column of this.#up.board.columns.keys()) {
      const last = entered.filter((card) => card.column === column).at(-1);
      if (last) this.#up.grow(last);
    }
    for (const { item, shape, column } of entered) {
      const time = stays(item, shape.parts, 0).reduce((sum, each) => sum + each, 0);
      this.#reading.set(column, Math.max(this.#now, this.#reading.get(column) ?? 0) + time);
    }
    this.#up.settle(moving);
  }
}
