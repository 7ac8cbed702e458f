// @ts-check
/**
 * Spotlight: one voice in the largest type that fits. A translation stands beneath; what is too long is shown in parts,
 * all in the one size that lets them be few.
 */

import { largest } from "./fit.js";
import { headed } from "./headline.js";
import { Paged } from "./paged.js";
import { paginate } from "./pages.js";
import { filled, pixels, voice, whole, wordsOf } from "./voice.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./voice.js").Shown} Shown */

/** The calm maximum, in hundredths of the image height. */
const CALM = 10;
/** What must be divided is not set smaller than this as well, unless the room is deeper. */
const COMFORT = 4.8;
/** A headline shares its page with so many characters of the text at least. */
const SOME = 80;

export class Spotlight extends Paged {
  #shown = "";

  /** @param {Picture} picture */
  draw(picture) {
    const id = String(picture.stage?.reflection);
    if (id !== this.#shown) this.pager.reset();
    this.#shown = id;
    super.draw(picture);
  }

  /** @param {Picture} picture @returns {import("./paged.js").Page[]} */
  pages(picture) {
    const item = picture.items.get(this.#shown);
    if (!item) return [];
    const { shown, size } = divided(this.place, item, this.about.words.page ?? "");
    const read = [wordsOf(item), ...shown.map((each) => `${each.words ?? ""} ${each.translation ?? ""}`)];
    return shown.map((each, n) => ({
      build: () => {
        this.place.style.setProperty("--size", `${size}px`);
        return [voice(item, { ...each, level: "h2" })];
      },
      read: (shown.length === 1 ? read[0] : read[n + 1]) ?? "",
    }));
  }
}

/** What of a reflection each page shows, and in what size. Measures in the place.
 * @param {HTMLElement} place @param {Told} item @param {string} partOf e.g. "Part {n} of {of}"
 * @param {() => Node[]} [beneath] what stands beneath each page
 * @returns {{shown: Shown[], size: number}} */
export function divided(place, item, partOf, beneath = () => []) {
  const least = pixels(place, "--least");
  const calm = Math.max(least, CALM * pixels(place, "--u"));
  /** @param {Shown} shown */
  const fits = (shown) => (/** @type {number} */ size) => {
    place.style.setProperty("--size", `${size}px`);
    place.replaceChildren(voice(item, { ...shown, level: "h2" }), ...beneath());
    return whole(place);
  };
  place.classList.add("unbroken");
  const size = largest(least, calm, fits({}));
  place.classList.remove("unbroken");
  const broken = size || largest(least, calm, fits({}));
  if (broken) return { shown: [{}], size: broken };
  return inParts(item, partOf, Math.max(least, COMFORT * pixels(place, "--u")), calm, fits);
}

/** @param {Told} item @param {string} partOf @param {number} least @param {number} calm
 * @param {(shown: Shown) => (size: number) => boolean} fits */
function inParts(item, partOf, least, calm, fits) {
  const cut = (/** @type {number} */ size) => cutAt(item, partOf, (shown) => fits(shown)(size));
  const few = cut(least).length;
  const size = largest(least, calm, (size) => {
    const parts = cut(size);
    return parts.length <= few && parts.every((part) => fits(part)(size));
  });
  return { shown: cut(size || least), size: size || least };
}

/** The words in parts, and after them the translation in parts. The headline stands over the first, or alone where it
 * leaves no room for words. @param {Told} item @param {string} partOf @param {(shown: Shown) => boolean} fits
 * @returns {Shown[]} */
function cutAt(item, partOf, fits) {
  const none = { words: null, translation: null, headline: false, part: partOf };
  const beside = !headed(item) || fits({ ...none, headline: true, words: item.text.slice(0, SOME) });
  const words = paginate(item.text, (part) => fits({ ...none, words: part, headline: beside }));
  const others = paginate(item.translation?.text ?? "", (part) => fits({ ...none, translation: part }));
  const shown = [
    ...(beside ? [] : [{ ...none, headline: true }]),
    ...words.map((each, n) => ({ ...none, words: each, headline: beside && n === 0 })),
    ...others.map((each) => ({ ...none, translation: each })),
  ];
  return shown.map((each, n) => ({ ...each, part: filled(partOf, { n: n + 1, of: shown.length }) }));
}
