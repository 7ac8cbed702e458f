// @ts-check
/**
 * Room: one picture that fills as tables share, anew for every question, with those alone that have answered it. A place for each, coloured and lettered by its community; whoever comes
 * takes the next place, and nobody moves. Tables that are silent are nowhere in it.
 */

import { answers } from "./answers.js";
import { communities } from "./groups-of.js";
import { Pager } from "./pager.js";
import { readingTime } from "./pages.js";
import { Seating, capacity, mark, seed } from "./seats.js";
import { bySeat } from "./tour-plan.js";
import { make, pixels, tables, whole } from "./voice.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{id: number, hue: number, mark: string, name: string, count: number}} Row of the legend */

/** Letters are written into a place only where they may be so large; the place is this much larger. */
const ROUND_A_LETTER = 1.25;
/** How large the picture may be, in hundredths of the image height: the larger, the less room for the legend. */
const ACROSS = [76, 70, 64, 60, 56, 52, 48, 44];
/** Smaller only where a name would break within a word beside a larger one. */
const LEAST_ACROSS = 36;

export class Room {
  #about;
  #flower;
  #legend;
  #place;
  #seating = new Seating();
  /** Of which epoch and question the seating is. */
  #of = "";
  #epochNow;
  #turns = new Pager(() => this.#explain());
  /** @type {Picture|null} */
  #picture = null;

  /** @param {HTMLElement} place @param {import("./voice.js").About} about @param {() => string} epoch */
  constructor(place, about, epoch) {
    this.#place = place;
    this.#about = about;
    this.#epochNow = epoch;
    this.#flower = make("ul", "flower");
    this.#legend = make("ul", "legend");
  }

  /** @param {Picture} whole */
  draw(whole) {
    const entering = this.#picture === null;
    const picture = answers(whole);
    const of = `${this.#epochNow()} ${picture.stage?.prompt?.id}`;
    if (of !== this.#of) this.#seating = new Seating();
    this.#of = of;
    this.#picture = picture;
    if (entering) this.#place.replaceChildren(this.#flower, this.#legend);
    this.#turns.follow(picture.stage);
    this.#share();
    this.#seat(!entering && !picture.fresh);
    this.#explain();
  }

  /** @param {number} by */
  step(by) {
    this.#turns.step(by);
  }

  redraw() {
    if (this.#picture) this.draw(this.#picture);
  }

  leave() {
    this.#picture = null;
    this.#turns.reset();
    this.#flower.replaceChildren();
    this.#legend.replaceChildren();
    this.#place.replaceChildren();
  }

  /** The largest picture beside which the whole legend stands, as long as its places hold their letters. */
  #share() {
    const { items, tables } = /** @type {Picture} */ (this.#picture);
    const many = capacity(tables.of, bySeat(items.values()).size);
    const letter = pixels(this.#place, "--least") * ROUND_A_LETTER;
    const size = seed(0, many).size * pixels(this.#place, "--u");
    const lettered = ACROSS.filter((across) => size * across >= letter);
    // Measured with every community, those that are still silent as well, so that the first word of one moves nobody.
    const there = new Map(this.#about.communities.map(({ id, hue, name }) => [id, { id, hue, name, mark: "", count: 2 }]));
    for (const row of this.#rows()) there.set(row.id, row);
    const rows = [...there.values()].map((row) => this.#row(row));
    const fits = (/** @type {number} */ across) => {
      this.#place.style.setProperty("--across", String(across));
      this.#legend.replaceChildren(...rows);
      return whole(this.#legend);
    };
    const found = lettered.find(fits) ?? lettered.at(-1) ?? ACROSS.at(-1);
    this.#place.style.setProperty("--across", String(found));
    this.#legend.replaceChildren(...rows);
    if (!unbroken(this.#legend)) this.#place.style.setProperty("--across", String(LEAST_ACROSS));
  }

  /** Who has come takes a place, who has left leaves it empty. @param {boolean} calmly */
  #seat(calmly) {
    const { items, tables } = /** @type {Picture} */ (this.#picture);
    const seats = bySeat(items.values());
    const places = this.#seating.seat(seats.keys());
    const many = capacity(tables.of, places.size);
    const rows = new Map(this.#rows().map((row) => [row.id, row]));
    const there = new Map([...this.#flower.children].map((each) => [each.getAttribute("data-seat"), each]));
    for (const [seat, element] of there) if (!seats.has(String(seat))) element.remove();
    const least = pixels(this.#place, "--least");
    for (const [seat, shared] of seats) {
      const element = there.get(seat) ?? this.#flower.appendChild(make("li", calmly ? "comes" : ""));
      const newest = shared.at(-1);
      const row = rows.get(newest?.community.id);
      this.#put(/** @type {HTMLElement} */ (element), seed(places.get(seat) ?? 0, many), {
        seat,
        hue: String(row?.hue ?? 1),
        said: newest?.table ?? row?.mark ?? "",
        least,
      });
    }
  }

  /** @param {HTMLElement} element @param {{x: number, y: number, size: number}} at
   * @param {{seat: string, hue: string, said: string, least: number}} told */
  #put(element, at, { seat, hue, said, least }) {
    const diameter = at.size * this.#flower.clientHeight;
    const letters = Math.max(1, [...said].length * 0.7);
    element.dataset.seat = seat;
    element.dataset.hue = hue;
    element.textContent = diameter >= least * ROUND_A_LETTER * letters ? said : "";
    for (const [name, value] of [["--x", at.x], ["--y", at.y], ["--d", at.size]]) {
      element.style.setProperty(String(name), `${(Number(value) * 100).toFixed(3)}%`);
    }
  }

  /** @returns {Row[]} */
  #rows() {
    const picture = /** @type {Picture} */ (this.#picture);
    const order = this.#about.communities.map((each) => each.id);
    return communities(picture, this.#about).map((each, n) => ({
      id: each.id,
      hue: each.hue ?? 1,
      mark: mark(order.includes(each.id) ? order.indexOf(each.id) : order.length + n),
      name: each.name,
      count: new Set(each.items.map((item) => item.seat)).size,
    }));
  }

  /** The legend, in as many pages as it needs. */
  #explain() {
    if (!this.#picture) return;
    const rows = this.#rows().map((row) => this.#row(row));
    const pages = [];
    for (let at = 0; at < rows.length; at += pages.at(-1)?.length ?? 1) {
      this.#legend.replaceChildren();
      const page = rows.slice(at).filter((row, n) => {
        if (n !== this.#legend.children.length) return false;
        this.#legend.append(row);
        if (whole(this.#legend) || n === 0) return true;
        row.remove();
        return false;
      });
      pages.push(page);
    }
    const page = pages[this.#turns.at(Math.max(pages.length, 1))] ?? [];
    this.#legend.replaceChildren(...page);
    this.#turns.stays(readingTime(page.map((row) => row.textContent).join(" ")));
  }

  /** @param {Row} row */
  #row({ hue, mark, name, count }) {
    const row = make("li", "");
    row.dataset.hue = String(hue);
    const told = make("span", "");
    const number = make("span", "count", String(count));
    number.setAttribute("aria-hidden", "true");
    told.append(make("b", "", name), "\u00a0", number, make("span", "unseen", tables(this.#about.words, count)));
    row.append(make("i", "", mark), told);
    return row;
  }
}

/** Whether every word of the names has a line that is wide enough. @param {HTMLElement} legend */
function unbroken(legend) {
  legend.classList.add("unbroken");
  const found = legend.scrollWidth <= legend.clientWidth;
  legend.classList.remove("unbroken");
  return found;
}
