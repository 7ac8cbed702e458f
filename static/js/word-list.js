// @ts-check
/** Word list: from the telling words to their sizes, and from a text to the places where a word stands. No DOM. */

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{term: string, lang: string|null, tables: number, weight: number, items: string[]}} Word */

/** Words that still have somebody behind them, with the tables counted anew: what is hidden counts no more.
 * @param {Word[]} words @param {Map<string, Told>} items @returns {Word[]} */
export function present(words, items) {
  return words.flatMap((word) => {
    const there = word.items.filter((id) => items.has(id));
    const tables = new Set(there.map((id) => items.get(id)?.seat)).size;
    return there.length > 0 ? [{ ...word, items: there, tables }] : [];
  });
}

/** So many of these, every table's newest before the second of any, in the order in which they stand.
 * @param {Told[]} items the oldest first @param {number} most @returns {Told[]} */
export function heard(items, most) {
  /** @type {Map<string, number>} */
  const turns = new Map();
  const ranked = [...items].reverse().map((item) => {
    const turn = turns.get(item.seat) ?? 0;
    turns.set(item.seat, turn + 1);
    return { item, turn };
  });
  ranked.sort((a, b) => a.turn - b.turn);
  const chosen = new Set(ranked.slice(0, most).map(({ item }) => item));
  return items.filter((item) => chosen.has(item));
}

/** A size for every word, by the square root of its tables, so that area speaks and nobody shouts.
 * @param {Word[]} words @param {number} least @param {number} most @returns {number[]} */
export function sizes(words, least, most) {
  const roots = words.map((word) => Math.sqrt(word.tables));
  const low = Math.min(...roots);
  const span = Math.max(...roots) - low;
  return roots.map((root) => (span === 0 ? (least + most) / 2 : least + ((most - least) * (root - low)) / span));
}

/** As a dictionary has them. @param {Word[]} words @param {string} locale */
export function alphabetical(words, locale) {
  return [...words].sort((a, b) => a.term.localeCompare(b.term, locale));
}

/** A text in pieces, those that are the term told from the others. @param {string} text @param {string} term
 * @returns {{text: string, found: boolean}[]} */
export function marked(text, term) {
  const parts = term.trim().split(/\s+/).filter(Boolean).map(pattern);
  if (parts.length === 0) return [{ text, found: false }];
  const word = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(${parts.join("[\\s\\u00a0]+")})(?![\\p{L}\\p{M}\\p{N}])`, "giu");
  return text
    .split(word)
    .map((piece, n) => ({ text: piece, found: n % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

/** A word as it may be written: with either apostrophe. @param {string} word */
function pattern(word) {
  return word.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&").replace(/['’]/gu, "['’]");
}
