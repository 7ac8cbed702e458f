// @ts-check
/**
 * Paged: what the scenes with pages have in common. A page stands as it is until it has been read or somebody turns it;
 * what is hidden meanwhile leaves it at once, and what is left stays where it is.
 */

import { Pager } from "./pager.js";
import { readingTime } from "./pages.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./voice.js").About} About */
/** @typedef {{build: () => Node[], read: string}} Page how it is built, and everything that is read on it */

export class Paged {
  /** @type {Picture|null} */
  picture = null;
  #up = "";

  /** @param {HTMLElement} place @param {About} about */
  constructor(place, about) {
    this.place = place;
    this.about = about;
    this.pager = new Pager(() => this.turn());
  }

  /** The pages of a picture; may measure in the place. @param {Picture} _picture @returns {Page[]} */
  pages(_picture) {
    return [];
  }

  /** From now on this is the picture; whether there was one before. @param {Picture} picture */
  take(picture) {
    const before = this.picture !== null;
    this.picture = picture;
    return before;
  }

  /** @param {Picture} picture */
  draw(picture) {
    this.take(picture);
    if (this.pager.follow(picture.stage) || this.differs(picture)) this.build();
  }

  /** One page on or back, on this screen alone. @param {number} by */
  step(by) {
    this.pager.step(by);
  }

  /** A page has been read, or somebody has turned it. */
  turn() {
    this.build();
  }

  redraw() {
    if (this.picture) this.build();
  }

  leave() {
    this.picture = null;
    this.#up = "";
    this.pager.reset();
    this.place.replaceChildren();
  }

  /** Take away what is gone; whether the page must be built anew. @param {Picture} picture */
  differs(picture) {
    const voices = [...this.place.querySelectorAll("[data-id]")].filter((each) => each instanceof HTMLElement);
    const left = voices.filter((each) => picture.items.has(each.dataset.id ?? "") || vacate(each));
    const reworded = left.some((each) => String(picture.items.get(each.dataset.id ?? "")?.seq) !== each.dataset.seq);
    return reworded || left.length === 0;
  }

  /** Show the page that is up now. */
  build() {
    const picture = this.picture;
    if (!picture) return;
    const pages = this.pages(picture);
    const page = pages[this.pager.at(Math.max(pages.length, 1))];
    this.place.replaceChildren(...(page?.build() ?? this.empty()));
    this.place.classList.toggle("turned", this.#up !== "" && this.#up !== page?.read);
    this.#up = page?.read ?? "";
    this.pager.stays(readingTime(this.#up));
  }

  /** Nothing to show yet. @returns {Node[]} */
  empty() {
    const said = document.createElement("p");
    said.className = "nothing";
    said.textContent = this.about.words.empty ?? "";
    return [said];
  }
}

/** Its words are gone, its place stays empty, so that nothing else moves. @param {HTMLElement} element */
function vacate(element) {
  const { width, height } = element.getBoundingClientRect();
  element.style.cssText = `inline-size: ${width}px; block-size: ${height}px; visibility: hidden`;
  element.replaceChildren();
  delete element.dataset.id;
  return false;
}
