// @ts-check
/** Desk, toast: one line says what was done and offers to take it back for ten seconds. It is always there, so that the
 * list below it never moves. */

import { at, button } from "./desk-dom.js";

const SECONDS = 10;

export class Toast {
  /** @type {(() => void)|null} */
  #back = null;
  #timer = 0;

  constructor() {
    at("undo").addEventListener("click", () => this.undo());
  }

  /** Say it, with nothing to take back. @param {string} text */
  say(text) {
    this.offer(text, null, []);
  }

  /** Say what was done. @param {string} text @param {(() => void)|null} back takes it back
   * @param {{text: string, work: () => void}[]} [more] what can be added to it */
  offer(text, back, more = []) {
    window.clearTimeout(this.#timer);
    at("said").textContent = text;
    this.#back = back;
    at("undo").hidden = back === null;
    at("adding").replaceChildren(...more.map((each) => button(each.text, "", each.work)));
    at("adding").hidden = more.length === 0;
    this.#timer = window.setTimeout(() => this.#end(), SECONDS * 1000);
  }

  undo() {
    const back = this.#back;
    this.#end();
    back?.();
  }

  /** The offer ends; a focus on it goes to the list. */
  #end() {
    window.clearTimeout(this.#timer);
    if (at("news").contains(document.activeElement)) at("list").focus();
    this.#back = null;
    at("said").textContent = "";
    at("undo").hidden = true;
    at("adding").hidden = true;
  }
}
