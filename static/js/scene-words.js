// @ts-check
/**
 * Words: the most telling words in a flowing list, each as large as the square root of its tables. A tap, a key or the
 * desk's next page opens one: who said it, word for word. The words come from the server, which weighs them.
 */

import { largest, most } from "./fit.js";
import { Paged } from "./paged.js";
import { paginate } from "./pages.js";
import { filled, make, pixels, tables, voice, whole, wordsOf } from "./voice.js";
import { WordSource } from "./word-source.js";
import { alphabetical, heard, present, sizes } from "./word-list.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./paged.js").Page} Page */
/** @typedef {import("./word-list.js").Word} Word */

/** In hundredths of the image height: the largest word, and the largest type of a verbatim. */
const LARGEST = 11;
const CALM = 6.4;
/** So many are weighed for a place in the list, and so many voices stand together. */
const TRIED = 80;
const TOGETHER = 3;
/** A word that everybody says is heard from so many: a wall is no place to read a thousand. */
const HEARD = 30;

export class Words extends Paged {
  /** @type {Word[]} */
  #words = [];
  /** The word that is open, whatever place it has among those that are counted anew; null for the list.
   * @type {Pick<Word, "term"|"lang">|null} */
  #open = null;
  /** How far the desk has paged. */
  #asked = 0;
  /** What was asked for before there were words to count. */
  #early = 0;
  #fetched = false;
  /** The pages of the word that is open: to measure them takes a while, and each is built many times. */
  #plan = { of: "", pages: /** @type {Page[]} */ ([]) };
  #source;

  /** @param {HTMLElement} place @param {import("./voice.js").About} about */
  constructor(place, about) {
    super(place, about);
    this.#source = new WordSource(about.key, (words) => this.#told(words));
  }

  /** @param {Picture} picture */
  draw(picture) {
    const entering = !this.take(picture);
    const asked = Number(picture.stage?.page) || 0;
    const by = entering ? asked : asked - this.#asked;
    this.#asked = asked;
    this.#source.ask();
    // The desk's page opens a word; the pages of its verbatims turn by themselves.
    if (by !== 0) this.step(by);
    else if (entering || this.differs(picture)) this.build();
  }

  /** So many words on or back from the one that is open. @param {number} by */
  step(by) {
    this.#show(this.#number + by);
    this.pager.reset();
    this.build();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was for an open word */
  key(event) {
    if (event.key !== "Escape" || this.#open === null) return false;
    const { term } = this.#open;
    this.step(-this.#number);
    const buttons = [...this.place.querySelectorAll("button")];
    buttons.find((each) => each.textContent === term)?.focus();
    return true;
  }

  leave() {
    super.leave();
    this.#source.rest();
    this.#words = [];
    this.#open = null;
    this.#early = 0;
    this.#fetched = false;
  }

  /** @returns {Node[]} */
  empty() {
    return this.#fetched ? super.empty() : [];
  }

  /** The number of the word that is open, from 1; 0 for the list. */
  get #number() {
    if (this.#words.length === 0) return this.#early;
    return this.#words.findIndex((each) => same(each, this.#open)) + 1;
  }

  /** @param {number} number */
  #show(number) {
    const count = this.#words.length + 1;
    this.#early = number;
    this.#open = this.#words[(((number % count) + count) % count) - 1] ?? null;
  }

  /** The list stays as it is while it is read, unless nobody is left behind a word. @param {Picture} picture */
  differs(picture) {
    if (this.place.dataset.form === "word") return super.differs(picture);
    const there = new Set(present(this.#words, picture.items).map((word) => word.term));
    return [...this.place.querySelectorAll("button")].some((each) => !there.has(each.textContent ?? ""));
  }

  /** @param {Picture} picture @returns {Page[]} */
  pages(picture) {
    const words = present(this.#words, picture.items);
    const word = words.find((each) => same(each, this.#open));
    this.place.dataset.form = word ? "word" : "list";
    if (word) return this.#verbatims(word, picture);
    if (words.length === 0) return [];
    return [{ build: () => [this.#list(words)], read: words.map((each) => each.term).join(" ") }];
  }

  /** The list with as many words as fit, the most telling before the others. @param {Word[]} words */
  #list(words) {
    const least = pixels(this.place, "--least");
    const largest = Math.max(least, LARGEST * pixels(this.place, "--u"));
    const list = make("ul", "cloud");
    const shown = (/** @type {number} */ count) => {
      const chosen = alphabetical(words.slice(0, count), this.about.locale);
      const all = sizes(chosen, least, largest);
      list.replaceChildren(...chosen.map((word, n) => this.#word(word, all[n] ?? least)));
      this.place.replaceChildren(list);
      return whole(this.place);
    };
    shown(most(Math.min(words.length, TRIED), shown));
    return list;
  }

  /** @param {Word} word @param {number} size */
  #word(word, size) {
    const button = make("button", "", word.term, word.lang);
    button.style.fontSize = `${size}px`;
    button.setAttribute("aria-label", `${word.term}: ${tables(this.about.words, word.tables)}`);
    button.addEventListener("click", () => {
      this.#open = word;
      this.step(0);
    });
    const entry = make("li", "");
    entry.append(button);
    return entry;
  }

  /** Who said it, up to three together, each whole. @param {Word} word @param {Picture} picture @returns {Page[]} */
  #verbatims(word, picture) {
    const items = heard(word.items.flatMap((id) => picture.items.get(id) ?? []), HEARD);
    const { clientWidth, clientHeight } = this.place;
    const of = JSON.stringify([word.term, word.tables, clientWidth, clientHeight, items.map(({ id, seq }) => [id, seq])]);
    if (this.#plan.of !== of) this.#plan = { of, pages: this.#measured(word, items) };
    return this.#plan.pages;
  }

  /** @param {Word} word @param {Told[]} items @returns {Page[]} */
  #measured(word, items) {
    const least = pixels(this.place, "--least");
    const calm = Math.max(least, CALM * pixels(this.place, "--u"));
    const pages = [];
    while (items.length > 0) {
      const fits = (/** @type {number} */ count) => (/** @type {number} */ size) => {
        this.#stand(word, items.slice(0, count), size);
        return whole(this.place);
      };
      const count = Math.max(1, most(Math.min(items.length, TOGETHER), (count) => fits(count)(least)));
      const size = largest(least, calm, fits(count));
      const page = items.slice(0, count);
      items = items.slice(count);
      if (size === 0) pages.push(...this.#parts(word, page));
      else pages.push({ build: () => this.#stand(word, page, size), read: `${word.term} ${page.map(wordsOf).join(" ")}` });
    }
    return pages;
  }

  /** One that is too long for a page. @param {Word} word @param {Told[]} items @returns {Page[]} */
  #parts(word, items) {
    const least = pixels(this.place, "--least");
    const partOf = this.about.words.page ?? "";
    const only = (/** @type {string} */ words, part = partOf) => ({ words, part, headline: false, translation: null });
    const parts = paginate(items[0]?.text ?? "", (words) => {
      this.#stand(word, items, least, only(words));
      return whole(this.place);
    });
    return parts.map((words, n) => ({
      build: () => this.#stand(word, items, least, only(words, filled(partOf, { n: n + 1, of: parts.length }))),
      read: words,
    }));
  }

  /** @param {Word} word @param {Told[]} items @param {number} size @param {import("./voice.js").Shown} [shown] */
  #stand(word, items, size, shown = {}) {
    this.place.style.setProperty("--size", `${size}px`);
    const head = make("header", "");
    head.append(make("h2", "", word.term, word.lang), make("p", "count", tables(this.about.words, word.tables)));
    const built = [head, ...items.map((item) => voice(item, { ...shown, term: word.term }))];
    this.place.replaceChildren(...built);
    return built;
  }

  /** The words have come: a list that is up is not disturbed until it has been read. @param {Word[]} words */
  #told(words) {
    if (!this.picture) return;
    const first = !this.#fetched;
    this.#words = words;
    this.#fetched = true;
    if (first) this.#show(this.#early);
    if (first || this.place.querySelector("button, [data-id]") === null) this.build();
  }
}

/** @param {Word} word @param {Pick<Word, "term"|"lang">|null} other */
function same(word, other) {
  return word.term === other?.term && word.lang === other.lang;
}
