// @ts-check
/** Desk, lull: whoever types into a dialog may type on after it has closed. Until the keys that were down are up, and
 * nothing has been typed for a moment, no single key counts. No DOM: these are rules, and the time is handed in. */

/** In ms. */
export const QUIET = 600;

export class Lull {
  /** @type {Set<string>} */
  #down = new Set();
  /** The keys that were down when it began. @type {Set<string>} */
  #held = new Set();
  #until = 0;

  /** @param {string} code */
  down(code) {
    this.#down.add(code);
  }

  /** @param {string} code */
  up(code) {
    this.#down.delete(code);
    this.#held.delete(code);
  }

  /** Another window has the keyboard: what is let go there is not heard here. */
  forget() {
    this.#down.clear();
    this.#held.clear();
  }

  /** A dialog has closed. @param {number} now */
  begin(now) {
    this.#held = new Set(this.#down);
    this.#until = now + QUIET;
  }

  /** Whether it is over; a key that is pressed before makes it last on. @param {number} now */
  isOver(now) {
    const over = this.#held.size === 0 && now >= this.#until;
    if (!over) this.#until = Math.max(this.#until, now + QUIET);
    return over;
  }
}
