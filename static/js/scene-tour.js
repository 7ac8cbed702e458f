// @ts-check
/** Tour: fairly through every table, one to three voices at a time, each page for as long as it takes to read. */

import { largest } from "./fit.js";
import { Paged } from "./paged.js";
import { divided } from "./scene-spotlight.js";
import { TourPlan } from "./tour-plan.js";
import { filled, make, pixels, voice, whole, wordsOf } from "./voice.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./paged.js").Page} Page */
/** @typedef {{read: (epoch: string) => string|null, write: (epoch: string, ledger: string) => void}} Shelf */

const MOST = 3;
/** In hundredths of the image height: voices that share a page are not set smaller, and none is set larger. */
const COMFORT = 4.8;
const CALM = 6.4;
/** So many pages can be paged back to. */
const BACK = 30;
/** So many steps are taken at once, if that many presses come together. */
const STEPS = 30;

export class Tour extends Paged {
  #plan = new TourPlan();
  #epoch = "";
  #shelf;
  #epochNow;
  /** Ids on each page that was up, the newest last. @type {string[][]} */
  #pages = [];
  /** How many pages back the one that is up lies. */
  #back = 0;
  #part = 0;
  #parts = 1;
  #asked = 0;

  /** @param {HTMLElement} place @param {import("./voice.js").About} about @param {() => string} epoch
   * @param {Shelf} shelf where the ledger is kept */
  constructor(place, about, epoch, shelf) {
    super(place, about);
    this.#epochNow = epoch;
    this.#shelf = shelf;
  }

  /** @param {Picture} picture */
  draw(picture) {
    const epoch = this.#epochNow();
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#plan = new TourPlan(this.#shelf.read(epoch));
      this.#pages = [];
    }
    const asked = Number(picture.stage?.page) || 0;
    const by = this.take(picture) ? asked - this.#asked : 0;
    this.#asked = asked;
    if (by !== 0) this.step(by);
    else super.draw(picture);
  }

  /** Pages on or back, each press one: the next part of a long text, or the next tables. @param {number} by */
  step(by) {
    for (let steps = Math.min(Math.abs(by), STEPS); steps > 0; steps -= 1) {
      if (by > 0) this.#forward();
      else if (this.#part > 0) this.#part -= 1;
      else this.#back = Math.min(this.#back + 1, Math.max(this.#pages.length - 1, 0));
      this.build(); // which finds out what the next step is a step from
    }
  }

  turn() {
    if (this.place.querySelector("[data-id]")) this.#forward();
    this.build();
  }

  leave() {
    super.leave();
    this.#part = this.#back = 0;
  }

  #forward() {
    this.#part += 1;
    if (this.#part < this.#parts) return;
    this.#part = 0;
    if (this.#back > 0) {
      this.#back -= 1;
      return;
    }
    const items = this.picture?.items ?? new Map();
    this.#plan.showed((this.#pages.at(-1) ?? []).flatMap((id) => items.get(id) ?? []));
    this.#shelf.write(this.#epoch, this.#plan.ledger(items.values()));
    this.#pages = [...this.#pages.slice(-BACK), []];
  }

  /** The one page that is up. @param {Picture} picture @returns {Page[]} */
  pages(picture) {
    const at = this.#pages.length - 1 - this.#back;
    const before = (this.#pages[at] ?? []).flatMap((id) => picture.items.get(id) ?? []);
    const items = before.length > 0 ? before : this.#plan.next(picture.items.values(), MOST);
    if (items.length === 0) return [];
    const count = this.#fitting(items);
    const up = items.slice(0, Math.max(count, 1));
    if (this.#pages.length === 0) this.#pages = [[]];
    this.#pages[Math.max(at, 0)] = up.map((item) => item.id);
    return [count === 0 ? this.#inParts(/** @type {Told} */ (up[0])) : this.#together(up)];
  }

  /** How many of these stand on one page; 0 when not even the first fits whole. @param {Told[]} items */
  #fitting(items) {
    const least = pixels(this.place, "--least");
    const u = pixels(this.place, "--u");
    for (let count = items.length; count > 0; count -= 1) {
      const smallest = count > 1 ? Math.max(least, COMFORT * u) : least;
      const size = largest(smallest, Math.max(smallest, CALM * u), (size) => {
        this.place.style.setProperty("--size", `${size}px`);
        this.place.replaceChildren(...this.#built(items.slice(0, count)));
        return whole(this.place);
      });
      if (size > 0) return count;
    }
    return 0;
  }

  /** @param {Told[]} items @returns {Page} */
  #together(items) {
    this.#parts = 1;
    return { build: () => this.#built(items), read: items.map(wordsOf).join(" ") };
  }

  /** @param {Told} item @returns {Page} */
  #inParts(item) {
    const { shown, size } = divided(this.place, item, this.about.words.page ?? "", () => [this.#progress(1)]);
    this.#parts = shown.length;
    const part = shown[Math.min(this.#part, shown.length - 1)] ?? {};
    return {
      build: () => {
        this.place.style.setProperty("--size", `${size}px`);
        return [voice(item, { ...part, level: "h2" }), this.#progress(1)];
      },
      read: `${part.words ?? ""} ${part.translation ?? ""}`,
    };
  }

  /** @param {Told[]} items */
  #built(items) {
    return [...items.map((item) => voice(item, { level: "h2" })), this.#progress(items.length)];
  }

  /** How far the round has come, with those that are up. @param {number} up */
  #progress(up) {
    const { n, of } = this.#plan.progress(this.picture?.items.values() ?? []);
    return make("p", "progress", filled(this.about.words.tour, { n: Math.min(n + (this.#back ? 0 : up), of), of }));
  }
}
