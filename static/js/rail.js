// @ts-check
/**
 * Rail: the way in, how many have shared, and beside the live cards the question. From the stage to what stands there
 * whole: the deeper the room the larger the type, and what no longer fits goes, the least needed first. The code that is
 * scanned has its size and its place whatever stands beneath it, in every scene, with a clock and without.
 */

/** The least type as a share of the image height: what the stage asks for, never under this and never absurd. */
const LEAST = 0.04;
const MOST = 0.08;
/** What stands beneath the code that is scanned, the most first: with the question, with the conference's title, with
 * the count in a sentence, in short, without the address, with the count's bar alone, and at last the time alone. */
const FORMS = ["question", "title", "count", "short", "code", "bar", "bare"];
/** The typed code: as it is meant, in the least type, and not at all where it would be broken. */
const CODES = ["whole", "small", "none"];

export class Rail {
  #rail = at(".rail");
  #join = at(".rail .join");
  #question = at("#question");
  #least = "";
  #fitted;

  /** @param {(question: boolean) => void} fitted told whenever the rail was filled: whether the question stands in it */
  constructor(fitted) {
    this.#fitted = fitted;
    const sized = new ResizeObserver(() => this.fit());
    for (const each of [this.#rail, ...this.#rail.children]) sized.observe(each); // a timer comes, a count grows
  }

  /** @param {import("./feed.js").Stage|null} stage @param {string} question what it asks, where it may stand here
   * @returns {boolean} whether type has another size now */
  tell(stage, question) {
    this.#question.textContent = question;
    this.#question.lang = stage?.prompt?.lang ?? "";
    document.body.dataset.walkIn = stage?.walk_in === false ? "off" : "on";
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
    this.#rail.dataset.form = "code";
    CODES.some((form) => {
      this.#rail.dataset.code = form;
      return this.#join.scrollWidth <= this.#join.clientWidth;
    });
    const forms = this.#question.textContent ? FORMS : FORMS.slice(1);
    forms.some((form) => {
      this.#rail.dataset.form = form;
      return this.#whole();
    });
    this.#fitted(this.#rail.dataset.form === "question");
  }

  #whole() {
    const { bottom } = this.#rail.getBoundingClientRect();
    const floor = bottom - Number.parseFloat(getComputedStyle(this.#rail).paddingBottom) + 0.5;
    const seen = [...this.#rail.children].filter((each) => each.clientWidth > 1);
    return seen.every((each) => each.getBoundingClientRect().bottom <= floor && each.scrollWidth <= each.clientWidth);
  }
}

/** @param {string} selector */
function at(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on this page`);
  return found;
}
