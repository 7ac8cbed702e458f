// @ts-check
/** Desk, toast: one line says what was done and offers to take it back for ten seconds. It is always there, so that the
 * list below it never moves. */

import { at, button } from "./desk-dom.js";

const SECONDS = 10;

export class Toast {
  /** @type {(() => void)|null} */
  #back = null;
  #timer = 0;
  /** The last deed that was sent, while it has no answer. */
  #waiting = 0;
  /** The deed that was asked back before its answer came. */
  #early = 0;
  #deeds = 0;

  constructor() {
    at("undo").addEventListener("click", () => this.undo());
  }

  /** Say it, with nothing to take back. @param {string} text */
  say(text) {
    this.offer(text, null, []);
  }

  /** A deed was sent: it can be taken back from now on, although only its answer tells how. Gives the number that the
   * answer is offered under. */
  sent() {
    this.#end();
    this.#waiting = ++this.#deeds;
    return this.#waiting;
  }

  /** Say what was done. @param {string} text @param {(() => void)|null} back takes it back
   * @param {{text: string, work: () => void}[]} [more] what can be added to it
   * @param {number} [deed] the number it was sent under; a newer deed's answer will have the last word */
  offer(text, back, more = [], deed = 0) {
    if (deed && deed !== this.#deeds) return;
    const early = deed !== 0 && this.#early === deed;
    this.#end();
    at("said").textContent = text;
    this.#back = back;
    at("undo").hidden = back === null;
    at("adding").replaceChildren(...more.map((each) => button(each.text, "", each.work)));
    at("adding").hidden = more.length === 0;
    this.#timer = window.setTimeout(() => this.#end(), SECONDS * 1000);
    if (early) this.undo();
  }

  undo() {
    this.#early = this.#waiting;
    if (this.#waiting) return;
    const back = this.#back;
    this.#end();
    back?.();
  }

  /** The offer ends; a focus on it goes to the list. */
  #end() {
    window.clearTimeout(this.#timer);
    if (at("news").contains(document.activeElement)) at("list").focus();
    this.#back = null;
    this.#waiting = 0;
    this.#early = 0;
    at("said").textContent = "";
    at("undo").hidden = true;
    at("adding").hidden = true;
  }
}
