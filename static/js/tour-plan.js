// @ts-check
/**
 * Tour plan: whose turn it is. Every table once before any table twice, in the order in which they first shared; who
 * comes later joins the round that is under way. The ledger is small enough to keep, so a reload begins nothing anew.
 */

/** @typedef {import("./feed.js").Told} Told */

/** So many reflections are remembered; a table that shares more than that may see one again early. */
const REMEMBERED = 3000;

export class TourPlan {
  /** Seats that had their turn in this round. @type {Set<string>} */
  #seen;
  /** Reflections that were up, longest ago first. @type {Set<string>} */
  #shown;

  /** @param {string|null} ledger what `ledger` said before, if anything */
  constructor(ledger = null) {
    const { seen, shown } = read(ledger);
    this.#seen = new Set(seen);
    this.#shown = new Set(shown);
  }

  /** The next reflections, each of another table, at most so many and none beyond this round.
   * @param {Iterable<Told>} items all that may be shown @param {number} most */
  next(items, most) {
    const seats = bySeat(items);
    let waiting = [...seats.keys()].filter((seat) => !this.#seen.has(seat));
    if (waiting.length === 0) {
      this.#seen.clear();
      waiting = [...seats.keys()];
    }
    return waiting.slice(0, most).map((seat) => this.#choose(seats.get(seat) ?? []));
  }

  /** These were up, and had their time. @param {Iterable<Told>} items */
  showed(items) {
    for (const { id, seat } of items) {
      this.#seen.add(seat);
      this.#shown.delete(id);
      this.#shown.add(id);
      for (const oldest of this.#shown) {
        if (this.#shown.size <= REMEMBERED) break;
        this.#shown.delete(oldest);
      }
    }
  }

  /** How many tables had their turn in this round, of those that have something to show.
   * @param {Iterable<Told>} items */
  progress(items) {
    const seats = [...bySeat(items).keys()];
    return { n: seats.filter((seat) => this.#seen.has(seat)).length, of: seats.length };
  }

  /** What a reload needs to go on from here; of reflections only those that can still be shown.
   * @param {Iterable<Told>} items */
  ledger(items) {
    const ids = new Set([...items].map((item) => item.id));
    return JSON.stringify({ seen: [...this.#seen], shown: [...this.#shown].filter((id) => ids.has(id)) });
  }

  /** Of what a table shared: what was never up, or was up longest ago. @param {Told[]} items oldest first */
  #choose(items) {
    const ago = [...this.#shown];
    return /** @type {Told} */ (
      items.find((item) => !this.#shown.has(item.id)) ??
        [...items].sort((a, b) => ago.indexOf(a.id) - ago.indexOf(b.id))[0]
    );
  }
}

/** Seats in the order in which they first shared, each with its reflections, oldest first. @param {Iterable<Told>} items */
export function bySeat(items) {
  /** @type {Map<string, Told[]>} */
  const seats = new Map();
  for (const item of [...items].sort(byArrival)) {
    const there = seats.get(item.seat);
    if (there) there.push(item);
    else seats.set(item.seat, [item]);
  }
  return seats;
}

/** Oldest first. @param {Told} a @param {Told} b */
export function byArrival(a, b) {
  if (a.shown_at !== b.shown_at) return a.shown_at < b.shown_at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** A ledger that cannot be read is an empty one. @param {string|null} ledger */
function read(ledger) {
  try {
    const { seen, shown } = JSON.parse(ledger ?? "");
    if (Array.isArray(seen) && Array.isArray(shown)) return { seen, shown };
  } catch {
    // nothing was kept, or something else was
  }
  return { seen: [], shown: [] };
}
