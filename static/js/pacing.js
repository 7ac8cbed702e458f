// @ts-check
/**
 * Pacing: who comes next, and how long a card stays. No DOM and no clock, so that it can be tried in a moment.
 *
 * Whoever arrives comes before all that has been up, in the order of arrival. When nobody waits, everything takes turns:
 * what was never up first, the newest of it before the others, then what was last up longest ago, with the seats mixed.
 */

import { readingTime } from "./pages.js";

/** @typedef {import("./feed.js").Told} Told */

/** No card and no part of one stays less than this. */
const SHORTEST = 6000;
/** So many waiting, or one waiting so long, halve the time that a card stays. */
const MANY = 12;
const LONG = 30_000;
/** A wall that slept finds hundreds at once: more than a full room would wait too long, so the older ones take turns. */
const FULL_ROOM = 60;
/** How many are looked at to find one that fits. */
const LOOKED_AT = 40;

/** How long words stay, in ms. @param {string} text @param {number} haste 0 in a calm room, 1 in a burst */
export function stay(text, haste) {
  return Math.max(SHORTEST, readingTime(text) * (1 - haste / 2));
}

export class Turns {
  /** @type {Map<string, Told>} */
  #items = new Map();
  /** Who waits to be up for the first time and since when, the longest first. @type {Map<string, number>} */
  #waiting = new Map();
  /** When each was last up; what is missing never was. @type {Map<string, number>} */
  #last = new Map();
  /** @type {Map<string, number>} */
  #seats = new Map();

  /** What there is now. The very first picture holds no arrivals: nobody in the room has just shared it.
   * @param {Map<string, Told>} items @param {number} now @param {boolean} first */
  heard(items, now, first) {
    for (const kept of [this.#waiting, this.#last]) {
      for (const id of kept.keys()) if (!items.has(id)) kept.delete(id);
    }
    const arrived = first ? [] : [...items.values()].filter((item) => !this.#items.has(item.id));
    for (const item of arrived.sort(byArrival)) this.#waiting.set(item.id, now);
    const tooMany = this.#waiting.size - FULL_ROOM;
    if (tooMany > 0) for (const id of [...this.#waiting.keys()].slice(0, tooMany)) this.#waiting.delete(id);
    this.#items = items;
  }

  /** Those who wait, who has waited longest first; the pinned that are not up before them. @param {Set<string>} up */
  arrivals(up) {
    const pinned = [...this.#items.values()].filter((item) => item.pinned && !up.has(item.id)).map((item) => item.id);
    return [...new Set([...pinned, ...this.#waiting.keys()])];
  }

  /** From 0, a calm room, to 1. @param {number} now */
  haste(now) {
    const [since] = this.#waiting.values();
    const long = since === undefined ? 0 : (now - since) / LONG;
    return Math.max(0, Math.min(1, Math.max((this.#waiting.size - 2) / MANY, long)));
  }

  /** Whose turn it is when nobody waits, the first of them most of all. Only the half that rested longest is looked
   * at, so that a short one, which fits anywhere, does not come up again and again. @param {Set<string>} up */
  turns(up) {
    const resting = [...this.#items.values()].filter((item) => !up.has(item.id) && !this.#waiting.has(item.id));
    const last = (/** @type {Told} */ item) => this.#last.get(item.id) ?? -1;
    const seat = (/** @type {Told} */ item) => this.#seats.get(seatOf(item)) ?? -1;
    const half = Math.max(6, Math.ceil(resting.length / 2));
    return resting
      .sort((a, b) => last(a) - last(b) || byArrival(b, a))
      .slice(0, Math.min(LOOKED_AT, half))
      .sort((a, b) => Math.sign(last(a) + 0.5) - Math.sign(last(b) + 0.5) || seat(a) - seat(b));
  }

  /** It is up, or was until now. @param {Told} item @param {number} now */
  seen(item, now) {
    this.#waiting.delete(item.id);
    this.#last.set(item.id, now);
    this.#seats.set(seatOf(item), now);
  }

  /** It had to go before anybody could read it: it waits once more, before the others. @param {Told} item
   * @param {number} now */
  again(item, now) {
    this.#waiting = new Map([[item.id, now], ...this.#waiting]);
  }
}

/** @param {Told} item */
function seatOf(item) {
  return String(item.seat ?? item.community?.id ?? "");
}

/** Oldest first. @param {Told} a @param {Told} b */
function byArrival(a, b) {
  return a.shown_at < b.shown_at ? -1 : a.shown_at > b.shown_at ? 1 : a.seq - b.seq;
}
