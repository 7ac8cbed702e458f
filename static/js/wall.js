// @ts-check
/** Wall: wires the feed to the stage, and the keys of the projector's own laptop, which work without the server. */

import { Connection } from "./connection.js";
import { Stage } from "./stage.js";

const body = document.body;
/** @type {{key: string, words: Record<string, string>, hues: Record<string, number>}} */
const page = JSON.parse(body.dataset.wall ?? "{}");
const words = page.words;
const stage = new Stage(at("cards"), page.hues, words.page ?? "");
let told = 0;
let unsaid = 0;

const connection = new Connection({ key: page.key, audience: "wall", show, link });
connection.start();
void document.fonts.ready.then(() => stage.redraw());
Object.assign(window, { wall: connection.feed }); // for a look from the console

/** @param {import("./feed.js").Picture} picture */
function show(picture) {
  const scene = picture.stage?.scene ?? "live";
  body.dataset.scene = ["live", "opening", "blank"].includes(scene) ? scene : "live";
  const prompt = picture.stage?.prompt;
  if (prompt) {
    at("prompt").textContent = prompt.text;
    at("prompt").lang = prompt.lang ?? "";
  }
  count(picture.tables.shared, picture.tables.of);
  at("empty").hidden = picture.items.size > 0;
  stage.draw(picture);
  if (!picture.fresh) announce(picture.items.size);
  told = picture.items.size;
}

/** @param {number} shared @param {number} of */
function count(shared, of) {
  const said = (shared === 0 ? words.shared_none : shared === 1 ? words.shared_one : words.shared) ?? "";
  at("shared").textContent = said.replace("{n}", String(shared)).replace("{of}", String(of));
  const bar = at("share-of-tables");
  if (bar instanceof HTMLProgressElement) {
    bar.max = Math.max(of, 1);
    bar.value = shared;
  }
}

/** A screen reader hears how many came, at most once in ten seconds. @param {number} now */
function announce(now) {
  const before = unsaid;
  unsaid += Math.max(0, now - told);
  if (before > 0 || unsaid === 0) return;
  window.setTimeout(() => {
    at("announcement").textContent = ((unsaid === 1 ? words.new_one : words.new) ?? "").replace("{n}", String(unsaid));
    unsaid = 0;
  }, 10_000);
}

/** The picture stays; only a small sign says that it may be old. @param {"live"|"polling"|"lost"} state */
function link(state) {
  body.dataset.link = state;
  at("link").hidden = state !== "lost";
}

/** @param {string} name */
function theme(name) {
  document.documentElement.dataset.theme = name;
  try {
    localStorage.setItem("rw:theme", name);
  } catch {
    // a browser that keeps nothing: the theme lasts until it is reloaded
  }
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}

const keys = {
  b: () => body.classList.toggle("blanked"),
  ".": () => body.classList.toggle("blanked"),
  t: () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
};

addEventListener("keydown", (event) => {
  if (!keysOn || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const work = keys[/** @type {keyof typeof keys} */ (event.key.toLowerCase())];
  if (work) void work();
});

/** Speech input and stray fingers press keys that nobody meant: `?keys=off` is remembered, until `?keys=on`. */
function keysWanted() {
  const asked = new URLSearchParams(location.search).get("keys");
  try {
    if (asked) localStorage.setItem("rw:wall-keys", asked);
    return (asked ?? localStorage.getItem("rw:wall-keys")) !== "off";
  } catch {
    return asked !== "off";
  }
}
const keysOn = keysWanted();

const asked = new URLSearchParams(location.search).get("theme");
try {
  theme(asked ?? localStorage.getItem("rw:theme") ?? "light");
} catch {
  theme(asked ?? "light");
}

let resting = 0;
addEventListener("pointermove", () => {
  body.classList.remove("resting");
  window.clearTimeout(resting);
  resting = window.setTimeout(() => body.classList.add("resting"), 3000);
});

/** Keep the projector awake where the browser can: on https, or on the server's own laptop. */
async function stayAwake() {
  try {
    if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen");
  } catch {
    // not here: the system's own power setting decides
  }
}
document.addEventListener("visibilitychange", () => void stayAwake());
void stayAwake();
