// @ts-check
/**
 * Pager: which of several pages is up. A press at the desk is a step from the page that a wall shows, whichever that is
 * by now: the stage's number says how far, not where. A wall that joins late begins at that number. The keys of the
 * projector's own laptop are steps as well, on its screen alone. When nobody pages, a page is turned as soon as it has
 * been read.
 */

/** @typedef {import("./feed.js").Stage} Stage */

export class Pager {
  #turn;
  #asked = 0;
  #local = 0;
  #shown = 0;
  #timer = 0;
  #fresh = true;

  /** @param {() => void} turn called when a page has been read */
  constructor(turn) {
    this.#turn = turn;
  }

  /** Follow the desk; whether that turns a page. @param {Stage|null} stage */
  follow(stage) {
    const asked = Number(stage?.page) || 0;
    const by = this.#fresh ? asked : asked - this.#asked;
    const turned = this.#fresh || by !== 0;
    this.#shown += by;
    this.#asked = asked;
    this.#fresh = false;
    return turned;
  }

  /** One page on or back, on this screen alone. @param {number} by */
  step(by) {
    this.#local += by;
    this.#shown += by;
    this.#turn();
  }

  /** Begin again with the desk's page. */
  reset() {
    this.stop();
    this.#local = this.#shown = 0;
    this.#fresh = true;
  }

  /** The number of the page that is up. @param {number} count how many there are */
  at(count) {
    return ((this.#shown % count) + count) % count;
  }

  /** The page stays for so long; then the next one is up, unless somebody pages by hand. @param {number} stay in ms */
  stays(stay) {
    this.stop();
    this.#timer = setTimeout(() => {
      if (this.#asked === 0 && this.#local === 0) this.#shown += 1;
      this.#turn();
    }, stay);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
