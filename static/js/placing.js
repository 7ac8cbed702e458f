// @ts-check
/**
 * Placing: which column a card enters, who makes room for it, and what fits into what is left. Lengths in pixels, moments
 * in ms, no DOM. A card keeps its column; a new one stands where those stood that made room for it.
 */

/** @typedef {{id: string, tall: number, due: number, pinned: boolean}} Standing when it will have been read: `due` */
/** @typedef {{column: number, at: number, go: Standing[], when: number}} Way */

export class Board {
  /** @type {Standing[][]} */
  columns;
  height = 0;
  gap = 0;

  /** @param {number} many */
  constructor(many) {
    this.columns = Array.from({ length: many }, () => []);
  }

  /** What is left of a column for one more card. @param {number} column */
  left(column) {
    return this.height - taken(this.columns[column] ?? [], this.gap);
  }

  /** The way in for a card so tall: where it can enter soonest, with the fewest going; null where the pinned fill all.
   * @param {number} tall @param {number} now @param {(column: number) => boolean} open @returns {Way|null} */
  way(tall, now, open) {
    const ways = this.columns.flatMap((_, column) => (open(column) ? [this.#wayInto(column, tall)] : []));
    const soon = (/** @type {Way} */ way) => Math.max(way.when, now);
    ways.sort((a, b) => soon(a) - soon(b) || a.go.length - b.go.length || this.left(b.column) - this.left(a.column));
    return ways[0] && ways[0].when < Infinity ? ways[0] : null;
  }

  /** @param {number} column @param {number} tall @returns {Way} */
  #wayInto(column, tall) {
    const standing = this.columns[column] ?? [];
    const fits = (/** @type {Standing[]} */ go) => {
      const rest = standing.filter((each) => !go.includes(each));
      return rest.length === 0 || taken(rest, this.gap) + tall <= this.height;
    };
    /** @type {Standing[]} */
    let go = [];
    for (const each of standing.filter((one) => !one.pinned).sort((a, b) => a.due - b.due)) {
      if (!fits(go)) go.push(each);
    }
    if (!fits(go)) return { column, at: 0, go: [], when: Infinity };
    // Who was asked to go before somebody taller was may not have to go at all.
    for (const each of [...go].reverse()) if (fits(go.filter((one) => one !== each))) go = go.filter((one) => one !== each);
    const at = go.length > 0 ? Math.min(...go.map((each) => standing.indexOf(each))) : standing.length;
    return { column, at, go, when: Math.max(-Infinity, ...go.map((each) => each.due)) };
  }

  /** @param {Standing} card @param {Way} way */
  enter(card, way) {
    const standing = this.columns[way.column] ?? [];
    standing.splice(way.at, 0, card);
    this.columns[way.column] = pinnedFirst(standing.filter((each) => !way.go.includes(each)));
  }

  /** @param {string} id */
  leave(id) {
    this.columns = this.columns.map((standing) => standing.filter((each) => each.id !== id));
  }

  /** Who has to go because the cards have grown or the place has shrunk: who has been read longest. */
  tooMany() {
    return this.columns.flatMap((standing) => {
      const kept = [...standing].sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.due - a.due);
      while (kept.length > 1 && taken(kept, this.gap) - this.gap > this.height) kept.pop();
      return standing.filter((each) => !kept.includes(each));
    });
  }

  /** Where each card stands, from the top. @returns {Map<string, number>} */
  places() {
    const found = new Map();
    for (const [column, standing] of this.columns.entries()) {
      let at = 0;
      this.columns[column] = pinnedFirst(standing);
      for (const { id, tall } of this.columns[column] ?? []) {
        found.set(id, at);
        at += tall + this.gap;
      }
    }
    return found;
  }
}

/** Of these, in the order in which they should come, those that together leave least of so much room.
 * @template {{tall: number}} T @param {T[]} candidates @param {number} room @param {number} gap @param {number} most
 * @returns {T[]} */
export function fill(candidates, room, gap, most) {
  /** @type {Map<number, T[]>} */
  const sums = new Map([[0, []]]);
  for (const each of candidates) {
    for (const [sum, chosen] of [...sums]) {
      const more = sum + each.tall + gap;
      if (more <= room + gap && chosen.length < most && !sums.has(more)) sums.set(more, [...chosen, each]);
    }
  }
  return sums.get(Math.max(...sums.keys())) ?? [];
}

/** @param {Standing[]} standing @param {number} gap */
function taken(standing, gap) {
  return standing.reduce((sum, each) => sum + each.tall + gap, 0);
}

/** @param {Standing[]} standing */
function pinnedFirst(standing) {
  return [...standing].sort((a, b) => Number(b.pinned) - Number(a.pinned));
}
