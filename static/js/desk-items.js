// @ts-check
/**
 * Desk items: from the desk's picture to the list that is open: what waits, what is up, what is hidden. New ones never
 * steal the focus or push the target away from under a finger: while somebody works in the list they wait behind a
 * button. Of a long list only the beginning is drawn; the rest is one tap away.
 */

import { Cards } from "./desk-cards.js";
import { at, put } from "./desk-dom.js";
import { lists, oldest } from "./desk-queue.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./desk-queue.js").List} List */

const MOST = 60;
/** Deeds after which a card is in another list. */
const LEAVING = new Set(["show", "hide", "hold", "restore"]);

export class Items {
  #words;
  #deed;
  #said;
  #cards;
  /** @type {List} */
  #list = "waiting";
  /** @type {Map<string, Told>} */
  #items = new Map();
  /** @type {Record<List, Told[]>} */
  #lists = { waiting: [], up: [], off: [] };
  /** Ids that the open list has shown or counted; others are new. @type {Set<string>} */
  #known = new Set();
  /** Ids that this desk has judged: when they come back they may take their place again. @type {Set<string>} */
  #touched = new Set();
  /** What is on its way to another list, with the number that was judged. @type {Map<string, number>} */
  #going = new Map();
  #limit = MOST;
  #share;
  /** The server's clock minus ours, in ms. */
  #ahead = 0;

  /** @param {Record<string, string>} words @param {(item: Told, deed: string) => void} deed @param {import("./desk-share.js").Share} share
   * @param {(text: string) => void} said */
  constructor(words, deed, share, said) {
    this.#said = said;
    this.#words = words;
    this.#deed = deed;
    this.#cards = new Cards(at("cards"), { words, deed: (item, name) => this.#do(item, name) });
    this.#share = share;
    at("fresh").addEventListener("click", () => this.redraw());
    at("further").addEventListener("click", () => this.#further());
    setInterval(() => this.#tick(), 1000);
  }

  /** @param {import("./feed.js").Picture} picture */
  draw(picture) {
    this.#items = picture.items;
    this.#ahead = Date.parse(picture.now) - Date.now();
    this.#lists = lists(picture.items.values());
    for (const [id, seq] of this.#going) if (picture.items.get(id)?.seq !== seq) this.#going.delete(id);
    this.#update();
  }

  /** @param {List} list */
  open(list) {
    this.#list = list;
    this.#cards.choose(null, false);
    at("sharing").hidden = list !== "waiting";
    this.redraw();
  }

  /** The next or the previous one. @param {number} step */
  move(step) {
    const { chosen } = this.#cards;
    const from = chosen ? this.#cards.order.indexOf(chosen) : -1;
    if (from + step >= this.#cards.order.length) this.#further();
    const order = this.#cards.order;
    const next = order[Math.min(Math.max(from + step, 0), order.length - 1)];
    if (next) this.#cards.choose(next, true);
  }

  /** The chosen one, or the first that nobody has judged yet. @returns {Told|undefined} */
  get current() {
    const { chosen, order } = this.#cards;
    const id = chosen && order.includes(chosen) ? chosen : order.find((each) => !this.#going.has(each));
    return id && !this.#going.has(id) ? this.#items.get(id) : undefined;
  }

  /** The one that somebody chose, if any. @returns {Told|undefined} */
  get chosen() {
    return this.#items.get(this.#cards.chosen ?? "");
  }

  /** Do it to the chosen one. With none chosen, or with one that came into its place by itself, the first press only
   * chooses: a key must not judge what has just arrived. @param {string} deed */
  deed(deed) {
    const item = this.#chosenOrHovered;
    if (!item || this.#going.has(item.id)) return;
    if (item.id === this.#cards.chosen && this.#cards.armed) return this.#do(item, deed);
    this.#cards.choose(item.id, false);
    this.#said(put(this.#words.chosen, { words: beginning(item.headline || item.text) }));
  }

  /** @returns {Told|undefined} */
  get #chosenOrHovered() {
    const hovered = at("cards").querySelector(".item:hover:not(.going)")?.id;
    return this.chosen ?? (hovered ? this.#items.get(hovered) : this.current);
  }

  /** A verdict is on its way: it shows at once, and whoever works by keyboard goes on. @param {string} id
   * @param {string} deed */
  going(id, deed) {
    const { order, chosen } = this.#cards;
    this.#touched.add(id);
    if (!LEAVING.has(deed) || !order.includes(id)) return;
    this.#going.set(id, this.#items.get(id)?.seq ?? 0);
    document.getElementById(id)?.classList.add("going");
    const place = order.indexOf(id);
    const others = [...order.slice(place + 1), ...order.slice(0, place).reverse()];
    const next = others.find((each) => !this.#going.has(each));
    if (chosen === id && next) this.#cards.choose(next, document.activeElement?.id === id);
  }

  /** The verdict was not carried out. @param {string} id */
  back(id) {
    this.#going.delete(id);
    document.getElementById(id)?.classList.remove("going");
  }

  /** @param {Told} item as it was seen @param {string} deed */
  #do(item, deed) {
    if (!this.#going.has(item.id)) this.#deed(item, deed);
  }

  /** What stands is brought up to date where it stands; what is new comes when it disturbs nobody. */
  #update() {
    const wanted = this.#wanted();
    const fresh = new Set(wanted.filter((item) => !this.#known.has(item.id) && !this.#touched.has(item.id)));
    const standing = wanted.filter((item) => !fresh.has(item));
    if (fresh.size === 0 || !this.#cards.busy) this.#arrange(wanted);
    // The queue grows at its end, where nothing moves.
    else if (this.#list === "waiting") this.#arrange([...standing, ...fresh]);
    else {
      this.#arrange(standing);
      at("fresh").hidden = false;
      at("fresh").textContent = put(this.#words.new, { n: fresh.size });
    }
  }

  redraw() {
    this.#cards.clear();
    this.#limit = MOST;
    this.#known = new Set();
    this.#arrange(this.#wanted());
  }

  #further() {
    this.#limit += MOST;
    this.#arrange(this.#wanted());
  }

  /** @returns {Told[]} */
  #wanted() {
    const found = this.#lists[this.#list];
    return this.#list === "waiting" ? found.filter((item) => this.#share.has(item)) : found;
  }

  /** @param {Told[]} all */
  #arrange(all) {
    for (const item of all) this.#known.add(item.id);
    this.#cards.arrange(all.slice(0, this.#limit), this.#words[`nothing_${this.#list}`]);
    at("fresh").hidden = true;
    at("further").hidden = all.length <= this.#limit;
    at("further").textContent = put(this.#words.further, { n: all.length - this.#limit });
    this.#tick();
  }

  /** Ages and counts, by the server's time. */
  #tick() {
    const now = Date.now() + this.#ahead;
    const { waiting, up, off } = this.#lists;
    const minutes = oldest(waiting, now);
    this.#cards.tick(now);
    at("n-waiting").textContent = String(waiting.length);
    at("n-up").textContent = String(up.length);
    at("n-off").textContent = String(off.length);
    at("oldest").textContent = minutes ? put(this.#words.oldest, { n: minutes }) : "";
    this.#share.draw(waiting);
  }
}

/** Enough of somebody's words to know them by. @param {string} text */
function beginning(text) {
  const letters = [...text];
  return letters.length > 40 ? `${letters.slice(0, 40).join("").trim()}…` : text;
}
