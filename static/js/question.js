// @ts-check
/**
 * Question: where it stands in the live scene. Large and alone until somebody has answered it; from then on in the rail,
 * and where that has no room beneath the cards. There heads may hide some of it, and whoever they are in front of finds
 * it on the phone; the opening shows it above them.
 */

import { largest } from "./fit.js";
import { pixels, whole } from "./voice.js";

/** In hundredths of the image height: the calm maximum of a question that waits. */
const CALM = 8;

export class Question {
  #waiting = at("waiting");
  #large = at("awaited");
  #below = at("below");
  #text = "";
  #waits = false;

  /** @param {import("./feed.js").Stage|null} stage @param {boolean} waits whether nobody has answered it yet */
  tell(stage, waits) {
    this.#text = stage?.prompt?.text ?? "";
    this.#waits = waits;
    for (const each of [this.#large, this.#below]) each.lang = stage?.prompt?.lang ?? "";
  }

  /** @param {boolean} railed whether it stands in the rail */
  fit(railed) {
    this.#waiting.hidden = !this.#waits;
    this.#below.textContent = this.#text;
    this.#below.hidden = this.#text === "" || this.#waits || railed;
    if (!this.#below.hidden && !whole(this.#below)) this.#below.hidden = true;
    if (this.#waits) this.#wait();
  }

  #wait() {
    const least = pixels(this.#waiting, "--least");
    this.#large.textContent = this.#text;
    const size = largest(least, Math.max(least, CALM * pixels(this.#waiting, "--u")), (size) => {
      this.#large.style.fontSize = `${size}px`;
      return whole(this.#waiting);
    });
    if (size === 0) this.#large.textContent = ""; // it is in the opening, in parts
  }
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}
