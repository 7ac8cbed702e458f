// @ts-check
/** Text order: in which order a reader finds the reflections. No DOM. */

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {"newest"|"oldest"|"discover"} Order */

/** @param {Iterable<Told>} items @param {Order} order @param {Map<string, number>} seen how often this reader saw
 * something of a seat @param {number} seed this reader's own, so that no table is everybody's first */
export function ordered(items, order, seen, seed) {
  const all = [...items].sort((a, b) => (a.shown_at === b.shown_at ? b.seq - a.seq : a.shown_at < b.shown_at ? 1 : -1));
  if (order === "oldest") return all.reverse();
  return order === "discover" ? discovered(all, seen, seed) : all;
}

/** Tables least seen first, each table once before any table twice. @param {Told[]} items newest first
 * @param {Map<string, number>} seen @param {number} seed */
function discovered(items, seen, seed) {
  /** @type {Map<string, number>} */
  const turns = new Map();
  return items
    .map((item) => {
      const turn = turns.get(item.seat) ?? 0;
      turns.set(item.seat, turn + 1);
      return { item, turn: turn + (seen.get(item.seat) ?? 0), chance: mixed(item.seat, seed) };
    })
    .sort((a, b) => a.turn - b.turn || a.chance - b.chance)
    .map(({ item }) => item);
}

/** A number that looks like chance and is the same each time. @param {string} seat @param {number} seed */
function mixed(seat, seed) {
  let value = seed | 0;
  for (const letter of seat) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) + 0x9e37;
  return (value ^ (value >>> 15)) >>> 0;
}
