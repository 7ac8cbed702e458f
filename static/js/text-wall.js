// @ts-check
/**
 * Text wall: the same feed in one's own hand, in reading order: first what the projector shows now, then everything,
 * newest first, oldest first, or the tables that this reader has read least. New ones are counted, not shouted.
 */

import { Connection } from "./connection.js";
import { headed } from "./headline.js";
import { drawn } from "./scene-choice.js";
import { TextList } from "./text-list.js";
import { ordered } from "./text-order.js";
import { Reading } from "./text-read.js";
import { Timer } from "./timer.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./feed.js").Told} Told */

const body = document.body;
/** @type {{key: string, words: Record<string, string>}} */
const page = JSON.parse(body.dataset.wall ?? "{}");
const list = at("list");
const spotlight = at("spotlight");
const sort = /** @type {HTMLSelectElement} */ (at("sort"));
const timer = new Timer([at("timer")], page.words);
/** This reader's own beginning, so that no table is everybody's first. */
const seed = Math.floor(Math.random() * 2 ** 31);
/** The order in which one discovers, which nothing that arrives may disturb. @type {string[]} */
let discovered = [];
/** @type {Picture|null} */
let shown = null;
/** Reflections already heard of, so that only new ones are announced. @type {Set<string>} */
let known = new Set();
let unsaid = 0;

const reading = new Reading({
  epoch: () => connection.feed.seen.epoch,
  seatOf: (id) => shown?.items.get(id)?.seat,
});
const everything = new TextList({
  list,
  further: at("further"),
  said: page.words.further ?? "",
  article,
  watch: (element) => reading.watch(element),
});
const connection = new Connection({
  key: page.key,
  audience: "wall",
  show,
  pulse: ({ now }) => timer.heard(now),
  link: (state) => {
    at("link").hidden = state !== "lost";
  },
});
connection.start();
at("order").hidden = false;
remember(null);
sort.addEventListener("change", () => {
  remember(sort.value);
  discovered = [];
  everything.afresh();
  if (shown) everything.arrange(chosen(shown));
});

/** The order that was chosen last, after a reload as well. @param {string|null} order to keep; null to take up */
function remember(order) {
  try {
    if (order) localStorage.setItem("rw:order", order);
    const kept = localStorage.getItem("rw:order");
    if ([...sort.options].some((each) => each.value === kept)) sort.value = kept ?? sort.value;
  } catch {
    // a browser that keeps nothing begins with the newest
  }
}

/** @param {Picture} picture */
function show(picture) {
  shown = picture;
  const blank = picture.stage?.scene === "blank";
  at("paused").hidden = !blank;
  at("now").hidden = list.hidden = blank;
  const prompt = picture.stage?.prompt;
  if (prompt) {
    at("prompt").textContent = prompt.text;
    at("prompt").lang = prompt.lang ?? "";
  }
  const { shared, of } = picture.tables;
  const said = (shared === 0 ? page.words.shared_none : shared === 1 ? page.words.shared_one : page.words.shared) ?? "";
  at("shared").textContent = said.replace("{n}", String(shared)).replace("{of}", String(of));
  at("empty").hidden = picture.items.size > 0;
  timer.heard(picture.now, picture.stage);
  tellNow(picture);
  everything.arrange(chosen(picture));
  document.getElementById("pages")?.remove(); // everything is on this one now
  if (picture.fresh) known = new Set(picture.items.keys());
  else announce([...picture.items.keys()]);
}

/** What the projector shows: the reflection in the spotlight, or the scene in a sentence. @param {Picture} picture */
function tellNow(picture) {
  const scene = drawn(picture);
  const item = scene === "spotlight" ? picture.items.get(String(picture.stage?.reflection)) : undefined;
  const said = page.words[`now_${scene}`] ?? "";
  if (at("now-said").textContent !== said) at("now-said").textContent = said;
  if (item && spotlight.dataset.seq === String(item.seq)) return;
  spotlight.dataset.seq = item ? String(item.seq) : "";
  spotlight.replaceChildren(...(item ? [article(item)] : []));
}

/** Every reflection in the order that the reader chose. @param {Picture} picture */
function chosen({ items }) {
  const order = /** @type {import("./text-order.js").Order} */ (sort.value);
  if (order !== "discover") return ordered(items.values(), order, reading.counts, seed);
  const placed = new Set(discovered);
  const others = [...items.values()].filter((item) => !placed.has(item.id));
  discovered = [...discovered, ...ordered(others, order, reading.counts, seed).map((item) => item.id)];
  return discovered.flatMap((id) => items.get(id) ?? []);
}

/** @param {Told} item */
function article(item) {
  const element = document.createElement("article");
  element.dataset.hue = String(item.community.hue ?? 1);
  const footer = document.createElement("footer");
  footer.textContent = item.table ? `${item.community.name} · ${item.table}` : item.community.name;
  if (headed(item)) element.append(said("h3", "", item.headline, item.lang));
  element.append(said("p", "words", item.text, item.lang));
  const { translation } = item;
  if (translation) element.append(said("p", "words translation", translation.text, translation.lang));
  element.append(footer);
  return element;
}

/** @param {string} tag @param {string} name @param {string} text @param {string|null} lang */
function said(tag, name, text, lang) {
  const element = document.createElement(tag);
  element.className = name;
  element.dir = "auto";
  element.lang = lang ?? "";
  element.textContent = text;
  return element;
}

/** Politely, as a count, at most once in ten seconds. @param {string[]} now */
function announce(now) {
  const fresh = now.filter((id) => !known.has(id)).length;
  known = new Set([...known, ...now]);
  const first = unsaid === 0;
  unsaid += fresh;
  if (!first || unsaid === 0) return;
  window.setTimeout(() => {
    const said = (unsaid === 1 ? page.words.new_one : page.words.new) ?? "";
    at("announcement").textContent = said.replace("{n}", String(unsaid));
    unsaid = 0;
  }, 10_000);
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}
