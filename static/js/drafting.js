// @ts-check
/**
 * Drafting: a phone's side of the draft that a table writes together. No DOM and no clock of its own: the box, sending
 * and waiting are handed in, so that all of it is tested in Node.
 *
 * The server puts all changes in one order. This phone holds the text that it and the server agreed on; what was typed
 * since stands on whatever the server has by the time it answers. A lost answer costs nothing: `sent` and the version
 * it started from tell the server what of the next request it knows already.
 */

import { inherited, letters, merged, moved } from "./merging.js";

/** @typedef {{text: string, start: number, end: number}} Box */
/** @typedef {{epoch: string, version: number, text: string|null, taken: boolean, others: number, writing: boolean,
 *   shared: string|null}} Told */
/** @typedef {{status: number, body: any, retryAfter: number}} Reply */
/** @typedef {{phone: string, sent: number, heard: boolean, epoch: string|null, base: number|null, agreed: string}} Kept
 *   `heard` is false while something was said and not answered */
/**
 * `getText` gives null while a word is being composed: nothing may change then, and an answer counts as lost.
 * `changed` says that `kept` is to be kept, and that who is here, or what the draft has become, may be others;
 * `ended` that this table no longer writes together.
 * @typedef {{getText: () => Box|null, setText: (box: Box) => void, now: () => number, random: () => number,
 *   send: (method: "GET"|"POST", asked: Record<string, any>) => Promise<Reply>,
 *   later: (ms: number, work: () => void) => void, changed: () => void, ended: () => void}} Means
 */

const WRITING = 4000;
const QUICK = 1000;
const CALM = 2500;
const ALONE = 5000;
const LONGEST = 15000;
/** So far ahead that a phone which has forgotten how often it spoke is heard again. */
const LEAP = 100;

export class SharedDraft {
  #means;
  #kept;
  /** What was agreed on, and which letters of it were typed here. @type {string[]} */
  #agreed;
  /** @type {boolean[]} */
  #mine = [];
  #typed = -Infinity;
  #busy = false;
  #failures = 0;
  #asked = 0;
  #on = false;
  #turn = 0;
  /** What the draft has become here, until the server knows. @type {string|null} */
  #became = null;
  /** How many other phones are here, whether one of them is typing, and what the draft has become on one of them. */
  others = 0;
  writing = false;
  /** @type {string|null} */
  shared = null;

  /** @param {Means} means @param {Kept} kept what this phone kept over a reload, or the beginning */
  constructor(means, kept) {
    this.#means = means;
    this.#kept = { ...kept };
    this.#agreed = letters(kept.agreed);
  }

  /** What this phone must know after a reload. @returns {Kept} */
  get kept() {
    return { ...this.#kept, agreed: this.#agreed.join("") };
  }

  start() {
    this.#on = true;
    this.#soon(0);
  }

  stop() {
    this.#on = false;
  }

  /** Somebody types here. */
  typed() {
    if (this.#means.now() - this.#typed > QUICK) this.#soon(QUICK / 2);
    this.#typed = this.#means.now();
  }

  /** The draft has become a reflection here, and the box is empty again. @param {string} reference */
  became(reference) {
    this.#became = reference;
    this.#soon(0);
  }

  /** One exchange with the server. Nothing is lost when it fails: the next one says it all again. */
  async exchange() {
    const box = this.#means.getText();
    if (this.#busy || !box) return;
    this.#busy = true;
    try {
      const said = this.#news(letters(box.text));
      const became = this.#became;
      const reply = said ? await this.#say(said.join("")) : await this.#ask();
      if (reply.status === 200 && typeof reply.body?.epoch === "string") this.#hear(reply.body, said, became);
      else this.#refused(reply);
    } catch {
      this.#failures += 1; // no answer: it may have arrived
    } finally {
      this.#busy = false;
    }
  }

  /** What the server does not know yet, if anything. @param {string[]} text */
  #news(text) {
    const strange = !this.#kept.heard || (this.#kept.base === null && text.length > 0);
    return strange || this.#became !== null || text.join("") !== this.#agreed.join("") ? text : null;
  }

  /** @param {string} text */
  #say(text) {
    this.#kept.sent += 1;
    this.#kept.heard = false;
    this.#means.changed();
    const { phone, sent, epoch, base } = this.#kept;
    const writing = this.#became === null && this.#means.now() - this.#typed < WRITING;
    return this.#means.send("POST", { phone, sent, epoch, base, text, writing, shared: this.#became });
  }

  #ask() {
    const { phone, epoch, base } = this.#kept;
    return this.#means.send("GET", base === null ? { phone } : { phone, epoch, version: base });
  }

  /** @param {Told} told @param {string[]|null} said @param {string|null} became */
  #hear(told, said, became) {
    const box = this.#means.getText();
    if (!box) return;
    const text = letters(box.text);
    this.#failures = this.#asked = 0;
    this.others = told.others;
    this.writing = told.writing;
    this.shared = told.shared ?? this.shared;
    const { base, epoch } = this.#kept;
    if (!said && base !== null && told.epoch !== epoch && text.length > 0) {
      this.#kept.base = null; // a server that has forgotten: it gets all the words again
    } else {
      this.#kept.heard = true;
      if (said && told.taken && this.#became === became) this.#became = null;
      if (said && !told.taken) this.#kept.sent += LEAP;
      this.#rebase(told, said, box, text);
    }
    this.#means.changed();
  }

  /** Put what was typed meanwhile on what the server has. @param {Told} told @param {string[]|null} said
   * @param {Box} box @param {string[]} typed */
  #rebase(told, said, box, typed) {
    const taken = said !== null && told.taken;
    const strange = !taken && told.epoch !== this.#kept.epoch;
    const start = taken ? said : strange ? [] : this.#agreed;
    const mine = taken ? inherited(this.#mine, this.#agreed, said, true) : strange ? [] : this.#mine;
    const theirs = told.text === null ? (said ?? this.#agreed) : letters(told.text);
    const text = merged(start, theirs, typed, (place) => mine[place - 1] ?? false);
    this.#mine = inherited(mine, start, theirs, false);
    this.#agreed = theirs;
    this.#kept.epoch = told.epoch;
    this.#kept.base = told.version;
    if (text.join("") === typed.join("")) return;
    const to = (/** @type {number} */ at) =>
      text.slice(0, moved(typed, text, letters(box.text.slice(0, at)).length)).join("").length;
    this.#means.setText({ text: text.join(""), start: to(box.start), end: to(box.end) });
  }

  /** @param {Reply} reply */
  #refused(reply) {
    if (reply.status === 404 && reply.body?.status === 404) {
      this.stop();
      this.#means.ended();
      return;
    }
    this.#failures += 1;
    this.#asked = reply.retryAfter * 1000;
  }

  /** Exchange again after a while; of several plans the last one counts. @param {number} ms */
  #soon(ms) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#means.later(ms * (0.8 + 0.4 * this.#means.random()), () => {
      if (this.#on && turn === this.#turn) void this.exchange().then(() => this.#soon(this.#pause()));
    });
  }

  #pause() {
    if (this.#failures > 0) return Math.max(Math.min(LONGEST, QUICK * 2 ** this.#failures), this.#asked);
    const lively = this.writing || this.#became !== null || this.#means.now() - this.#typed < WRITING;
    return lively ? QUICK : this.others > 0 ? CALM : ALONE;
  }
}
