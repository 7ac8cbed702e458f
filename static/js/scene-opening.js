// @ts-check
/**
 * Opening: the question, and that the card on the table is the way in. The page brings the words, the stage the question
 * and the size of the type. In a deep room the code takes less and what is said beside the question goes; a question
 * that is too long even then is shown in parts.
 */

import { Pager } from "./pager.js";
import { paginate, readingTime } from "./pages.js";

/** @typedef {import("./feed.js").Picture} Picture */

/** Beside the question, the most first: all, all with a smaller code, no title, and nothing but code and time. */
const FORMS = ["all", "small", "brief", "bare"];

export class Opening {
  #place;
  #prompt;
  #text = "";
  #pager = new Pager(() => this.redraw());

  /** @param {HTMLElement} place @param {HTMLElement} prompt where the question stands in it */
  constructor(place, prompt) {
    this.#place = place;
    this.#prompt = prompt;
    const sized = new ResizeObserver(() => this.redraw());
    for (const each of [place, ...place.querySelectorAll(".timer")]) sized.observe(each);
  }

  /** @param {Picture} picture */
  draw({ stage }) {
    this.#text = stage?.prompt?.text ?? "";
    this.#prompt.lang = stage?.prompt?.lang ?? "";
    this.#pager.follow(stage);
    this.redraw();
  }

  /** @param {number} by */
  step(by) {
    this.#pager.step(by);
  }

  leave() {
    this.#pager.reset();
  }

  redraw() {
    this.#pager.stop();
    const fits = (/** @type {string} */ text) => {
      this.#prompt.textContent = text;
      return this.#whole([...this.#place.children].slice(0, 1));
    };
    const whole = FORMS.some((form) => {
      this.#place.dataset.form = form;
      return fits(this.#text) && this.#whole([...this.#place.children]);
    });
    if (whole) return;
    const parts = paginate(this.#text, fits);
    this.#prompt.textContent = parts[this.#pager.at(Math.max(parts.length, 1))] ?? "";
    this.#pager.stays(readingTime(this.#prompt.textContent));
  }

  /** Whether nothing is cut off or stands among heads; a place that nobody sees holds anything. @param {Element[]} sides */
  #whole(sides) {
    const { bottom, height } = this.#place.getBoundingClientRect();
    const floor = bottom - Number.parseFloat(getComputedStyle(this.#place).paddingBottom) + 0.5;
    return (
      height === 0 ||
      sides.every((each) => each.getBoundingClientRect().bottom <= floor && each.scrollWidth <= each.clientWidth)
    );
  }
}
