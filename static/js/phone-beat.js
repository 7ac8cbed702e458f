// @ts-check
/**
 * Phone beat: from what a phone is doing to the room map at the desk, never with a word of text. No DOM: sending and
 * the clock are handed in. A heartbeat waits until a state has settled, and never for anything else to wait for it.
 */

/** @typedef {"opened"|"writing"|"sending"|"trouble"} Doing */
/** @typedef {{state: Doing, unsent: number, draft: boolean}} Beat */
/** @typedef {{unsent: number, draft: boolean, refused: number, misses: number, online: boolean, sinceTyped: number}} Facts
 *   `draft`: whether words that were never shared stand in the box; which, nobody is told */
/** @typedef {{send: (beat: Beat, last: boolean) => Promise<{status: number, retryAfter: number}>, facts: () => Facts,
 *   now: () => number}} Means */

const PACE = 20_000;
const SETTLED = 1500;
const LEAST = 3000;
const LATELY = 30_000;
/** More than this the desk does not want to know. */
const MOST = 999;

/** How a phone is getting on, by what calls loudest. @param {Facts} facts @returns {Beat} */
export function beatOf({ unsent, draft, refused, misses, online, sinceTyped }) {
  const trouble = refused > 0 || (unsent > 0 && (misses >= 2 || !online));
  const doing = trouble ? "trouble" : unsent > 0 ? "sending" : sinceTyped < LATELY ? "writing" : "opened";
  return { state: doing, unsent: Math.min(unsent, MOST), draft };
}

export class Heart {
  #means;
  #said = "";
  #saidAt = -Infinity;
  #seen = "";
  #seenAt = -Infinity;
  #wait = 0;
  #busy = false;
  #over = false;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /** Look how things stand, every second while the page is seen. */
  look() {
    const now = this.#means.now();
    const beat = beatOf(this.#means.facts());
    const state = JSON.stringify(beat);
    if (state !== this.#seen) this.#seenAt = this.#seen === "" ? -Infinity : now;
    this.#seen = state;
    const since = now - this.#saidAt;
    const news = state !== this.#said && now - this.#seenAt >= SETTLED && since >= LEAST;
    if (!this.#busy && !this.#over && since >= this.#wait && (news || since >= PACE)) void this.#say(beat, false);
  }

  /** The page goes out of sight, perhaps for good. */
  last() {
    if (!this.#over && this.#said !== "") void this.#say(beatOf(this.#means.facts()), true);
  }

  /** @param {Beat} beat @param {boolean} last */
  async #say(beat, last) {
    this.#busy = true;
    this.#said = JSON.stringify(beat);
    this.#saidAt = this.#means.now();
    try {
      const { status, retryAfter } = await this.#means.send(beat, last);
      this.#wait = retryAfter * 1000;
      this.#over = status === 404; // a link that is no more
    } catch {
      this.#said = "?"; // it may not have arrived: said again with the next look that may
    } finally {
      this.#busy = false;
    }
  }
}
