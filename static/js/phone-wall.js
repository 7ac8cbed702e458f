// @ts-check
/** Phone wall: what the wall shows now, on a table's own page, newest first, with “Resonates with us”. Asks only while
 * it is open and seen. What is new waits behind a button, so that nobody's line moves; what was hidden goes at once. */

import { Feed } from "./feed.js";
import { at, button, fill, make, request } from "./phone-parts.js";
import { ordered } from "./text-order.js";
import { voice } from "./voice.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./phone-parts.js").Phone} Phone */

const MANY = 20;
const PACE = 7000;
const JITTER = 3000;

export class WallNow {
  #phone;
  #words;
  #feed;
  #etag = "";
  #asked = -Infinity;
  #wait = 0;
  /** @type {Picture|null} */
  #picture = null;
  /** What stands in the list, in its order, and how many of it are shown. @type {string[]} */
  #listed = [];
  #many = MANY;
  /** @type {Set<string>} */
  #marked = new Set();
  /** What was tapped and not answered yet. @type {Map<string, boolean>} */
  #tapped = new Map();
  /** @type {Set<string>} */
  #failed = new Set();
  /** @type {Set<string>} */
  #own = new Set();
  #resonance = false;
  #list = make("ol", "wall-list");
  #fresh;
  #more;

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    this.#words = phone.page.words;
    this.#feed = new Feed({
      fetchAfter: (after) => this.#fetch(after),
      show: (picture) => this.#show(picture),
      pause: () => new Promise((done) => setTimeout(done, Math.random() * 400)),
    });
    this.#fresh = button("", () => this.#takeIn(), "second");
    this.#more = button(this.#words.now_more, () => this.#showMore(), "second");
    this.#fresh.hidden = this.#more.hidden = true;
    const head = make("div", "wall-head");
    head.append(at("now-said"), this.#fresh);
    at("now").append(head, this.#list, this.#more, ...this.#whole());
  }

  /** The way to all of it, in any order. */
  #whole() {
    const { wall } = this.#phone.page;
    if (!wall) return [];
    const way = document.createElement("a");
    way.className = "way";
    way.href = wall;
    way.textContent = this.#words.see_wall ?? "";
    return [way];
  }

  /** @param {import("./phone-parts.js").Told} told */
  heard(told) {
    this.#own = new Set(told.shared.map((each) => each.id));
    this.#resonance = told.resonance;
    this.#draw();
  }

  /** Ask again when it is time. */
  look() {
    if (performance.now() - this.#asked < this.#wait) return;
    this.#asked = performance.now();
    this.#wait = PACE + Math.random() * JITTER;
    void this.#feed.pull();
  }

  /** @param {number} after @returns {Promise<import("./feed.js").Frame|null>} */
  async #fetch(after) {
    try {
      /** @type {Record<string, string>} */
      const headers = after > 0 && this.#etag ? { "If-None-Match": this.#etag } : {};
      const reply = await request(this.#phone.page, "GET", `changes?after=${after}`, null, { headers });
      if (reply.status !== 200) return null;
      this.#etag = reply.etag;
      this.#marked = new Set(reply.body.resonates);
      queueMicrotask(() => this.#draw()); // marks alone are no news for a feed
      return reply.body;
    } catch {
      if (!this.#picture) this.#say(this.#words.now_lost);
      return null;
    }
  }

  /** @param {Picture} picture */
  #show(picture) {
    this.#picture = picture;
    if (picture.fresh || this.#listed.length === 0) this.#takeIn();
    else this.#draw();
  }

  /** Everything there is, in its order. */
  #takeIn() {
    this.#listed = ordered(this.#picture?.items.values() ?? [], "newest", new Map(), 0).map((item) => item.id);
    this.#draw();
  }

  #showMore() {
    const next = this.#list.childElementCount;
    this.#many += MANY;
    this.#draw();
    const first = this.#list.children[next];
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  #draw() {
    const { items, stage } = this.#picture ?? {};
    if (!items) return;
    const paused = stage?.scene === "blank";
    this.#listed = this.#listed.filter((id) => items.has(id));
    const shown = this.#listed.slice(0, this.#many);
    const fresh = items.size - this.#listed.length;
    this.#say(paused ? this.#words.now_paused : items.size === 0 ? this.#words.now_empty : this.#words.now_newest);
    this.#fresh.textContent = fill(fresh === 1 ? this.#words.now_new_one : this.#words.now_new, { n: fresh });
    this.#fresh.hidden = paused || fresh === 0;
    this.#list.hidden = paused;
    this.#more.hidden = paused || this.#listed.length <= this.#many;
    this.#arrange(shown.flatMap((id) => items.get(id) ?? []));
  }

  /** @param {Told[]} items what stands right stays */
  #arrange(items) {
    const wanted = new Set(items.map((item) => `w-${item.id}`));
    for (const entry of [...this.#list.children]) if (!wanted.has(entry.id)) entry.remove();
    items.forEach((item, n) => {
      const entry = document.getElementById(`w-${item.id}`) ?? made(item.id);
      if (entry.dataset.seq !== String(item.seq)) {
        entry.dataset.seq = String(item.seq);
        entry.dataset.hue = String(item.community.hue ?? 1);
        this.#write(item, entry);
      }
      this.#mark(item, entry);
      if (this.#list.children[n] !== entry) this.#list.insertBefore(entry, this.#list.children[n] ?? null);
    });
  }

  /** The words are put in anew; what somebody may be tapping stays the element that it is.
   * @param {Told} item @param {HTMLElement} entry */
  #write(item, entry) {
    const { id, headline, text } = item;
    if (entry.firstElementChild) entry.firstElementChild.replaceWith(voice(item));
    else {
      const said = make("p", "quiet");
      said.setAttribute("role", "status");
      entry.append(voice(item), button(this.#words.resonates, () => void this.#tap(id), "resonates"), said);
    }
    const about = [...(headline ?? text)].slice(0, 40).join("");
    entry.children[1]?.setAttribute("aria-label", `${this.#words.resonates}: ${about}`);
  }

  /** Whether it resonates, as far as is known. @param {Told} item @param {HTMLElement} entry */
  #mark({ id }, entry) {
    const [, toggle, said] = /** @type {HTMLElement[]} */ ([...entry.children]);
    if (!toggle || !said) return;
    const on = this.#tapped.get(id) ?? this.#marked.has(id);
    const own = this.#own.has(id);
    toggle.hidden = own || !this.#resonance;
    toggle.setAttribute("aria-pressed", String(on));
    const { resonates_failed, resonates_said, now_ours } = this.#words;
    const state = own ? now_ours : toggle.hidden ? "" : this.#failed.has(id) ? resonates_failed : on ? resonates_said : "";
    if (said.textContent !== state) said.textContent = state ?? "";
  }

  /** @param {string} id */
  async #tap(id) {
    if (this.#tapped.has(id)) return;
    const on = !this.#marked.has(id);
    this.#failed.delete(id);
    this.#tapped.set(id, on);
    this.#draw();
    try {
      const reply = await request(this.#phone.page, on ? "PUT" : "DELETE", `resonance/${id}`);
      if (reply.status !== 200 || reply.body?.resonates !== on) throw new Error("refused");
      if (on) this.#marked.add(id);
      else this.#marked.delete(id);
    } catch {
      this.#failed.add(id);
    }
    this.#tapped.delete(id);
    this.#draw();
  }

  /** @param {string|undefined} said */
  #say(said) {
    const line = at("now-said");
    if (line.textContent !== said) line.textContent = said ?? "";
  }
}

/** @param {string} id */
function made(id) {
  const entry = make("li", "");
  entry.id = `w-${id}`;
  entry.tabIndex = -1;
  return entry;
}
