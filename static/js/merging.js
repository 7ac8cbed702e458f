// @ts-check
/**
 * Merging: from a text and what was done to it here and elsewhere to the one text that has both, letter by letter: the
 * twin of `rules/merging.py`, where the rule and its reason stand. Texts are lists of letters, so that no emoji is ever
 * cut in half.
 */

/** @typedef {{gone: Set<number>, came: Map<number, string[]>}} Change */

const MOST_EDITS = 48;

/** The letters of a text; half a letter is none. @param {string} text */
export function letters(text) {
  return [...text.replace(/\p{Surrogate}/gu, "")];
}

/** What leads from one text to the other. @param {string[]} before @param {string[]} after @returns {Change} */
export function change(before, after) {
  const [head, tail] = atAWord(before, after);
  const old = before.slice(head, before.length - tail);
  const fresh = after.slice(head, after.length - tail);
  const gone = new Set(old.map((_, n) => head + n));
  /** @type {Map<number, string[]>} */
  const came = new Map();
  let place = 0;
  let at = 0;
  for (const { x, y } of [...pairs(old, fresh), { x: old.length, y: fresh.length }]) {
    if (at < y) came.set(head + place, fresh.slice(at, y));
    gone.delete(head + x);
    place = x + 1;
    at = y + 1;
  }
  return { gone, came };
}

/** `base` with what led to `first` and to `second`; where both came in at the same place, `first` stands first, unless
 * `second` leads there. @param {string[]} base @param {string[]} first @param {string[]} second
 * @param {(place: number) => boolean} leads */
export function merged(base, first, second, leads = () => false) {
  const one = change(base, first);
  const other = change(base, second);
  /** @type {string[]} */
  const text = [];
  for (let place = 0; place <= base.length; place += 1) {
    const came = [one.came.get(place) ?? [], other.came.get(place) ?? []];
    text.push(...(leads(place) ? came.reverse() : came).flat());
    const letter = base[place];
    if (letter !== undefined && !one.gone.has(place) && !other.gone.has(place)) text.push(letter);
  }
  return text;
}

/** A mark for each letter of `after`: that of the same letter in `before`, or `mark` for what has come.
 * @param {boolean[]} marks @param {string[]} before @param {string[]} after @param {boolean} mark */
export function inherited(marks, before, after, mark) {
  const { gone, came } = change(before, after);
  /** @type {boolean[]} */
  const found = [];
  for (let place = 0; place <= before.length; place += 1) {
    for (const _ of came.get(place) ?? []) found.push(mark);
    if (place < before.length && !gone.has(place)) found.push(marks[place] ?? false);
  }
  return found;
}

/** Where a caret between the letters of `before` stands in `after`: what comes in right there, comes behind it.
 * @param {string[]} before @param {string[]} after @param {number} place */
export function moved(before, after, place) {
  const { gone, came } = change(before, after);
  let to = place;
  for (const each of gone) if (each < place) to -= 1;
  for (const [each, more] of came) if (each < place) to += more.length;
  return to;
}

/** How much two texts have in common at their heads and tails. Where letters only came or only went, and it might have
 * been a little earlier, it was at the start of a word. @param {string[]} before @param {string[]} after */
function atAWord(before, after) {
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
  let head = 0;
  while (head < shorter.length && shorter[head] === longer[head]) head += 1;
  let tail = 0;
  const room = shorter.length - head;
  while (tail < room && shorter.at(-1 - tail) === longer.at(-1 - tail)) tail += 1;
  if (tail < room) return [head, tail];
  const begins = (/** @type {number} */ n) => n === 0 || /\s/u.test(longer[n - 1] ?? "");
  let back = 0;
  while (!begins(head - back) && longer[head - back - 1] === longer[longer.length - tail - back - 1]) back += 1;
  return begins(head - back) ? [head - back, tail + back] : [head, tail];
}

/** Places that hold the same letter; none where the whole was replaced. @param {string[]} old @param {string[]} fresh */
function pairs(old, fresh) {
  if (old.length === 0 || fresh.length === 0) return [];
  const found = matched(old, fresh);
  if (found) return found;
  const [olds, news] = [words(old), words(fresh)];
  const ends = (/** @type {string[]} */ list, /** @type {number} */ n) => letters(list.slice(0, n).join("")).length;
  return (matched(olds, news) ?? []).flatMap(({ x, y }) => {
    const [start, at] = [ends(olds, x), ends(news, y)];
    return letters(olds[x] ?? "").map((_, n) => ({ x: start + n, y: at + n }));
  });
}

/** @param {string[]} text */
function words(text) {
  return text.join("").match(/\s*\S+|\s+/gu) ?? [];
}

/** Places that hold the same, in order and as many as can be (Myers 1986); null for too large a change.
 * @param {string[]} old @param {string[]} fresh */
function matched(old, fresh) {
  /** @type {Map<number, number>[]} */
  const trail = [];
  const furthest = new Map([[1, 0]]);
  for (let edits = 0; edits <= MOST_EDITS; edits += 1) {
    trail.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      let x = comesDown(furthest, k, edits) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < old.length && x - k >= 0 && x - k < fresh.length && old[x] === fresh[x - k]) x += 1;
      furthest.set(k, x);
      if (x >= old.length && x - k >= fresh.length) return wayBack(trail, old.length, fresh.length);
    }
  }
  return null;
}

/** @param {Map<number, number>[]} trail @param {number} x @param {number} y */
function wayBack(trail, x, y) {
  const found = [];
  for (let edits = trail.length - 1; edits >= 0; edits -= 1) {
    const row = trail[edits] ?? new Map();
    const before = x - y + (comesDown(row, x - y, edits) ? 1 : -1);
    const from = { x: at(row, before), y: at(row, before) - before };
    while (x > Math.max(from.x, 0) && y > Math.max(from.y, 0)) {
      x -= 1;
      y -= 1;
      found.push({ x, y });
    }
    ({ x, y } = from);
  }
  return found.reverse();
}

/** @param {Map<number, number>} row @param {number} k @param {number} edits */
function comesDown(row, k, edits) {
  return k === -edits || (k !== edits && at(row, k - 1) < at(row, k + 1));
}

/** @param {Map<number, number>} row @param {number} k */
function at(row, k) {
  return row.get(k) ?? -1;
}
