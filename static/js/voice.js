// @ts-check
/** Voice: from a reflection to its element: headline, words, translation, who signs. textContent only. */

import { headed } from "./headline.js";
import { marked } from "./word-list.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{communities: {id: number, name: string, purpose: string, lang: string|null, hue: number}[],
 *   words: Record<string, string>, key: string, locale: string}} About what the page was told of its conference */
/** @typedef {{words?: string|null, translation?: string|null, headline?: boolean, level?: "h2"|"h3", term?: string,
 *   part?: string}} Shown
 *   what of it is shown, where that is not everything */

/** @param {string} tag @param {string} name @param {string} [text] @param {string|null} [lang] */
export function make(tag, name, text = "", lang = null) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  if (lang) element.lang = lang;
  return element;
}

/** @param {Told} item @param {Shown} [shown] */
export function voice(item, shown = {}) {
  const element = make("article", "voice");
  element.dataset.id = item.id;
  element.dataset.seq = String(item.seq);
  element.dataset.hue = String(item.community.hue ?? 1);
  if (item.table) element.dataset.table = item.table;
  const { words = item.text, translation = item.translation?.text, headline = true, level = "h3" } = shown;
  if (headline && headed(item)) element.append(said(level, "headline", item.headline, item.lang, shown.term));
  if (words) element.append(said("p", "words", words, item.lang, shown.term));
  if (translation) element.append(said("p", "words translation", translation, item.translation.lang, shown.term));
  const footer = make("footer", "");
  footer.append(make("span", "", signed(item)));
  if (shown.part) footer.append(make("span", "part", shown.part));
  element.append(footer);
  return element;
}

/** How it is signed: with the community, and with the table where the conference chose so. @param {Told} item */
function signed(item) {
  return item.table ? `${item.community.name} · ${item.table}` : item.community.name;
}

/** Somebody's words in their own language and direction. @param {string} tag @param {string} name
 * @param {string} text @param {string|null} lang @param {string} [term] a word to be marked */
function said(tag, name, text, lang, term) {
  const element = make(tag, name, "", lang);
  element.dir = "auto";
  const pieces = term ? marked(text, term) : [{ text, found: false }];
  for (const piece of pieces) element.append(piece.found ? make("mark", "", piece.text) : piece.text);
  return element;
}

/** Everything that is read of a reflection. @param {Told} item */
export function wordsOf(item) {
  return `${headed(item) ? item.headline : ""} ${item.text} ${item.translation?.text ?? ""}`;
}

/** A sentence with its numbers, e.g. "{n} of {of} tables". @param {string|undefined} sentence
 * @param {Record<string, number>} numbers */
export function filled(sentence, numbers) {
  return (sentence ?? "").replace(/\{(\w+)\}/g, (_, name) => String(numbers[name] ?? ""));
}

/** "7 tables". @param {Record<string, string>} words @param {number} n */
export function tables(words, n) {
  return filled(n === 1 ? words.tables_one : words.tables, { n });
}

/** Whether everything in a place is within it. @param {HTMLElement} place */
export function whole(place) {
  return place.scrollHeight <= place.clientHeight && place.scrollWidth <= place.clientWidth;
}

/** A length of the wall in pixels, such as "--least" or "--u". @param {HTMLElement} place @param {string} name */
export function pixels(place, name) {
  const probe = make("i", "");
  probe.style.cssText = `position: absolute; visibility: hidden; inline-size: calc(1000 * var(${name}))`;
  place.append(probe);
  const found = probe.getBoundingClientRect().width / 1000;
  probe.remove();
  return found;
}
