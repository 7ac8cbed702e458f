// @ts-check
/** Text read: which reflections this reader has read, each once however often it is drawn, and so how often something of
 * each seat. Kept on this device, for as long as the conference's numbers go on. */

import { Shelf } from "./shelf.js";

/** @typedef {{epoch: () => string, seatOf: (id: string) => string|undefined}} Means */

/** So long it stays before somebody's eyes until it counts, in ms. */
const READ = 2000;

export class Reading {
  #means;
  #shelf = new Shelf("rw:read:");
  /** The seat of each that was read, by its id. @type {Map<string, string>|null} */
  #seats = null;
  #watcher = new IntersectionObserver((entries) => entries.forEach((each) => this.#seen(each)), { threshold: 0.25 });

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /** How often something of each seat was read here. @returns {Map<string, number>} */
  get counts() {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const seat of this.#read.values()) found.set(seat, (found.get(seat) ?? 0) + 1);
    return found;
  }

  /** Look out for this one. @param {Element} element */
  watch(element) {
    this.#watcher.unobserve(element);
    this.#watcher.observe(element);
  }

  /** Not before the first frame, which tells the epoch. */
  get #read() {
    this.#seats ??= this.#kept();
    return this.#seats;
  }

  /** @param {IntersectionObserverEntry} entry */
  #seen({ target, isIntersecting }) {
    if (!isIntersecting) return;
    const id = idOf(target);
    window.setTimeout(() => {
      const box = target.getBoundingClientRect();
      const seat = this.#means.seatOf(id);
      if (!seat || box.height === 0 || box.bottom < 0 || box.top > innerHeight) return;
      this.#watcher.unobserve(target);
      if (this.#read.has(id)) return;
      this.#read.set(id, seat);
      this.#shelf.write(this.#means.epoch(), JSON.stringify([...this.#read]));
    }, READ);
  }

  /** @returns {Map<string, string>} */
  #kept() {
    try {
      const found = JSON.parse(this.#shelf.read(this.#means.epoch()) ?? "[]");
      return new Map(found.filter((/** @type {unknown[]} */ each) => typeof each[1] === "string"));
    } catch {
      return new Map();
    }
  }
}

/** The reflection that an element of the list shows. @param {Element} element */
export function idOf(element) {
  return element.id.replace(/^r-/, "");
}
