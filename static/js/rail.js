// @ts-check
/**
 * Rail: the way in, how many have shared, and beside the live cards the question. From the stage to what stands there
 * whole: the deeper the room the larger the type, and what no longer fits goes, the least needed first.
 */

/** The least type as a share of the image height: what the stage asks for, never under this and never absurd. */
const LEAST = 0.04;
const MOST = 0.12;
/** What stands beneath the code that is scanned, the most first: with the question, with the conference's title, with
 * the count in words, with its bar alone, without the address, and at last nothing but the time that is left. */
const FORMS = ["question", "title", "count", "bar", "code", "bare"];

export class Rail {
  #rail = at(".rail");
  #question = at("#question");
  #least = "";

  constructor() {
    const sized = new ResizeObserver(() => this.fit());
    for (const each of [this.#rail, ...this.#rail.children]) sized.observe(each); // a timer comes, a count grows
  }

  /** @param {import("./feed.js").Stage|null} stage @returns {boolean} whether type has another size now */
  tell(stage) {
    const prompt = stage?.prompt;
    this.#question.textContent = stage?.scene === "live" ? (prompt?.text ?? "") : "";
    this.#question.lang = prompt?.lang ?? "";
    const wanted = Number(stage?.least ?? LEAST) || LEAST;
    const least = `calc(${100 * Math.min(MOST, Math.max(LEAST, wanted))} * var(--u))`;
    const changed = this.#least !== "" && this.#least !== least;
    if (this.#least !== least) document.body.style.setProperty("--least", least);
    this.#least = least;
    this.fit();
    return changed;
  }

  /** Show as much as stands there whole, with nothing cut off, on top of each other or among heads. */
  fit() {
    if (this.#rail.clientHeight === 0) return;
    const forms = this.#question.textContent ? FORMS : FORMS.slice(1);
    forms.some((form) => {
      this.#rail.dataset.form = form;
      return this.#whole();
    });
  }

  #whole() {
    const { bottom } = this.#rail.getBoundingClientRect();
    const floor = bottom - Number.parseFloat(getComputedStyle(this.#rail).paddingBottom) + 0.5;
    const join = at(".rail .join");
    const seen = [...this.#rail.children].filter((each) => each.clientWidth > 1);
    return (
      join.scrollHeight <= join.clientHeight + 1 &&
      seen.every((each) => each.getBoundingClientRect().bottom <= floor && each.scrollWidth <= each.clientWidth)
    );
  }
}

/** @param {string} selector */
function at(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on this page`);
  return found;
}
