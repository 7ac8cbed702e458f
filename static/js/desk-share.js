// @ts-check
/** Desk, share: which part of the queue this desk takes, what the other desks take, and what nobody does. */

import { at, put, recall, remember } from "./desk-dom.js";
import { free, isMine, shareFrom } from "./desk-queue.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./desk-queue.js").Share} Part */

export class Share {
  #words;
  #memory;
  #changed;
  /** @type {Part} */
  #mine;
  /** What the other desks take, once they were heard of. @type {Part[]|null} */
  #others = null;
  #select = /** @type {HTMLSelectElement} */ (at("share"));

  /** @param {Record<string, string>} words @param {string} memory
   * @param {(share: string) => void} changed somebody has chosen */
  constructor(words, memory, changed) {
    this.#words = words;
    this.#memory = `${memory}:share`;
    this.#changed = changed;
    this.#mine = shareFrom(recall(this.#memory, "1/1"));
    this.#select.value = this.now;
    this.#select.addEventListener("change", () => this.#take(this.#select.value));
    at("take-share").addEventListener("click", () => {
      this.#take(at("take-share").dataset.share ?? "1/1");
      this.#select.focus();
    });
  }

  /** As it is kept and told to other desks. */
  get now() {
    return `${this.#mine.nth}/${this.#mine.of}`;
  }

  /** @param {Told} item */
  has(item) {
    return isMine(item.id, this.#mine);
  }

  /** @param {string[]} shares of the other desks */
  hear(shares) {
    this.#others = shares.map(shareFrom);
  }

  /** @param {Told[]} waiting */
  draw(waiting) {
    const words = this.#words;
    const others = this.#others ?? [];
    const rest = waiting.filter((item) => !this.has(item));
    const loose = rest.filter((item) => !others.some((share) => isMine(item.id, share)));
    const offered = free(this.#mine, others);
    const taken = others.find((share) => share.of > 1);
    at("take-share").hidden = !offered;
    at("take-share").dataset.share = offered ?? "";
    at("take-share").textContent = put(words.share_take, { share: this.#named(offered ?? "") });
    if (offered && taken) {
      at("others").textContent = put(words.share_taken, { share: this.#named(`${taken.nth}/${taken.of}`) });
    } else if (this.#mine.of === 1) at("others").textContent = "";
    else at("others").textContent = put(this.#others && loose.length > 0 ? words.nobody_takes : words.others, {
      n: (this.#others && loose.length > 0 ? loose : rest).length,
    });
  }

  /** @param {string} share */
  #named(share) {
    return [...this.#select.options].find((option) => option.value === share)?.text ?? "";
  }

  /** @param {string} share */
  #take(share) {
    remember(this.#memory, share);
    this.#mine = shareFrom(share);
    this.#select.value = share;
    this.#changed(share);
  }
}
