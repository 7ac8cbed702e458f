// @ts-check
/** Desk, cards: the list as it stands on the page. Only what changed is drawn anew; focus and choice stay where they were. */

import { card } from "./desk-card.js";
import { all, make, put } from "./desk-dom.js";

/** @typedef {import("./feed.js").Told} Told */

export class Cards {
  #place;
  #tools;
  /** Ids in the order in which they stand. @type {string[]} */
  order = [];
  /** @type {string|null} */
  chosen = null;
  /** Whether a person has seen that it is chosen: only then does a key judge it. */
  armed = false;

  /** @param {HTMLElement} place @param {import("./desk-card.js").Tools} tools */
  constructor(place, tools) {
    this.#place = place;
    this.#tools = tools;
    place.addEventListener("pointerdown", (event) => this.#touched(event.target));
    place.addEventListener("focusin", (event) => this.#touched(event.target));
  }

  /** Whether somebody works in the list: nothing may move under a finger, a pointer or the focus. */
  get busy() {
    return this.chosen !== null || this.#place.matches(":hover") || this.#place.contains(document.activeElement);
  }

  clear() {
    this.#place.replaceChildren();
    this.order = [];
  }

  /** @param {string|null} id @param {boolean} focus @param {boolean} [armed] */
  choose(id, focus, armed = true) {
    this.armed = armed && id !== null;
    if (this.chosen) document.getElementById(this.chosen)?.classList.remove("at");
    this.chosen = id;
    const element = id ? document.getElementById(id) : null;
    element?.classList.add("at");
    if (focus) element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  }

  /** Bring the page from what stands to these. @param {Told[]} wanted @param {string} nothing said when there is none */
  arrange(wanted, nothing) {
    const ids = new Set(wanted.map((item) => item.id));
    const gone = this.chosen && !ids.has(this.chosen) ? this.order.indexOf(this.chosen) : -1;
    const focused = document.activeElement;
    const held = focused?.closest(".item") ?? null;
    const heldAt = held ? this.order.indexOf(held.id) : -1;
    for (const element of [...this.#place.children]) if (!ids.has(element.id)) element.remove();
    this.#put(wanted);
    this.order = wanted.map((item) => item.id);
    if (gone >= 0) this.choose(this.order[Math.min(gone, this.order.length - 1)] ?? null, false, false);
    if (wanted.length === 0) this.#place.replaceChildren(make("p", "quiet nothing", nothing));
    if (held && !held.isConnected) this.#hold(held, heldAt, focused === held);
  }

  /** @param {Told[]} wanted */
  #put(wanted) {
    /** @type {Element|null} */
    let before = null;
    for (const item of wanted) {
      const present = document.getElementById(item.id);
      const element = present?.dataset.seq === String(item.seq) ? present : card(item, this.#tools);
      if (item.id === this.chosen) element.classList.add("at");
      if (present && present !== element) present.replaceWith(element);
      const next = /** @type {Element|null} */ (before ? before.nextElementSibling : this.#place.firstElementChild);
      if (next !== element) this.#place.insertBefore(element, next);
      before = element;
    }
  }

  /** The focus was on a card that has gone or was drawn anew: it goes to its successor, whole or to its first deed.
   * @param {Element} held @param {number} place @param {boolean} whole */
  #hold(held, place, whole) {
    const again = document.getElementById(held.id) ?? this.#place.children[Math.min(place, this.order.length - 1)];
    const target = whole ? again : again?.querySelector("button");
    const { armed } = this;
    if (target instanceof HTMLElement) target.focus();
    else this.#place.parentElement?.focus();
    this.armed = armed; // moving the focus is not choosing
  }

  /** @param {EventTarget|null} target */
  #touched(target) {
    const item = target instanceof Element ? target.closest(".item") : null;
    if (item) this.armed = true;
    if (item && item.id !== this.chosen) {
      if (this.chosen) document.getElementById(this.chosen)?.classList.remove("at");
      this.chosen = item.id;
      item.classList.add("at");
    }
  }

  /** How long each waits, and how soon a clock runs out. @param {number} now by the server's clock, in ms */
  tick(now) {
    const { words } = this.#tools;
    for (const age of all(".age", this.#place)) {
      const { show, since } = age.dataset;
      if (show) {
        age.textContent = put(words.shown_in, { n: Math.max(0, Math.ceil((Date.parse(show) - now) / 1000)) });
        age.classList.toggle("soon", Date.parse(show) - now < 5000);
      } else if (since) {
        const minutes = Math.floor((now - Date.parse(since)) / 60_000);
        age.textContent = minutes > 0 ? put(words.age, { n: minutes }) : words.just_now;
      }
    }
  }
}
