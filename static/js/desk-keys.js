// @ts-check
/** Desk, keys: one key for each deed, and a clicker's keys. Single keys can be switched off on this device, for whoever
 * speaks to their computer; the clicker's stay. */

import { recall, remember } from "./desk-dom.js";
import { Lull, QUIET } from "./desk-lull.js";

/** A key does something, or says `false` when it has nothing to do just now. @typedef {() => unknown} Work */

export class Keys {
  #single;
  #always;
  #on;
  #lull = new Lull();
  #ends = 0;
  #listening = new AbortController();

  /** @param {Record<string, Work>} single by what `named` makes of an event @param {Record<string, Work>} always
   * @param {string} memory where it is kept whether single keys are on; the switch, where a page has one, says so */
  constructor(single, always, memory) {
    this.#single = single;
    this.#always = always;
    const name = `${memory}:keys`;
    this.#on = recall(name, "on") === "on";
    const shown = document.getElementById("single-keys");
    if (shown instanceof HTMLInputElement) {
      shown.checked = this.#on;
      shown.addEventListener("change", () => {
        this.#on = shown.checked;
        remember(name, this.#on ? "on" : "off");
        this.#mark();
      });
    }
    this.#mark();
    this.#listen();
  }

  #listen() {
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => event.metaKey || this.#lull.down(event.code), { capture: true, signal });
    addEventListener("keydown", (event) => this.#press(event), { signal });
    addEventListener("keyup", (event) => this.#lull.up(event.code), { signal });
    addEventListener("blur", () => this.#lull.forget(), { signal });
    document.addEventListener("close", () => this.#rest(), { capture: true, signal });
  }

  /** No key does anything any more. */
  stop() {
    this.#listening.abort();
  }

  /** A dialog has closed: no single key counts for a moment, and none looks as if it did. */
  #rest() {
    this.#lull.begin(performance.now());
    this.#fade();
  }

  #fade() {
    window.clearTimeout(this.#ends);
    document.body.classList.add("lull");
    this.#ends = window.setTimeout(() => document.body.classList.remove("lull"), QUIET);
  }

  /** Keys that do nothing are not shown. */
  #mark() {
    document.body.classList.toggle("keyless", !this.#on);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (document.querySelector("dialog[open]") || target.matches(TYPING)) return;
    const name = named(event);
    if (name === "enter" && target.matches("button, a, summary, input, [role=tab]")) return;
    if (name.startsWith("arrow") && target.matches("[role=tab], input, summary")) return;
    if (event.repeat && !TURNING.test(name)) return; // a key that is held down is one press
    if (!TURNING.test(name) && !this.#lull.isOver(performance.now())) return this.#fade();
    const work = this.#always[name] ?? (this.#on ? this.#single[name] : undefined);
    if (work && work() !== false) event.preventDefault();
  }
}

const TURNING = /^(?:page|arrow)/;
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

/** A key as the desk names it, on every keyboard: French ones need Shift for digits and for the full stop.
 * @param {{key: string, code: string, shiftKey: boolean}} event @returns {string} */
export function named({ key, code, shiftKey }) {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (/^\d$/.test(key)) return key;
  if (digit) return shiftKey ? `shift+${digit}` : digit;
  const name = key.toLowerCase();
  return shiftKey && /^[a-z]$/.test(name) ? `shift+${name}` : name;
}
