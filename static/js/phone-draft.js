// @ts-check
/**
 * Phone draft: the box of this page as one of several that a table writes in together. What is written stays on this
 * phone as before; `drafting.js` brings it to the others. It waits while an older reflection is edited, while a word is
 * being composed, and from Share until the receipt: only then do the words leave the others' boxes.
 */

import { SharedDraft } from "./drafting.js";
import { request, shelf } from "./phone-parts.js";

/** @typedef {import("./phone-parts.js").Phone} Phone */
/** @typedef {import("./drafting.js").Kept} Kept */
/** @typedef {{page: string, kept: Kept, shared: string|null}} Record `page`: whose it is, for of several tabs the newest
 *   goes on; `shared`: the key of what the draft has become here and the server does not know yet */

/** A word that was begun and left may be told to the others, as far as it is. */
const LEFT = 1500;

export class TableDraft {
  #phone;
  #name;
  #page;
  #changed;
  /** @type {SharedDraft} */
  #draft;
  /** @type {string|null} */
  #shared = null;
  #composing = false;
  #typed = -Infinity;
  /** The next question for the box comes from an answer, which might change it. */
  #answered = false;
  /** Whether this tab is the one that goes on after a reload. */
  #newest = true;
  ended = false;

  /** @param {Phone} phone @param {() => void} changed somebody came, went, wrote or shared */
  constructor(phone, changed) {
    this.#phone = phone;
    this.#changed = changed;
    this.#name = `rw:together:${phone.page.conference}/${phone.page.place}`;
    this.#page = phone.freshKey();
    this.#draft = this.#begun(this.#found());
    phone.box.addEventListener("compositionstart", () => {
      this.#composing = true;
    });
    phone.box.addEventListener("compositionend", () => {
      this.#composing = false;
    });
    this.#keep();
    this.#draft.start();
  }

  get others() {
    return this.#draft.others;
  }

  get writing() {
    return this.#draft.others > 0 && this.#draft.writing;
  }

  /** The reference of what the draft has become on another phone. */
  get became() {
    return this.#draft.shared;
  }

  stop() {
    this.ended = true;
    this.#draft.stop();
  }

  typed() {
    this.#typed = performance.now();
    if (!this.#phone.editing()) this.#draft.typed();
  }

  /** What stood in the box is on its way as a reflection. @param {string} key */
  shared(key) {
    this.#shared = key;
    this.#keep();
    this.look();
  }

  /** Whether the reflection has arrived; if it never will, the table's draft comes back into this box. */
  look() {
    if (this.#shared === null || this.ended) return;
    const item = this.#phone.outbox.item(this.#shared);
    if (item?.receipt) {
      this.#shared = null;
      this.#draft.became(item.receipt.reference);
      this.#keep();
    } else if (!item || item.withdraw) this.afresh();
  }

  /** Begin as a phone that has just come: nothing that is gone from this box is to go from the others. */
  afresh() {
    this.#draft.stop();
    this.#shared = null;
    this.#draft = this.#begun(null);
    this.#keep();
    if (!this.ended) this.#draft.start();
  }

  /** @param {Kept|null} kept */
  #begun(kept) {
    const blank = { phone: this.#phone.freshKey(), sent: 0, heard: true, epoch: null, base: null, agreed: "" };
    const draft = new SharedDraft(
      {
        getText: () => this.#text(),
        setText: (box) => this.#phone.drafted(box),
        now: () => performance.now(),
        random: Math.random,
        send: (method, asked) => this.#send(method, asked),
        later: (ms, work) => void setTimeout(work, ms),
        changed: () => this.#heard(draft),
        ended: () => this.#end(draft),
      },
      kept ?? blank,
    );
    return draft;
  }

  /** What this browser kept of the draft. A box that is empty although there were words was shared or emptied before
   * this module came: an answer is not to be taken for a deletion. @returns {Kept|null} */
  #found() {
    /** @type {Record|null} */
    const found = shelf.read(this.#name);
    if (typeof found?.kept?.phone !== "string" || typeof found.kept.agreed !== "string") return null;
    const { box, outbox } = this.#phone;
    const words = found.kept.agreed.trim();
    const sent = outbox.items().find((item) => (item.queue[0] ?? item.acked)?.text.trim() === words);
    this.#shared = found.shared ?? (box.value === "" && words !== "" && sent ? sent.key : null);
    return box.value === "" && words !== "" && this.#shared === null ? null : found.kept;
  }

  #text() {
    const answered = this.#answered;
    this.#answered = false;
    if (this.#shared !== null || this.#phone.editing() || document.visibilityState === "hidden") return null;
    if (this.#composing && (answered || performance.now() - this.#typed < LEFT)) return null;
    const { value, selectionStart, selectionEnd } = this.#phone.box;
    return { text: value, start: selectionStart ?? value.length, end: selectionEnd ?? value.length };
  }

  /** @param {"GET"|"POST"} method @param {{[name: string]: any}} asked */
  async #send(method, asked) {
    const query = method === "GET" ? `?${new URLSearchParams(asked)}` : "";
    const reply = await request(this.#phone.page, method, `draft${query}`, method === "POST" ? asked : null);
    this.#answered = true;
    return reply;
  }

  /** @param {SharedDraft} draft */
  #heard(draft) {
    if (draft !== this.#draft) return;
    const keeper = shelf.read(this.#name)?.page ?? this.#page;
    if (this.#newest && keeper !== this.#page) {
      this.#newest = false; // a newer tab goes on under this name
      return this.afresh();
    }
    this.#keep();
    this.#changed();
  }

  /** @param {SharedDraft} draft */
  #end(draft) {
    if (draft !== this.#draft) return;
    this.ended = true;
    this.#changed();
  }

  #keep() {
    if (this.#newest) shelf.write(this.#name, { page: this.#page, kept: this.#draft.kept, shared: this.#shared });
  }
}
