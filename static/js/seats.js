// @ts-check
/**
 * Seats: where each table stands in the picture of the room. Seeds of a sunflower, from the middle outwards in the order
 * of arrival: whoever comes takes the next place, and nobody moves. No DOM.
 */

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Two seeds are nowhere nearer than this share of the spiral's step; what is left between them is air. */
const NEAREST = 1.54;
const AIR = 0.93;
/** The room is measured in steps of so many tables, so that one more on the day moves nobody. */
const STEP = 12;

/** For how many tables the picture is drawn. @param {number} expected @param {number} taken */
export function capacity(expected, taken) {
  return Math.max(STEP, Math.ceil(Math.max(expected, taken) / STEP) * STEP);
}

/** Centre and diameter of a place, in a circle of diameter 1 around (0.5, 0.5). @param {number} place from 0
 * @param {number} places */
export function seed(place, places) {
  // Half a disc stands out beyond the last centre: step * sqrt(places) + step * NEAREST * AIR / 2 = 1 / 2.
  const step = 0.5 / (Math.sqrt(places) + (NEAREST * AIR) / 2);
  const away = step * Math.sqrt(place + 0.5);
  const angle = place * GOLDEN;
  return { x: 0.5 + away * Math.cos(angle), y: 0.5 + away * Math.sin(angle), size: step * NEAREST * AIR };
}

export class Seating {
  /** @type {Map<string, number>} */
  #places = new Map();

  /** The place of every seat; one that has left keeps its place empty. @param {Iterable<string>} seats by arrival */
  seat(seats) {
    for (const seat of seats) if (!this.#places.has(seat)) this.#places.set(seat, this.#places.size);
    return this.#places;
  }
}

/** The mark of the n-th community: A to Z, then AA. @param {number} n from 0 @returns {string} */
export function mark(n) {
  const last = String.fromCharCode(65 + (n % 26));
  return n < 26 ? last : mark(Math.floor(n / 26) - 1) + last;
}
