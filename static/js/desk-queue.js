// @ts-check
/** Desk, queue: from all items to what one person's list holds, in which order. No DOM: these are rules. */

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {"waiting"|"up"|"off"} List */
/** One of several equal shares of the queue; `of` 1 is all of it. @typedef {{nth: number, of: number}} Share */

/** @type {Record<string, List>} */
const LIST_OF = { held: "waiting", live: "up", hidden: "off" };

/** @param {Told} item @returns {List|null} */
export function listOf(item) {
  return LIST_OF[item.state] ?? null;
}

/** A share as it is kept and chosen: "2/3". @param {string} text @returns {Share} */
export function shareFrom(text) {
  const [nth, of] = text.split("/").map(Number);
  return nth && of && nth <= of ? { nth, of } : { nth: 1, of: 1 };
}

/** Whether a reflection is for this share, the same on every desk and whenever it is asked.
 * @param {string} id @param {Share} share */
export function isMine(id, share) {
  return share.of === 1 || hash(id) % share.of === share.nth - 1;
}

/** The share that nobody takes, where another desk has taken a part: for whoever still takes all, or the same part.
 * @param {Share} mine @param {Share[]} others @returns {string|null} as it is chosen */
export function free(mine, others) {
  const of = Math.max(...others.map((share) => share.of), 1);
  if (of === 1) return null;
  const taken = new Set(others.filter((share) => share.of === of).map((share) => share.nth));
  if (mine.of === of && !taken.has(mine.nth)) return null;
  for (let nth = 1; nth <= of; nth += 1) if (!taken.has(nth)) return `${nth}/${of}`;
  return null;
}

/** The lists of a picture in their order: what waits longest first, what came up last first.
 * @param {Iterable<Told>} items @returns {Record<List, Told[]>} */
export function lists(items) {
  /** @type {Record<List, Told[]>} */
  const found = { waiting: [], up: [], off: [] };
  for (const item of items) {
    const list = listOf(item);
    if (list) found[list].push(item);
  }
  found.waiting.sort((a, b) => before(a.received_at, b.received_at));
  found.up.sort((a, b) => before(b.received_at, a.received_at));
  found.off.sort((a, b) => before(b.received_at, a.received_at));
  return found;
}

/** How long the oldest has waited for a person, in minutes; null when nobody waits.
 * @param {Told[]} waiting oldest first @param {number} now in ms */
export function oldest(waiting, now) {
  const first = waiting.find((item) => !item.show_at);
  return first ? Math.max(0, Math.floor((now - Date.parse(first.received_at)) / 60_000)) : null;
}

/** @param {string} a @param {string} b */
function before(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 32-bit FNV-1a. @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) value = Math.imul(value ^ text.charCodeAt(n), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}
