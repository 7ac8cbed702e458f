// @ts-check
/** Countdown: how long something still takes, by the server's clock and never by the laptop's. No DOM. */

/** The server's time, carried on by a clock that only counts. */
export class ServerClock {
  #counting;
  #ahead = Number.NaN;

  /** @param {() => number} counting milliseconds since anything, e.g. performance.now */
  constructor(counting) {
    this.#counting = counting;
  }

  /** The server has just said what time it is. @param {string} now */
  heard(now) {
    const told = Date.parse(now);
    if (!Number.isNaN(told)) this.#ahead = told - this.#counting();
  }

  /** Whole seconds until then, rounded up; null when there is no such moment or no time was told.
   * @param {string|null|undefined} moment */
  left(moment) {
    const left = (Date.parse(moment ?? "") - this.#ahead - this.#counting()) / 1000;
    return Number.isNaN(left) ? null : Math.ceil(left);
  }
}

/** 4:05, 59:00, 1:30:00. @param {number} seconds */
export function spoken(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, n) => (n === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
