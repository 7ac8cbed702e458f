// @ts-check
/** Phone timer: what is left of the time, beside the table's number, where it moves nothing. By the server's clock. */

import { ServerClock, spoken } from "./countdown.js";
import { at, fill, make } from "./phone-parts.js";

/** @typedef {import("./phone-parts.js").Phone} Phone */
/** @typedef {import("./phone-parts.js").Told["stage"]} Stage */

export class PhoneTimer {
  // A phone's own clock goes on while it sleeps; performance.now() may not.
  #clock = new ServerClock(() => Date.now());
  #phone;
  #line = make("p", "timer");
  /** @type {Stage|null} */
  #stage = null;
  /** The last call that was told of. @type {string|null} */
  #told = null;
  #heard = "";

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    this.#line.setAttribute("role", "timer");
    this.#line.hidden = true;
    document.querySelector("header .seat")?.append(this.#line);
  }

  /** @param {Stage} stage */
  heard(stage) {
    this.#stage = stage;
    if (stage.now !== this.#heard) this.#clock.heard(stage.now);
    this.#heard = stage.now;
    this.look();
  }

  look() {
    const said = this.#said();
    if (this.#line.textContent !== said) this.#line.textContent = said;
    this.#line.hidden = said === "";
    at("title").classList.toggle("gone", said !== "");
  }

  #said() {
    const { words } = this.#phone.page;
    const closes = this.#clock.left(this.#stage?.closes_at);
    if (closes !== null && closes > 0) {
      this.#lastCall(spoken(closes));
      return fill(words.closes, { time: spoken(closes) });
    }
    const left = this.#clock.left(this.#stage?.ends_at);
    return left === null ? "" : left > 0 ? spoken(left) : (words.time ?? "");
  }

  /** Once for those who listen: a clock that speaks every second helps nobody. @param {string} time */
  #lastCall(time) {
    const call = this.#stage?.closes_at ?? null;
    if (call === this.#told) return;
    this.#told = call;
    this.#phone.speak(fill(this.#phone.page.words.closes_said, { time }));
  }
}
