// @ts-check
/** Timer: what is left of the time, in the rail and in the opening, told by the server's clock. One clock and no second
 * one: while a question is about to close that is what counts. */

import { ServerClock, spoken } from "./countdown.js";

/** @typedef {import("./feed.js").Stage} Stage */

export class Timer {
  #clock = new ServerClock(() => performance.now());
  #elements;
  #words;
  /** @type {Stage|null} */
  #stage = null;

  /** @param {HTMLElement[]} elements every one says the same @param {Record<string, string>} words */
  constructor(elements, words) {
    this.#elements = elements;
    this.#words = words;
    setInterval(() => this.#tell(), 250);
  }

  /** @param {string} now the server's time, just heard @param {Stage|null} [stage] */
  heard(now, stage = this.#stage) {
    this.#clock.heard(now);
    this.#stage = stage;
    this.#tell();
  }

  #tell() {
    const said = this.#line(this.#stage?.prompt?.closes_at, "closes") || this.#line(this.#stage?.ends_at, "left");
    for (const element of this.#elements) {
      if (element.textContent !== said) element.textContent = said;
      element.hidden = said === "";
    }
  }

  /** @param {string|null|undefined} moment @param {"closes"|"left"} what */
  #line(moment, what) {
    const left = this.#clock.left(moment);
    if (left === null) return "";
    if (left <= 0) return what === "left" ? (this.#words.time ?? "") : "";
    const sentence = what === "left" ? "{time}" : left < 60 ? this.#words.closes_seconds : this.#words.closes;
    return (sentence ?? "").replace("{time}", spoken(left)).replace("{n}", String(left));
  }
}
