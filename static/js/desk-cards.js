// @ts-check
/** Desk, cards: the list as it stands on the page. Only what changed is drawn anew; focus and choice stay where they were,
 * and nothing is drawn while a press is under way. */

import { card } from "./desk-card.js";
import { all, make, put } from "./desk-dom.js";

/** @typedef {import("./feed.js").Told} Told */

/** How long after the finger its click may come, in ms. */
const CLICK = 80;

export class Cards {
  #place;
  #tools;
  /** Ids in the order in which they stand. @type {string[]} */
  order = [];
  /** @type {string|null} */
  chosen = null;
  /** Whether a person has seen that it is chosen: only then does a key judge it. */
  armed = false;
  #pressed = false;
  #clicking = 0;
  /** What could not be drawn because of the press. @type {(() => void)|null} */
  #later = null;

  /** @param {HTMLElement} place @param {import("./desk-card.js").Tools} tools */
  constructor(place, tools) {
    this.#place = place;
    this.#tools = tools;
    place.addEventListener("pointerdown", (event) => this.#touched(event.target));
    place.addEventListener("focusin", (event) => this.#touched(event.target));
    place.addEventListener("keydown", (event) => this.#key(event));
    this.#minds();
  }

  /** Whether somebody works in the list: nothing may move under a finger, a pointer or the focus. */
  get busy() {
    return this.chosen !== null || this.#place.matches(":hover") || this.#place.contains(document.activeElement);
  }

  clear() {
    this.#pressed = false;
    this.#later = null;
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
    if (this.#pressed) {
      this.#later = () => this.arrange(wanted, nothing);
      return;
    }
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
    if (held && !held.isConnected) this.#hold(held.id, heldAt, deedOf(focused));
  }

  /** @param {Told[]} wanted */
  #put(wanted) {
    /** @type {Element|null} */
    let before = null;
    for (const item of wanted) {
      const present = document.getElementById(item.id);
      const element = present?.dataset.seq === String(item.seq) ? present : this.#drawn(item, present);
      if (item.id === this.chosen) element.classList.add("at");
      if (present && present !== element) present.replaceWith(element);
      const next = /** @type {Element|null} */ (before ? before.nextElementSibling : this.#place.firstElementChild);
      if (next !== element) this.#place.insertBefore(element, next);
      before = element;
    }
  }

  /** A card that was opened is drawn open. @param {Told} item @param {HTMLElement|null} present */
  #drawn(item, present) {
    return card(item, this.#tools, present?.querySelector("details")?.open ?? false);
  }

  /** The focus was on a card that has gone or was drawn anew. On the same card it goes to the same deed; otherwise to the
   * card as a whole, where a key that is still on its way does nothing. @param {string} id @param {number} place
   * @param {string|undefined} deed */
  #hold(id, place, deed) {
    const same = document.getElementById(id);
    const button = same && deed ? same.querySelector(`[data-deed="${deed}"]`) : null;
    const target = button ?? same ?? this.#place.children[Math.min(place, this.order.length - 1)];
    const { armed } = this;
    if (target instanceof HTMLElement && this.order.length > 0) target.focus();
    else this.#place.parentElement?.focus();
    this.armed = armed; // moving the focus is not choosing
  }

  /** From pressing to letting go nothing is drawn: a card that is drawn anew under a finger loses the press, and one that
   * moves gets somebody else's. */
  #minds() {
    this.#place.addEventListener("pointerdown", () => this.#press());
    for (const name of ["pointerup", "pointercancel", "keyup", "blur"]) addEventListener(name, () => this.#letGo());
  }

  #press() {
    window.clearTimeout(this.#clicking);
    this.#pressed = true;
  }

  /** The click comes right after the pointer is up, and counts for what was seen. */
  #letGo() {
    window.clearTimeout(this.#clicking);
    this.#clicking = window.setTimeout(() => {
      const later = this.#later;
      this.#pressed = false;
      this.#later = null;
      later?.();
    }, CLICK);
  }

  /** A key that is held down is one press; of Space it is the letting go that counts. @param {KeyboardEvent} event */
  #key(event) {
    const onButton = event.target instanceof Element && event.target.matches("button, summary");
    if (!onButton || !["Enter", " "].includes(event.key)) return;
    if (event.repeat) event.preventDefault();
    else if (event.key === " ") this.#press();
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

/** Which deed has the focus, if any. @param {Element|null} focused */
function deedOf(focused) {
  return focused instanceof HTMLElement ? focused.dataset.deed : undefined;
}
