// @ts-check
/** Rail: beside the cards, the question that the room answers where it fits whole, the conference's title where not. */

/** The least type as a share of the image height: what the stage asks for, never under this and never absurd. */
const LEAST = 0.04;
const MOST = 0.12;

export class Rail {
  #rail = at(".rail");
  #question = at("#question");
  #least = "";

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

  /** Show the question where nothing of it, and nothing else, would be cut off or stand among heads. */
  fit() {
    this.#rail.classList.toggle("asks", this.#question.textContent !== "");
    if (!this.#rail.classList.contains("asks") || this.#rail.clientHeight === 0) return;
    const join = at(".rail .join");
    const floor = this.#rail.getBoundingClientRect().bottom - Number.parseFloat(getComputedStyle(this.#rail).paddingBottom);
    const whole =
      this.#question.getBoundingClientRect().bottom <= floor + 0.5 &&
      this.#question.scrollWidth <= this.#question.clientWidth &&
      join.scrollHeight <= join.clientHeight + 1;
    this.#rail.classList.toggle("asks", whole);
  }
}

/** @param {string} selector */
function at(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on this page`);
  return found;
}
