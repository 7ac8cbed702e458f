// @ts-check
/** Desk: wires the feed to the lists, and every deed, tapped or typed, to the server. The server's answer is what counts. */

import { Connection } from "./connection.js";
import { Items } from "./desk-items.js";

/** @typedef {import("./feed.js").Told} Told */

/** @type {{key: string, words: Record<string, string>}} */
const page = JSON.parse(document.body.dataset.desk ?? "{}");
const words = page.words;
let scene = "live";
let before = "live";
let roomTimer = 0;

const items = new Items(words, { judge, said: say });
const connection = new Connection({ key: page.key, audience: "desk", show, pulse: countWalls, link });
connection.start();

/** @param {import("./feed.js").Picture} picture */
function show(picture) {
  items.draw(picture);
  if (picture.stage) showStage(picture.stage);
  const newest = [...picture.items.values()].filter((item) => item.visible).sort(byShown)[0];
  showMini(newest ?? null, picture.stage);
  window.clearTimeout(roomTimer);
  roomTimer = window.setTimeout(() => void askRoom(), 400);
}

/** @param {import("./feed.js").Stage} stage */
function showStage(stage) {
  scene = stage.scene;
  if (scene !== "blank") before = scene;
  for (const button of all("[data-mode]")) press(button, button.dataset.mode === stage.moderation);
  for (const button of all("[data-scene]")) press(button, button.dataset.scene === scene);
  at("delay").textContent = `${stage.delay} s`;
  const blank = at("blank");
  press(blank, scene === "blank");
  const label = blank.querySelector("span");
  if (label) label.textContent = (scene === "blank" ? words.unblank : words.blank) ?? "";
  for (const line of all("[data-prompt]")) {
    const isOpen = stage.prompt?.state === "open" && String(stage.prompt.id) === line.dataset.prompt;
    const button = line.querySelector("button");
    if (!button) continue;
    button.dataset.state = isOpen ? "open" : "closed";
    button.textContent = (isOpen ? words.close : words.open) ?? "";
  }
}

/** What the room sees, small. @param {Told|null} newest @param {import("./feed.js").Stage|null} stage */
function showMini(newest, stage) {
  const mini = at("mini");
  mini.classList.toggle("dark", scene === "blank");
  const wording = newest?.shown ?? newest;
  const text = scene === "blank" ? "" : scene === "opening" ? stage?.prompt?.text : wording?.headline || wording?.text;
  at("mini-words").textContent = text ?? "";
  at("mini-signed").textContent = scene === "live" ? (newest?.community.name ?? "") : "";
}

/** @param {{walls?: {count: number, current: number}}} pulse */
function countWalls({ walls }) {
  if (!walls) return;
  const { count, current } = walls;
  const said =
    count === 0
      ? words.walls_none
      : current < count
        ? words.walls_behind
        : count === 1
          ? words.walls_one_current
          : words.walls_current;
  at("walls").textContent = (said ?? "").replace("{n}", String(current)).replace("{of}", String(count));
}

async function askRoom() {
  const reply = await fetch(`/api/d/${page.key}/room`, { cache: "no-store" }).catch(() => null);
  if (!reply?.ok) return;
  const room = await reply.json();
  at("room").textContent = put(words.room, room.shared, room.expected);
  at("quotable").textContent = put(words.quotable, room.consent.quote, room.consent.kept);
  at("map").replaceChildren(
    ...room.tables.map((/** @type {any} */ table) => {
      const tile = document.createElement("li");
      tile.textContent = table.label;
      tile.title = `${table.community}: ${table.stored}`;
      tile.className = table.state === "shared" ? "has" : "";
      return tile;
    }),
  );
}

/** @param {Told} item @param {string} deed */
async function judge(item, deed) {
  const reply = await put_(`reflections/${item.id}/verdict`, { deed, version: item.version });
  if (reply?.ok) say((deed === "hide" ? words.did_hide : deed === "show" ? words.did_show : "") ?? "");
  else if (reply?.status === 409) say(words.changed ?? "");
}

/** @param {Record<string, unknown>} setting */
function setStage(setting) {
  void put_("stage", setting);
}

function blank() {
  setStage({ scene: scene === "blank" ? before : "blank" });
}

/** @param {string} path @param {Record<string, unknown>} body */
async function put_(path, body) {
  try {
    const reply = await fetch(`/api/d/${page.key}/${path}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!reply.ok && reply.status !== 409) say(words.failed ?? "");
    void connection.feed.pull();
    return reply;
  } catch {
    say(words.failed ?? "");
    return null;
  }
}

for (const button of all("[data-mode]")) {
  button.addEventListener("click", () => setStage({ moderation: button.dataset.mode }));
}
for (const button of all("[data-scene]")) {
  button.addEventListener("click", () => setStage({ scene: button.dataset.scene }));
}
for (const line of all("[data-prompt]")) {
  const button = line.querySelector("button");
  button?.addEventListener("click", () => {
    void put_(`prompts/${line.dataset.prompt}`, { state: button.dataset.state === "open" ? "closed" : "open" });
  });
}
at("blank").addEventListener("click", blank);

const keys = {
  b: blank,
  ".": blank,
  1: () => setStage({ scene: "live" }),
  2: () => setStage({ scene: "opening" }),
  j: () => items.move(1),
  k: () => items.move(-1),
  a: () => items.deed("show"),
  h: () => items.deed("hide"),
  p: () => items.deed("pin"),
};
const KEYS = "rw:desk-keys";
const keysOn = /** @type {HTMLInputElement} */ (at("keys"));
try {
  keysOn.checked = localStorage.getItem(KEYS) !== "off";
} catch {
  // a browser that keeps nothing: they are on until somebody switches them off again
}
keysOn.addEventListener("change", () => {
  try {
    localStorage.setItem(KEYS, keysOn.checked ? "on" : "off");
  } catch {
    // as above
  }
});
addEventListener("keydown", (event) => {
  const { target } = event;
  const typing = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target !== keysOn);
  // A key that is held down is one press: holding H must not hide one after the other.
  if (!keysOn.checked || typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const work = keys[/** @type {keyof typeof keys} */ (event.key.toLowerCase())];
  if (!work) return;
  event.preventDefault();
  work();
});

/** @param {string} state */
function link(state) {
  at("lost").hidden = state !== "lost";
}

/** @param {string} text */
function say(text) {
  at("said").textContent = text;
}

/** @param {HTMLElement} button @param {boolean} on */
function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

/** @param {string|undefined} text @param {number} n @param {number} of */
function put(text, n, of) {
  return (text ?? "").replace("{n}", String(n)).replace("{of}", String(of));
}

/** @param {Told} a @param {Told} b */
function byShown(a, b) {
  return a.shown_at < b.shown_at ? 1 : -1;
}

/** @param {string} selector @returns {HTMLElement[]} */
function all(selector) {
  return [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}
