// @ts-check
/** Wall: wires the feed to the scenes, and the keys of the projector's own laptop, which work without the server. */

import { answers } from "./answers.js";
import { stayAwake } from "./awake.js";
import { Connection } from "./connection.js";
import { communities, themes } from "./groups-of.js";
import { Question } from "./question.js";
import { Rail } from "./rail.js";
import { drawn } from "./scene-choice.js";
import { Groups } from "./scene-groups.js";
import { Opening } from "./scene-opening.js";
import { Room } from "./scene-room.js";
import { Spotlight } from "./scene-spotlight.js";
import { Tour } from "./scene-tour.js";
import { Words } from "./scene-words.js";
import { Scenes } from "./scenes.js";
import { Shelf } from "./shelf.js";
import { Stage } from "./stage.js";
import { TestCard } from "./test-card.js";
import { Timer } from "./timer.js";
import { filled, make } from "./voice.js";

/** @typedef {import("./feed.js").Picture} Picture */

const body = document.body;
/** @type {import("./voice.js").About & {hues: Record<string, number>}} */
const page = JSON.parse(body.dataset.wall ?? "{}");
const words = page.words;
const stage = new Stage(at("cards"), page.hues, words.page ?? "");
const epoch = () => connection.feed.seen.epoch;
const timer = new Timer(timers(), words);
const question = new Question();
const rail = new Rail((railed) => question.fit(railed));
/** The picture that the live scene holds while it is up. @type {Picture|null} */
let held = null;
let told = 0;
let unsaid = 0;

const scenes = new Scenes(body, {
  live: { draw: live, leave: unlive, redraw: () => stage.redraw() },
  opening: new Opening(at("opening"), at("prompt")),
  spotlight: new Spotlight(at("spotlight"), page),
  tour: new Tour(at("tour"), page, epoch, new Shelf("rw:tour:")),
  communities: new Groups(at("communities"), page, communities, () => words.empty),
  room: new Room(at("room"), page, epoch),
  words: new Words(at("words"), page),
  themes: new Groups(at("themes"), page, themes, ({ stage }) =>
    stage?.themes?.length ? words.themes_empty : words.themes_none,
  ),
});
const card = new TestCard(at("card"), words);
const connection = new Connection({ key: page.key, audience: "wall", show, pulse: ({ now }) => timer.heard(now), link });
connection.start();
for (const news of ["loadingdone"]) document.fonts.addEventListener(news, redraw);
void document.fonts.ready.then(redraw);
new ResizeObserver(redraw).observe(at("spotlight").parentElement ?? body);
Object.assign(window, { wall: connection.feed }); // for a look from the console

/** @param {Picture} picture */
function show(picture) {
  const resized = ask(picture);
  count(picture.tables.shared, picture.tables.of);
  timer.heard(picture.now, picture.stage);
  card.tell(picture.stage);
  scenes.show(picture);
  if (resized) scenes.redraw();
  if (!picture.fresh) announce(picture.items.size);
  told = picture.items.size;
  at("rehearsal").hidden = ![...picture.items.values()].some((item) => item.sample);
}

/** The question, where the scene has a place for it. @param {Picture} picture */
function ask(picture) {
  const live = drawn(picture) === "live";
  const waits = live && answers(picture).items.size === 0;
  question.tell(live ? picture.stage : null, waits);
  return rail.tell(picture.stage, live && !waits ? (picture.stage?.prompt?.text ?? "") : "");
}

/** Measure everything anew: the window or the fonts have changed. */
function redraw() {
  rail.fit();
  scenes.redraw();
}

/** Live begins with what is there, without a storm of cards. @param {Picture} whole */
function live(whole) {
  const picture = answers(whole);
  stage.draw(held ? picture : { ...picture, fresh: true });
  held = picture;
  rail.fit(); // what stands beside the cards could not be measured before they had their place
}

function unlive() {
  if (held) stage.draw({ ...held, items: new Map(), fresh: true });
  held = null;
}

/** In the rail and in the opening, where there is always room. */
function timers() {
  const [rail, opening] = [make("p", "timer"), make("p", "timer")];
  document.querySelector(".rail .shared")?.before(rail);
  document.querySelector(".opening .how")?.after(opening);
  for (const each of [rail, opening]) each.setAttribute("role", "timer");
  return [rail, opening];
}

/** @param {number} shared @param {number} of */
function count(shared, of) {
  const said = (shared === 0 ? words.shared_none : shared === 1 ? words.shared_one : words.shared) ?? "";
  at("shared").textContent = filled(said, { n: shared, of });
  at("shared-short").textContent = shared === 0 ? "" : filled(words.tour, { n: shared, of });
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

/** Black before anything else is thought of: no request, no fading. */
function blank() {
  body.classList.toggle("blanked");
  scenes.atOnce();
}

const on = () => scenes.step(1);
const back = () => scenes.step(-1);
/** @type {Record<string, () => unknown>} */
const keys = {
  b: blank,
  ".": blank,
  t: () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  c: () => card.toggle(),
  pagedown: on,
  arrowright: on,
  arrowdown: on,
  pageup: back,
  arrowleft: back,
  arrowup: back,
};

addEventListener("keydown", (event) => {
  if (!keysOn || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && (card.close() || scenes.key(event))) return;
  const work = keys[event.key.toLowerCase()];
  if (work) void work();
});

/** Speech input and stray fingers press keys that nobody meant: `?keys=off` is remembered, until `?keys=on`. */
function keysWanted() {
  const wanted = new URLSearchParams(location.search).get("keys");
  try {
    if (wanted) localStorage.setItem("rw:wall-keys", wanted);
    return (wanted ?? localStorage.getItem("rw:wall-keys")) !== "off";
  } catch {
    return wanted !== "off";
  }
}
const keysOn = keysWanted();

const query = new URLSearchParams(location.search);
const asked = query.get("theme");
try {
  theme(asked ?? localStorage.getItem("rw:theme") ?? "light");
} catch {
  theme(asked ?? "light");
}
if (query.get("card") === "1") card.toggle(true);

let resting = 0;
addEventListener("pointermove", () => {
  body.classList.remove("resting");
  window.clearTimeout(resting);
  resting = window.setTimeout(() => body.classList.add("resting"), 3000);
});

stayAwake();
