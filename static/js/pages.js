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
  const longest = longestCut(text, fits, place);
  const cuts = cutsOf(text, place).filter((cut) => cut <= longest);
  const sentence = cuts.filter((cut) => /[.!?…»”]\s*$/.test(text.slice(0, cut))).at(-1) ?? 0;
  return sentence > longest / 2 ? sentence : longest;
}

/** The end of the longest part that fits.
 * @param {string} text @param {(part: string) => boolean} fits @param {(part: string) => boolean} [place] */
function longestCut(text, fits, place = fits) {
  const cuts = cutsOf(text, place);
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, cuts[middle]).trim())) low = middle;
    else high = middle - 1;
  }
  return cuts[low] ?? text.length;
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

/** No more parts than it takes, about equally long: cut between sentences if that is possible; if not, and the last
 * part is a few words that look lost, between words.
 * @param {string} text @param {string[]} parts @param {(part: string) => boolean} fits */
function balanced(text, parts, fits) {
  if (parts.length < 2) return parts;
  const whole = text.trim();
  for (let many = fewest(whole, fits); many <= parts.length; many += 1) {
    const sentences = bySentences(whole, many);
    if (sentences.every((part) => part.length * many * 3 > whole.length && fits(part))) return sentences;
  }
  const shortest = whole.length / parts.length / 3;
  return (parts.at(-1) ?? "").length < 2 * shortest ? evened(whole, parts, fits) : parts;
}

/** In how few parts a text could be shown if it did not matter where they end.
 * @param {string} text @param {(part: string) => boolean} fits */
function fewest(text, fits) {
  let many = 1;
  for (let rest = text; rest && !fits(rest); many += 1) rest = rest.slice(longestCut(rest, fits)).trim();
  return many;
}

/** So many parts, cut at the ends of sentences that come nearest to equal parts.
 * @param {string} text @param {number} many */
function bySentences(text, many) {
  // A number before the full stop is a list's, and its line begins there.
  const ends = [...text.matchAll(/(?<!(?:^|\s)\d{1,2})[.!?…»”][»”)]?\s+|\n+/g)].map((end) => end.index + end[0].length);
  const cuts = Array.from({ length: many - 1 }, (_, n) => {
    const even = (text.length * (n + 1)) / many;
    return ends.reduce((best, end) => (Math.abs(end - even) < Math.abs(best - even) ? end : best), 0);
  });
  return [0, ...cuts].map((from, n) => text.slice(from, cuts[n] ?? text.length).trim());
}

/** @param {string} text @param {string[]} parts @param {(part: string) => boolean} fits */
function evened(text, parts, fits) {
  const most = Math.ceil(text.length / parts.length) * 1.12;
  /** @type {string[]} */
  const again = [];
  let rest = text;
  while (rest && again.length < parts.length) {
    const roomy = (/** @type {string} */ part) => part.length <= most && fits(part);
    const cut = roomy(rest) ? rest.length : bestCut(rest, roomy, fits);
    again.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest || !again.every(fits) ? parts : again;
}
