// @ts-check
/**
 * Pager: which of several pages is up. The desk's number counts, and the keys of the projector's own laptop on top of
 * it until the desk's next change; when nobody pages, a page is turned as soon as it has been read.
 */

/** @typedef {import("./feed.js").Stage} Stage */

export class Pager {
  #turn;
  #seq = 0;
  #asked = 0;
  #local = 0;
  #auto = 0;
  #timer = 0;
  #fresh = true;

  /** @param {() => void} turn called when a page has been read */
  constructor(turn) {
    this.#turn = turn;
  }

  /** Follow the desk; whether that turns a page. @param {Stage|null} stage */
  follow(stage) {
    const before = this.#asked + this.#local;
    const asked = Number(stage?.page) || 0;
    if (stage && stage.seq !== this.#seq) this.#local = 0;
    if (asked !== this.#asked) this.#auto = 0;
    this.#seq = stage?.seq ?? 0;
    this.#asked = asked;
    const turned = this.#fresh || before !== asked + this.#local;
    this.#fresh = false;
    return turned;
  }

  /** One page on or back, on this screen alone. @param {number} by */
  step(by) {
    this.#local += by + this.#auto;
    this.#auto = 0;
    this.#turn();
  }

  /** Begin again with the desk's page. */
  reset() {
    this.stop();
    this.#local = this.#auto = 0;
    this.#fresh = true;
  }

  /** The number of the page that is up. @param {number} count how many there are */
  at(count) {
    return (((this.#asked + this.#local + this.#auto) % count) + count) % count;
  }

  /** The page stays for so long; then the next one is up, unless somebody pages by hand. @param {number} stay in ms */
  stays(stay) {
    this.stop();
    this.#timer = setTimeout(() => {
      if (this.#asked === 0 && this.#local === 0) this.#auto += 1;
      this.#turn();
    }, stay);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
