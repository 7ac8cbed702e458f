// @ts-check
/**
 * Phone room: everything that a table's page does beside sharing: heartbeats, the clock, notes, what the wall shows now,
 * and the draft that a table writes together. It comes when the page is in use already; sharing never waits for it.
 */

import { Heart } from "./phone-beat.js";
import { factsOf, forgetName, nameOf } from "./phone-facts.js";
import { Notes } from "./phone-notes.js";
import { at, fill, make, request, style } from "./phone-parts.js";
import { PhoneTimer } from "./phone-timer.js";
import { Together } from "./phone-together.js";
import { takenBack } from "./outbox.js";

/** @typedef {import("./outbox.js").Item} Item */
/** @typedef {import("./phone-parts.js").Phone} Phone */
/** @typedef {import("./phone-parts.js").Told} Told */

/** How long until a part that could not be loaded is asked for again. */
const AGAIN = 20_000;

export class Room {
  #phone;
  #heart;
  #timer;
  #notes;
  #together;
  /** @type {import("./phone-draft.js").TableDraft|null} */
  #draft = null;
  /** @type {import("./phone-wall.js").WallNow|null} */
  #wall = null;
  /** @type {Told|null} */
  #told = null;
  #typed = -Infinity;
  /** Parts under way, and when each was last asked for. @type {Map<string, number>} */
  #loading = new Map();
  #tries = 0;

  /** @param {Phone} phone its style comes first, so that nothing is seen without it */
  static async open(phone) {
    await style();
    return new Room(phone);
  }

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    this.#timer = new PhoneTimer(phone);
    this.#notes = new Notes(phone);
    this.#together = new Together(phone);
    this.#heart = this.#beating();
    setInterval(() => this.#look(), 1000);
    at("now").addEventListener("toggle", () => this.#look());
    addEventListener("pagehide", () => this.#heart.last());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#heart.last();
      else this.#look();
    });
  }

  /** How things stand at this table, as the server has just told. @param {Told} told */
  heard(told) {
    this.#told = told;
    this.#timer.heard(told.stage);
    this.#notes.heard(told.notes, told.stage.now);
    this.#write(told);
    this.#wall?.heard(told);
    this.#together.heard(told, this.#draft);
    this.#say();
  }

  /** Somebody writes. */
  typed() {
    this.#typed = performance.now();
    this.#draft?.typed();
  }

  /** A new reflection is on its way. @param {string} key */
  shared(key) {
    this.#draft?.shared(key);
  }

  /** This phone was cleared, and its box with it. */
  cleared() {
    this.#draft?.afresh();
    this.#notes.forget();
    this.#together.forget();
    forgetName(this.#phone);
  }

  /** The outbox has changed. */
  changed() {
    this.#draft?.look();
    // What arrives behind a locked screen is unsent no more, and nobody looks until it is unlocked.
    if (document.visibilityState === "hidden") this.#heart.last();
  }

  #beating() {
    const phone = nameOf(this.#phone);
    return new Heart({
      send: (beat, last) => request(this.#phone.page, "POST", "heartbeat", { phone, ...beat }, kept(last)),
      facts: () => factsOf(this.#phone, performance.now() - this.#typed),
      now: () => performance.now(),
    });
  }

  #look() {
    if (document.visibilityState === "hidden") return;
    if (navigator.onLine) this.#heart.look();
    this.#timer.look();
    this.#notes.look();
    this.#together.look();
    if (at("now").hasAttribute("open")) this.#show();
  }

  /** The wall is loaded when somebody opens it. */
  #show() {
    if (this.#wall) return this.#wall.look();
    void this.#load("phone-wall", ({ WallNow }) => {
      const wall = (this.#wall = /** @type {import("./phone-wall.js").WallNow} */ (new WallNow(this.#phone)));
      if (this.#told) wall.heard(this.#told);
      wall.look();
    });
  }

  /** The draft is the table's for as long as the desk says so. @param {Told} told */
  #write(told) {
    if (!told.shared_draft || this.#draft?.ended) {
      this.#draft?.stop();
      this.#draft = null;
    }
    if (!told.shared_draft || this.#draft) return;
    void this.#load("phone-draft", ({ TableDraft }) => {
      this.#draft = new TableDraft(this.#phone, () => this.#together.look());
      if (this.#told) this.#together.heard(this.#told, this.#draft);
    });
  }

  /** Load one more part. What failed is asked for again after a while, under another name: some browsers remember.
   * @param {string} name @param {(module: any) => void} use */
  async #load(name, use) {
    if (performance.now() - (this.#loading.get(name) ?? -Infinity) < AGAIN) return;
    this.#loading.set(name, performance.now());
    try {
      use(await import(this.#tries === 0 ? `./${name}.js` : `./${name}.js?${this.#tries}`));
      this.#loading.delete(name);
    } catch {
      this.#tries += 1;
    }
  }

  /** Beside the words of one's own: what the organizers wrote, whom it resonates with, which phones sign. */
  #say() {
    const numbers = this.#told?.shared.map((each) => [each.reference, each.resonance, each.signatures]);
    const noted = JSON.stringify([numbers, this.#told?.resonance, this.#notes.noted]);
    this.#phone.mine.say(noted, (item) => this.#beside(item));
  }

  /** @param {Item} item */
  #beside(item) {
    const reference = item.receipt?.reference;
    return {
      state: takenBack(item) ? [] : this.#numbers(reference).map((said) => make("p", "quiet", said)),
      notes: this.#notes.about(reference),
    };
  }

  /** @param {string|undefined} reference */
  #numbers(reference) {
    const { words } = this.#phone.page;
    const own = this.#told?.shared.find((each) => each.reference === reference);
    const resonance = (this.#told?.resonance && own?.resonance) || 0;
    const signatures = this.#together.signatures(reference);
    const said = [];
    if (resonance > 0) said.push(fill(resonance === 1 ? words.resonance_one : words.resonance, { n: resonance }));
    if (signatures > 0) said.push(fill(words.signatures, { n: signatures + 1 }));
    return said;
  }
}

/** A last heartbeat outlives its page. @param {boolean} last @returns {RequestInit} */
function kept(last) {
  return last ? { keepalive: true } : { priority: "low" };
}
