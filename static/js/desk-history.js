// @ts-check
/** Desk, history: what takes a deed back, and which deeds there were, newest first. No DOM: these are rules. */

/** @typedef {import("./feed.js").Told} Told */
/** One thing that somebody at a desk did to a reflection; of a note, `reason` is what it says.
 * @typedef {{deed: string, by: string, at: string, reason: string|null}} Deed */
/** @typedef {{id: string, version: number}} Together */
/** @typedef {Deed & {item: Told, nth: string, back: string|null}} Line `nth`: which of the deeds on this reflection */

/** The deed that takes another back, or null when none does: a redaction is final, a stopped clock stays stopped. A show
 * is taken back by a restore and not by a hold, which would take the earlier wording down as well.
 * @param {string} deed @param {string} from the state it was in before @param {string} to and after it
 * @returns {string|null} */
export function inverse(deed, from, to) {
  if (deed === "hold") return from === "live" ? "show" : null;
  if (deed === "restore") return from === "live" ? "show" : to === "held" ? null : "hide";
  return { hide: "restore", show: "restore", pin: "unpin", unpin: "pin" }[deed] ?? null;
}

/** Whether a deed would change anything: a key pressed on the wrong card is no verdict.
 * @param {string} deed @param {Told} item */
export function applies(deed, item) {
  if (item.state === "withdrawn" || item.state === "erased") return false;
  if (deed === "show") return item.state === "held";
  if (deed === "restore") return item.state === "hidden";
  if (deed === "hide" || deed === "why" || deed === "pin") return item.state !== "hidden";
  if (deed === "hold") return item.state === "live" || (item.state === "held" && item.show_at !== null);
  return true;
}

/** What somebody did beside judging: wrote to its table about it, or translated it. @param {Told} item @returns {Deed[]} */
function others({ notes = [], translated = null }) {
  const written = notes.map((/** @type {any} */ { by, at, text }) => ({ deed: "note", by, at, reason: text }));
  return [...written, ...(translated ? [{ deed: "translate", ...translated, reason: null }] : [])];
}

/** All that was done to one reflection at any desk, oldest first. @param {Told} item @returns {Deed[]} */
export function deedsOn(item) {
  return [...item.reasons, ...others(item)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Every deed on every reflection, newest first, with what would take it back now: only the last on each can be.
 * @param {Iterable<Told>} items @param {number} most @returns {Line[]} */
export function history(items, most) {
  /** @type {Line[]} */
  const lines = [];
  for (const item of items) {
    item.reasons.forEach((/** @type {any} */ each, /** @type {number} */ n) => {
      const last = n === item.reasons.length - 1;
      const back = last && fits(each.deed, item) ? inverse(each.deed, each.before, item.state) : null;
      lines.push({ item, nth: String(n), ...each, back });
    });
    others(item).forEach((each, n) => lines.push({ item, nth: `${each.deed}-${n}`, ...each, back: null }));
  }
  return lines.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, most);
}

/** What was hidden in one go, as far as it still stands as that hide left it: one moment, one hand, one reason, one table.
 * Each with the version that this hide produced, so that what anybody has judged or edited since is left alone.
 * @param {Line} line @param {Iterable<Told>} items @returns {Together[]} none where it was the only one */
export function together(line, items) {
  if (line.deed !== "hide" || !line.back) return [];
  const found = [];
  for (const item of items) {
    const last = item.reasons.at(-1);
    if (item.table_id !== line.item.table_id || !last || last.deed !== "hide" || item.state !== "hidden") continue;
    const same = last.at === line.at && last.by === line.by && last.reason === line.reason;
    if (same && last.revision === item.revision) found.push({ id: item.id, version: item.version });
  }
  return found.length > 1 ? found : [];
}

/** A name by which a line is known again. @param {Line} line */
export function nameOf({ item, nth }) {
  return `v-${item.id}-${nth}`;
}

/** Whether the reflection still stands as the deed left it. @param {string} deed @param {Told} item */
function fits(deed, item) {
  const left = { hide: "hidden", show: "live", hold: "held", restore: "live" }[deed];
  if (deed === "pin" || deed === "unpin") return item.state !== "hidden" && item.pinned === (deed === "pin");
  return left === item.state || (deed === "restore" && item.state === "held");
}
