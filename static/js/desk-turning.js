// @ts-check
/**
 * Desk, turning: from presses to the page that the walls are asked for. One request is on its way at a time: of several
 * presses the last one counts, in whatever order a network would have delivered them.
 */

export class Turning {
  #ask;
  /** The page that is wanted, until the stage says it. @type {number|null} */
  #wanted = null;
  /** @type {number|null} */
  #heard = null;
  #asking = false;

  /** @param {(page: number) => Promise<boolean>} ask asks for a page; whether it was granted */
  constructor(ask) {
    this.#ask = ask;
  }

  /** What the stage says now. @param {number} page */
  hears(page) {
    this.#heard = page;
    this.#settle();
  }

  /** A step from what the walls show, which turn by themselves as well. @param {number} shown @param {number} step */
  turn(shown, step) {
    this.#wanted = (this.#wanted ?? shown) + step;
    return this.#asking ? undefined : this.#asks();
  }

  async #asks() {
    this.#asking = true;
    let granted = true;
    let asked = null;
    while (granted && this.#wanted !== null && this.#wanted !== asked) {
      asked = this.#wanted;
      granted = await this.#ask(asked);
    }
    this.#asking = false;
    if (granted) this.#settle();
    else this.#wanted = null;
  }

  #settle() {
    if (!this.#asking && this.#wanted === this.#heard) this.#wanted = null;
  }
}
