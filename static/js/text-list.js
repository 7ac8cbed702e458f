// @ts-check
/** Text list: from the reflections in the order that a reader chose to the list on the page. Of a long one only the
 * beginning is drawn, the rest is one tap away; what has been drawn stays, whatever arrives above it. */

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{list: HTMLElement, further: HTMLElement, said: string, article: (item: Told) => HTMLElement,
 *   watch: (element: Element) => void}} Means `said`: what the button for more says */

const PART = 50;

export class TextList {
  #means;
  #many = PART;
  /** The last that is drawn. */
  #last = "";
  /** @type {Told[]} */
  #items = [];

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
    for (const each of means.list.children) means.watch(each);
    means.further.addEventListener("click", () => this.#showMore());
  }

  /** From the beginning, such as in another order. */
  afresh() {
    this.#many = PART;
    this.#last = "";
  }

  /** @param {Told[]} items every one, in its order */
  arrange(items) {
    this.#items = items;
    this.#many = Math.max(this.#many, items.findIndex((item) => item.id === this.#last) + 1);
    const shown = items.slice(0, this.#many);
    this.#last = shown.at(-1)?.id ?? "";
    this.#put(shown);
    const { list, further, said } = this.#means;
    further.hidden = list.hidden || items.length <= this.#many;
    further.textContent = said.replace("{n}", String(items.length - this.#many));
  }

  /** What stands right stays. @param {Told[]} shown */
  #put(shown) {
    const { list } = this.#means;
    const wanted = new Set(shown.map((item) => `r-${item.id}`));
    for (const element of [...list.children]) if (!wanted.has(element.id)) element.remove();
    /** @type {Element|null} */
    let before = null;
    for (const item of shown) {
      const element = document.getElementById(`r-${item.id}`) ?? made(item);
      if (element.dataset.seq !== String(item.seq)) this.#write(element, item);
      if (before ? before.nextElementSibling !== element : list.firstElementChild !== element) {
        if (before) before.after(element);
        else list.prepend(element);
      }
      before = element;
    }
  }

  /** @param {HTMLElement} element @param {Told} item */
  #write(element, item) {
    element.dataset.seq = String(item.seq);
    element.replaceChildren(this.#means.article(item));
    this.#means.watch(element);
  }

  #showMore() {
    const next = this.#many;
    this.#many += PART;
    this.arrange(this.#items);
    const first = this.#means.list.children[next];
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }
}

/** @param {Told} item */
function made(item) {
  const element = document.createElement("li");
  element.id = `r-${item.id}`;
  element.tabIndex = -1;
  return element;
}
