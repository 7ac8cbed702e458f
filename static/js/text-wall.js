// @ts-check
/**
 * Text wall: the same feed in one's own hand, in reading order: first what the projector shows now, then everything,
 * newest first, oldest first, or the tables that this reader has read least. New ones are counted, not shouted.
 */

import { Connection } from "./connection.js";
import { headed } from "./headline.js";
import { drawn } from "./scene-choice.js";
import { Shelf } from "./shelf.js";
import { ordered } from "./text-order.js";
import { Timer } from "./timer.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {import("./feed.js").Told} Told */

const READ = 2000;
const body = document.body;
/** @type {{key: string, words: Record<string, string>}} */
const page = JSON.parse(body.dataset.wall ?? "{}");
const list = at("list");
const spotlight = at("spotlight");
const sort = /** @type {HTMLSelectElement} */ (at("sort"));
const timer = new Timer([at("timer")], page.words);
const shelf = new Shelf("rw:read:");
/** This reader's own beginning, so that no table is everybody's first. */
const seed = Math.floor(Math.random() * 2 ** 31);
/** How often something of each seat was read here. @type {Map<string, number>|null} */
let read = null;
/** The order in which one discovers, which nothing that arrives may disturb. @type {string[]} */
let discovered = [];
/** @type {Picture|null} */
let shown = null;
/** Reflections already heard of, so that only new ones are announced. @type {Set<string>} */
let known = new Set();
let unsaid = 0;

const reading = new IntersectionObserver((entries) => entries.forEach(watch), { threshold: 0.25 });
for (const each of list.children) reading.observe(each);
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
sort.addEventListener("change", () => {
  discovered = [];
  if (shown) arrange(shown);
});

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
  arrange(picture);
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

/** Every reflection in the order that the reader chose; what stands right stays. @param {Picture} picture */
function arrange(picture) {
  for (const element of [...list.children]) if (!picture.items.has(idOf(element.id))) element.remove();
  /** @type {Element|null} */
  let before = null;
  for (const item of chosen(picture)) {
    const element = document.getElementById(`r-${item.id}`) ?? made(item);
    if (element.dataset.seq !== String(item.seq)) write(element, item);
    if (before ? before.nextElementSibling !== element : list.firstElementChild !== element) {
      if (before) before.after(element);
      else list.prepend(element);
    }
    before = element;
  }
}

/** @param {Picture} picture */
function chosen({ items }) {
  read ??= remembered();
  const order = /** @type {import("./text-order.js").Order} */ (sort.value);
  if (order !== "discover") return ordered(items.values(), order, read, seed);
  const placed = new Set(discovered);
  const others = [...items.values()].filter((item) => !placed.has(item.id));
  discovered = [...discovered, ...ordered(others, order, read, seed).map((item) => item.id)];
  return discovered.flatMap((id) => items.get(id) ?? []);
}

/** @param {Told} item */
function made(item) {
  const element = document.createElement("li");
  element.id = `r-${item.id}`;
  write(element, item);
  return element;
}

/** @param {HTMLElement} element @param {Told} item */
function write(element, item) {
  element.dataset.seq = String(item.seq);
  element.replaceChildren(article(item));
  reading.observe(element);
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

/** What stays before somebody's eyes counts as read, once. @param {IntersectionObserverEntry} entry */
function watch({ target, isIntersecting }) {
  if (!isIntersecting) return;
  const id = idOf(target.id);
  window.setTimeout(() => {
    const box = target.getBoundingClientRect();
    const seat = shown?.items.get(id)?.seat;
    if (!seat || box.bottom < 0 || box.top > innerHeight || list.hidden) return;
    reading.unobserve(target);
    read = (read ?? remembered()).set(seat, (read?.get(seat) ?? 0) + 1);
    shelf.write(connection.feed.seen.epoch, JSON.stringify([...read]));
  }, READ);
}

/** @returns {Map<string, number>} */
function remembered() {
  try {
    return new Map(JSON.parse(shelf.read(connection.feed.seen.epoch) ?? "[]"));
  } catch {
    return new Map();
  }
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
function idOf(id) {
  return id.replace(/^r-/, "");
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}
