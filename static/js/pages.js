// @ts-check
/**
 * Pages: from a text that is too long for its place to parts that fit, cut between sentences or words, never within
 * one and never with an ellipsis. What fits is asked of the caller, so that this needs no DOM.
 */

/** Reading aloud to oneself from across a room, in words a second; a page never stays less than LEAST seconds. */
const WORDS_A_SECOND = 2.6;
const LEAST = 5;

/**
 * The parts of a text, in order; together they are the whole text.
 * @param {string} text @param {(part: string) => boolean} fits @returns {string[]}
 */
export function paginate(text, fits) {
  const parts = [];
  let rest = text.trim();
  while (rest && !fits(rest)) {
    const cut = bestCut(rest, fits);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest) parts.push(rest);
  return balanced(text, parts, fits);
}

/** How long a part should stay, in ms. @param {string} part */
export function readingTime(part) {
  const words = part.split(/\s+/).filter(Boolean).length;
  return Math.max(LEAST, words / WORDS_A_SECOND) * 1000;
}

/** The end of the longest part that fits, at a sentence if one ends in its second half. A word is cut only where it
 * has no place at all. @param {string} text @param {(part: string) => boolean} fits
 * @param {(part: string) => boolean} [place] */
function bestCut(text, fits, place = fits) {
  const cuts = cutsOf(text, place);
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, cuts[middle]).trim())) low = middle;
    else high = middle - 1;
  }
  const longest = cuts[low] ?? text.length;
  const sentence = cuts.filter((cut) => cut <= longest && /[.!?…»”]\s*$/.test(text.slice(0, cut))).at(-1) ?? 0;
  return sentence > longest / 2 ? sentence : longest;
}

/** Every place between two words; a first word that is too long for any part may be cut between its characters.
 * @param {string} text @param {(part: string) => boolean} place */
function cutsOf(text, place) {
  const cuts = [...text.matchAll(/\s+/g)].map((space) => space.index + space[0].length);
  const first = text.slice(0, cuts[0]).trim();
  if (cuts.length > 0 && place(first)) return cuts;
  let at = 0;
  return [...new Intl.Segmenter().segment(first)].map((each) => (at += each.segment.length));
}

/** A last part of three words looks lost: cut again, with the parts about equally long, if that fits as well.
 * @param {string} text @param {string[]} parts @param {(part: string) => boolean} fits */
function balanced(text, parts, fits) {
  const last = parts.at(-1) ?? "";
  if (parts.length < 2 || last.length * 3 > text.length / parts.length) return parts;
  const most = Math.ceil(text.length / parts.length) * 1.12;
  /** @type {string[]} */
  const again = [];
  let rest = text.trim();
  while (rest && again.length < parts.length) {
    const roomy = (/** @type {string} */ part) => part.length <= most && fits(part);
    const cut = roomy(rest) ? rest.length : bestCut(rest, roomy, fits);
    again.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest || !again.every(fits) ? parts : again;
}
