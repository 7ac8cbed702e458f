// @ts-check
/**
 * Desk, turning: from presses to the page that the walls are asked for. One request is on its way at a time: of several
 * presses the last one counts, in whatever order a network would have delivered them.
 */

export class Turning {
  #ask;
  /** The page that is wanted, until the stage says it. @type {number|null} */
  #wanted = null;
  /** The page that the request on its way asks for; NaN once that counts no more. @type {number|null} */
  #asked = null;
  #scene = "";

  /** @param {(page: number) => Promise<boolean>} ask asks for a page; whether it was granted */
  constructor(ask) {
    this.#ask = ask;
  }

  /** What the stage says now; another scene has pages of its own. @param {import("./feed.js").Stage} stage */
  hears({ scene, page }) {
    // What is wanted and not asked for yet cannot have been granted: such a page is an older one that comes late.
    const granted = page === this.#wanted && (this.#asked === null || this.#asked === this.#wanted);
    if (granted || scene !== this.#scene) this.forget();
    this.#scene = scene;
  }

  /** Presses from before count no more: something else was chosen. */
  forget() {
    this.#wanted = null;
    if (this.#asked !== null) this.#asked = Number.NaN;
  }

  /** A step from what the walls show, which turn by themselves as well. @param {number} shown @param {number} step */
  turn(shown, step) {
    this.#wanted = (this.#wanted ?? shown) + step;
    return this.#asked === null ? this.#asks() : undefined;
  }

  async #asks() {
    while (this.#wanted !== null && this.#wanted !== this.#asked) {
      this.#asked = this.#wanted;
      const granted = await this.#ask(this.#asked);
      if (!granted && this.#wanted === this.#asked) this.forget();
    }
    this.#asked = null;
  }
}
