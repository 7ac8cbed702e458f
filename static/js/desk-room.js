// @ts-check
/** Desk, room: where every table stands, asked for every few seconds, so that somebody can walk over to a quiet one. */

import { all, at, button, make, put } from "./desk-dom.js";

/** @typedef {{id: number, label: string, community: string, community_id: number, locale: string, state: string, stored: number,
 *   unsent: number, draft: boolean, asleep: number|null, muted: boolean, phones: number,
 *   notes: {text: string, at: string, by: string}[]}} Table `asleep`: in minutes; `notes`: what desks wrote to it */
/** @typedef {{expected: number, shared: number, silent: number, unsent: number, tables: Table[],
 *   communities: {id: number, name: string, expected: number, shared: number}[],
 *   consent: {quote: number, kept: number}}} Room */

const AGAIN = 5000;
const SOON = 400;

export class RoomBoard {
  #api;
  #words;
  #open;
  #timer = 0;
  #asked = -AGAIN;
  /** @type {Room|null} */
  room = null;

  /** @param {import("./desk-api.js").Api} api @param {Record<string, string>} words
   * @param {(table: Table) => void} open what happens when a tile is tapped */
  constructor(api, words, open) {
    this.#api = api;
    this.#words = words;
    this.#open = open;
    setInterval(() => void this.ask(), AGAIN);
  }

  /** Something has changed: ask soon, and once for many changes. */
  soon() {
    window.clearTimeout(this.#timer);
    const wait = Math.max(SOON, AGAIN / 5 - (performance.now() - this.#asked));
    this.#timer = window.setTimeout(() => void this.ask(), wait);
  }

  async ask() {
    if (document.visibilityState === "hidden") return;
    this.#asked = performance.now();
    const room = await this.#api.get("room");
    if (!room) return;
    this.room = room;
    this.#draw(room);
  }

  /** @param {Room} room */
  #draw(room) {
    const words = this.#words;
    at("room").textContent = put(words.room, { n: room.shared, of: room.expected });
    at("quotable").textContent = put(words.quotable, { n: room.consent.quote, of: room.consent.kept });
    at("reconciled").textContent = reconciled(room, words);
    this.#tiles(at("map"), room.tables, (table) => this.#dot(table));
    this.#tiles(at("tiles"), room.tables, (table) => this.#tile(table));
    at("totals").replaceChildren(
      ...room.communities.map((each) => {
        const line = make("li");
        line.append(make("span", "", each.name), make("b", "", put(words.n_of, { n: each.shared, of: each.expected })));
        return line;
      }),
    );
  }

  /** Tiles stay where they are; what they say is changed in them, so that a focus on one stays.
   * @param {HTMLElement} place @param {Table[]} tables @param {(table: Table) => HTMLElement} made */
  #tiles(place, tables, made) {
    const present = all(":scope > li", place);
    tables.forEach((table, n) => {
      const said = JSON.stringify(table);
      const old = present[n];
      if (old?.dataset.said === said) return;
      const focused = old?.contains(document.activeElement);
      const fresh = made(table);
      fresh.dataset.said = said;
      if (old) old.replaceWith(fresh);
      else place.append(fresh);
      if (focused) fresh.querySelector("button")?.focus();
    });
    for (const old of present.slice(tables.length)) old.remove();
  }

  /** @param {Table} table */
  #dot(table) {
    const dot = make("li", table.state, table.label);
    const stands = standing(table, this.#words);
    dot.title = `${put(this.#words.table, { label: table.label })}: ${stands}`;
    dot.append(make("span", "unseen", ` ${stands}`));
    return dot;
  }

  /** @param {Table} table */
  #tile(table) {
    const words = this.#words;
    const tile = make("li");
    const inside = button("", "", () => this.#open(this.room?.tables.find((each) => each.id === table.id) ?? table));
    inside.className = `tile ${table.state}`;
    const counts = [
      ...(table.stored > 0 ? [put(words.stored, { n: table.stored })] : []),
      ...kept(table, words),
      ...(table.muted ? [words.muted_short] : []),
    ];
    inside.append(
      make("b", "", table.label),
      make("span", "state", standing(table, words)),
      make("span", "counts", counts.join(" · ")),
      make("span", "of", table.community),
    );
    tile.append(inside);
    return tile;
  }
}

/** How a table stands, and since when nobody heard of it where that matters. @param {Table} table
 * @param {Record<string, string>} words */
export function standing(table, words) {
  const said = words[`state_${table.state}`] ?? table.state;
  const matters = table.stored === 0 || table.unsent > 0 || table.draft;
  return table.asleep !== null && matters ? `${said}, ${put(words.asleep, { n: table.asleep })}` : said;
}

/** What its phones still hold. @param {Table} table @param {Record<string, string>} words */
export function kept(table, words) {
  return [
    ...(table.unsent > 0 ? [put(words.unsent, { n: table.unsent })] : []),
    ...(table.draft ? [words.draft ?? ""] : []),
  ];
}

/** What must be put right before the tables leave, in one sentence. @param {Room} room
 * @param {Record<string, string>} words */
export function reconciled(room, words) {
  const unsent = room.tables.filter((table) => table.unsent > 0).map((table) => table.label);
  const drafts = room.tables.filter((table) => table.draft).map((table) => table.label);
  const silent = room.tables.filter((table) => table.state === "silent").map((table) => table.label);
  const parts = [put(words.reconciled, { n: room.shared, of: room.expected })];
  if (unsent.length > 0) parts.push(put(words.reconciled_unsent, { n: room.unsent, tables: unsent.join(", ") }));
  const say = drafts.length === 1 ? words.reconciled_draft : words.reconciled_drafts;
  if (drafts.length > 0) parts.push(put(say, { tables: listed(drafts, words) }));
  if (silent.length > 0) parts.push(put(words.reconciled_silent, { n: silent.length, tables: silent.join(", ") }));
  return `${parts.join(", ")}.`;
}

/** Several labels as one says them. @param {string[]} labels @param {Record<string, string>} words */
function listed(labels, words) {
  const last = labels.at(-1) ?? "";
  return labels.length > 1 ? put(words.and, { first: labels.slice(0, -1).join(", "), last }) : last;
}
