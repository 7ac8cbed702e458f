// @ts-check
/** Text wall: the same feed in one's own hand, newest first, in reading order. New ones are counted, not shouted. */

import { Connection } from "./connection.js";

const body = document.body;
/** @type {{key: string, words: Record<string, string>, hues: Record<string, number>}} */
const page = JSON.parse(body.dataset.wall ?? "{}");
const list = at("list");
/** Reflections already heard of, so that only new ones are announced. @type {Set<string>} */
let known = new Set();
let unsaid = 0;

const connection = new Connection({
  key: page.key,
  audience: "wall",
  show,
  link: (state) => {
    at("link").hidden = state !== "lost";
  },
});
connection.start();

/** @param {import("./feed.js").Picture} picture */
function show(picture) {
  const blank = picture.stage?.scene === "blank";
  at("paused").hidden = !blank;
  list.hidden = blank;
  const prompt = picture.stage?.prompt;
  if (prompt) at("prompt").textContent = prompt.text;
  const { shared, of } = picture.tables;
  const said = (shared === 0 ? page.words.shared_none : shared === 1 ? page.words.shared_one : page.words.shared) ?? "";
  at("shared").textContent = said.replace("{n}", String(shared)).replace("{of}", String(of));
  at("empty").hidden = picture.items.size > 0;
  const items = [...picture.items.values()].sort((a, b) => (a.shown_at < b.shown_at ? 1 : -1));
  for (const element of [...list.children]) if (!picture.items.has(idOf(element.id))) element.remove();
  /** @type {Element|null} */
  let before = null;
  for (const item of items) {
    const element = document.getElementById(`r-${item.id}`) ?? made(item);
    if (element.dataset.seq !== String(item.seq)) write(element, item);
    if (before ? before.nextElementSibling !== element : list.firstElementChild !== element) {
      if (before) before.after(element);
      else list.prepend(element);
    }
    before = element;
  }
  document.getElementById("pages")?.remove(); // everything is on this one now
  const now = items.map((item) => `r-${item.id}`);
  if (picture.fresh) known = new Set(now);
  else announce(now);
}

/** @param {import("./feed.js").Told} item */
function made(item) {
  const element = document.createElement("li");
  element.id = `r-${item.id}`;
  element.append(document.createElement("h2"), document.createElement("p"), document.createElement("footer"));
  write(element, item);
  return element;
}

/** @param {HTMLElement} element @param {import("./feed.js").Told} item */
function write(element, item) {
  const [headline, words, signed] = element.children;
  if (!(headline instanceof HTMLElement && words instanceof HTMLElement && signed)) return;
  element.dataset.seq = String(item.seq);
  element.dataset.hue = String(page.hues[String(item.community.id)] ?? 1);
  headline.textContent = item.headline ?? "";
  headline.hidden = !item.headline;
  words.className = "words";
  words.dir = headline.dir = "auto";
  words.lang = headline.lang = item.lang ?? "";
  words.textContent = item.text;
  signed.textContent = item.table ? `${item.community.name} · ${item.table}` : item.community.name;
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
