// @ts-check
/** Review, one row: draws anew what a deed has changed of it: marked words, codes, memos, and whether one is done. */

import { make, put } from "./desk-dom.js";

/** @typedef {{code: number, name: string, start: number|null, end: number|null, passage: string, earlier: boolean,
 *   mine: boolean, by: string}} Chip */
/** @typedef {{id: number, name: string, text: string, mine: boolean}} Memo */
/** @typedef {{id: string, revision: number, chips: Chip[], parts: {text: string, codes: string[]}[], memos: Memo[],
 *   done: boolean}} Row */
/** @typedef {Record<string, string>} Words */

/** @param {Element} row @param {Row} told @param {Words} words @param {boolean} mineOnly */
export function draw(row, told, words, mineOnly) {
  row.toggleAttribute("data-done", told.done);
  const done = row.querySelector(".done-mark");
  if (done instanceof HTMLElement) done.hidden = !told.done;
  row.querySelector(".words")?.replaceChildren(...told.parts.map(part));
  row.querySelector(".chips")?.replaceChildren(...told.chips.map((each) => chip(told.id, each, words)));
  const memos = told.memos.filter((each) => each.mine || !mineOnly);
  row.querySelector(".memos")?.replaceChildren(...memos.map((each) => memo(each, words)));
}

/** The value by which a code on one reflection, or on a passage of it, is taken away.
 * @param {string} id @param {{code: number|string, start: number|null, end: number|null}} chip */
export function place(id, { code, start, end }) {
  return start === null ? `${id}:${code}` : `${id}:${code}:${start}:${end}`;
}

/** @param {{text: string, codes: string[]}} part @returns {Node} */
function part({ text, codes }) {
  if (!codes.length) return document.createTextNode(text);
  const found = make("mark", "", text);
  found.title = codes.join(", ");
  return found;
}

/** @param {string} id @param {Chip} told @param {Words} words */
function chip(id, told, words) {
  const item = make("li", told.earlier ? "earlier" : "");
  item.append(make("span", "chip", told.name));
  if (told.passage) {
    const quoted = make("q", "", told.passage);
    quoted.dir = "auto";
    item.append(" ", quoted);
  }
  if (told.earlier) item.append(" ", make("small", "", words.earlier));
  if (told.mine) item.append(cross("take-one", place(id, told), put(words.take, { name: told.name })));
  else item.append(" ", make("small", "", put(words.by, { name: told.by })));
  return item;
}

/** @param {Memo} told @param {Words} words */
function memo(told, words) {
  const item = make("li");
  item.append(make("span", "", told.text), " ", make("small", "", told.name));
  if (told.mine) item.append(cross("unwrite", String(told.id), words.take_memo));
  return item;
}

/** @param {string} name @param {string} value @param {string} label */
function cross(name, value, label) {
  const found = /** @type {HTMLButtonElement} */ (make("button", "tiny", "×"));
  found.name = name;
  found.value = value;
  found.setAttribute("aria-label", label);
  return found;
}
