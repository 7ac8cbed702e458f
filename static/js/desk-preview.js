// @ts-check
/** Desk, preview: what the room sees, in words, and what it would see, in small. Which cards stand on a wall at a moment is
 * the wall's own doing, by its size and its pace: a picture of it would claim too much. */

import { all, at, make, put, spoken } from "./desk-dom.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Stage} Stage */
/** @typedef {{items: Told[], stage: Stage, tables: {shared: number, of: number}, spotlight: Told|undefined}} View */
/** @typedef {Record<string, string>} Words */

/** What walls may show, newest first, in the wording that is up. @param {Iterable<Told>} items @returns {Told[]} */
export function visible(items) {
  return [...items]
    .filter((item) => item.visible)
    .map((item) => (item.shown ? { ...item, ...item.shown } : item))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || (a.shown_at < b.shown_at ? 1 : -1));
}

/** @param {string} scene @param {View} view @param {Words} words */
export function drawPreview(scene, view, words) {
  const draw = SCENES[scene] ?? live;
  const place = at("mini-stage");
  at("mini").dataset.shows = scene;
  at("mini-count").textContent = put(words.n_of, { n: view.tables.shared, of: view.tables.of });
  place.replaceChildren(...draw(view, words));
  // Whole cards only, as on the wall.
  const most = place.clientHeight;
  for (const card of all(".small", place)) if (card.offsetTop + card.offsetHeight > most) card.remove();
}

/** What the room sees, in words: what the scene does, and the words that stand there for certain.
 * @param {string} scene @param {View} view @param {Words} words
 * @returns {{said: string, text: string, lang: string, by: string}} */
export function told(scene, { items, stage, tables, spotlight }, words) {
  const said = words[`see_${scene}`] ?? "";
  if (scene === "spotlight") {
    if (!spotlight) return { said: words.mini_nobody ?? "", text: "", lang: "", by: "" };
    return { said, text: spotlight.text, lang: spotlight.lang ?? "", by: spotlight.community.name };
  }
  if (scene === "opening") return { said, text: stage.prompt?.text ?? "", lang: stage.prompt?.lang ?? "", by: "" };
  const more = /** @type {Record<string, string>} */ ({
    live: items.length > 0 ? put(words.many, { n: items.length }) : words.mini_empty,
    room: put(words.room, { n: tables.shared, of: tables.of }),
    themes: stage.themes.map((/** @type {any} */ each) => each.name).join(" · ") || words.no_themes,
  });
  return { said, text: "", lang: "", by: more[scene] ?? "" };
}

/** @param {string} scene @param {View} view @param {Words} words */
export function showNow(scene, view, words) {
  const { said, text, lang, by } = told(scene, view, words);
  at("now-said").textContent = said;
  at("now-words").textContent = text;
  at("now-words").lang = lang;
  at("now-signed").textContent = by;
}

/** @type {Record<string, (view: View, words: Words) => HTMLElement[]>} */
const SCENES = { live, opening, spotlight, tour, communities, room, words: telling, themes, blank };

/** @param {View} view @param {Words} words */
function live({ items }, words) {
  if (items.length === 0) return [make("p", "empty", words.mini_empty)];
  return columns(items.slice(0, 8));
}

/** @param {View} view */
function opening({ stage }) {
  return [spoken("p", "words one", stage.prompt?.text ?? "", stage.prompt?.lang ?? null)];
}

/** @param {View} view @param {Words} words */
function spotlight({ spotlight: item }, words) {
  if (!item) return [make("p", "empty", words.mini_nobody)];
  const text = spoken("p", item.text.length > 320 ? "words one long" : "words one", item.text, item.lang);
  return [text, signed(item)];
}

/** @param {View} view @param {Words} words */
function tour(view, words) {
  return [...(view.items.length > 0 ? columns(view.items.slice(0, 2)) : []), make("p", "caption", words.mini_tour)];
}

/** @param {View} view @param {Words} words */
function communities({ items }, words) {
  /** @type {Map<string, Told[]>} */
  const found = new Map();
  for (const item of items) found.set(item.community.name, [...(found.get(item.community.name) ?? []), item]);
  if (found.size === 0) return [make("p", "empty", words.mini_empty)];
  return [...found].slice(0, 4).map(([name, shared]) => {
    const column = make("div", "column");
    const title = make("b", "", name);
    column.dataset.hue = String(shared[0]?.community.hue ?? 1);
    column.append(title, ...shared.slice(0, 1).map((item) => spoken("p", "words", item.headline || item.text, item.lang)));
    return column;
  });
}

/** @param {View} view @param {Words} words */
function room({ tables }, words) {
  const field = make("div", "field");
  field.append(...Array.from({ length: tables.shared }, () => make("i")));
  return [field, make("p", "caption", put(words.room, { n: tables.shared, of: tables.of }))];
}

/** @param {View} _view @param {Words} words */
function telling(_view, words) {
  return [make("p", "caption", words.mini_words)];
}

/** @param {View} view @param {Words} words */
function themes({ stage, items }, words) {
  const up = new Set(items.map((item) => item.id));
  const shown = stage.themes.filter((/** @type {any} */ each) => each.items.some((/** @type {string} */ id) => up.has(id)));
  if (shown.length === 0) return [make("p", "empty", words.no_themes)];
  return shown.slice(0, 6).map((/** @type {any} */ theme) => {
    const column = make("div", "column");
    const many = theme.items.filter((/** @type {string} */ id) => up.has(id)).length;
    column.append(make("b", "", theme.name), make("span", "", put(words.many, { n: many })));
    return column;
  });
}

/** @returns {HTMLElement[]} */
function blank() {
  return [];
}

/** Two columns, as the wall has them. @param {Told[]} items */
function columns(items) {
  return [0, 1].map((nth) => {
    const column = make("div", "column");
    column.append(...items.filter((_, n) => n % 2 === nth).map(small));
    return column;
  });
}

/** @param {Told} item */
function small(item) {
  const element = make("div", "small");
  element.dataset.hue = String(item.community.hue);
  element.append(spoken("p", "words", item.headline || item.text, item.lang), signed(item));
  return element;
}

/** @param {Told} item */
function signed(item) {
  const element = make("p", "signed", item.community.name);
  element.dataset.hue = String(item.community.hue);
  return element;
}
