// @ts-check
/**
 * Opening: the question, and that the card on the table is the way in. The page brings the words, the stage the question
 * and the size of the type. In a deep room the code takes less and what is said beside the question goes; a question
 * that is too long even then is shown in parts. The form leaves room for a clock, so that the code neither shrinks nor
 * moves when one comes; what is left makes the question larger.
 */

import { largest } from "./fit.js";
import { Pager } from "./pager.js";
import { paginate, readingTime } from "./pages.js";
import { pixels } from "./voice.js";

/** @typedef {import("./feed.js").Picture} Picture */

/** Beside the question, the most first: all, all with a smaller code, no title, and nothing but code and time. */
const FORMS = ["all", "small", "brief", "bare"];
/** The type of the question, in hundredths of the image height: as it is chosen, and as it may grow. */
const BASE = 5.4;
const CALM = 9;

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
    const base = Math.max(pixels(this.#place, "--least"), BASE * pixels(this.#place, "--u"));
    this.#place.style.setProperty("--size", `${base}px`);
    const whole = this.#reserved(() =>
      FORMS.some((form) => {
        this.#place.dataset.form = form;
        return this.#fits(this.#text) && this.#whole([...this.#place.children]);
      }),
    );
    if (whole) this.#grow(base);
    else this.#divide();
  }

  /** The same in larger type, as far as it fills what is left. @param {number} base */
  #grow(base) {
    largest(base, Math.max(base, CALM * pixels(this.#place, "--u")), (size) => {
      this.#place.style.setProperty("--size", `${size}px`);
      return this.#whole([...this.#place.children]);
    });
  }

  #divide() {
    const parts = this.#reserved(() => paginate(this.#text, (part) => this.#fits(part)));
    this.#prompt.textContent = parts[this.#pager.at(Math.max(parts.length, 1))] ?? "";
    this.#pager.stays(readingTime(this.#prompt.textContent));
  }

  /** @template T @param {() => T} measure while a clock has its room, whether there is one or not */
  #reserved(measure) {
    this.#place.dataset.reserved = "";
    const found = measure();
    delete this.#place.dataset.reserved;
    return found;
  }

  /** @param {string} text */
  #fits(text) {
    this.#prompt.textContent = text;
    return this.#whole([...this.#place.children].slice(0, 1));
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
