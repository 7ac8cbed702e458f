// @ts-check
/** Desk, remote: the stage in a presenter's hand. It follows the same feed as the desk, so that all of them stay in step. */

import { Connection } from "./connection.js";
import { Api } from "./desk-api.js";
import { Choices } from "./desk-choices.js";
import { all, at, clock, press, put } from "./desk-dom.js";
import { Keys } from "./desk-keys.js";
import { end } from "./desk-end.js";
import { showNow, visible } from "./desk-preview.js";
import { back } from "./desk-stage.js";
import { Turning } from "./desk-turning.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Stage} Stage */

/** @type {{key: string, code: string, words: Record<string, string>}} */
const page = JSON.parse(document.body.dataset.desk ?? "{}");
const words = page.words;
const STILL = ["live", "opening", "room", "blank"];
/** @type {Stage|null} */
let stage = null;
let ahead = 0;
let tables = { shared: 0, of: 0 };
const turning = new Turning((page) => set({ page }));

const api = new Api(page.key, words.failed, { say, changed: () => void connection.feed.pull() });
const choices = new Choices(words, (item) => void set({ reflection: item.id }));
const connection = new Connection({ key: page.key, audience: "desk", show, link: () => undefined, deaf, ended });
connection.start();
setInterval(tick, 250);

/** @param {import("./feed.js").Picture} picture */
function show(picture) {
  stage = picture.stage ?? stage;
  tables = picture.tables;
  ahead = Date.parse(picture.now) - Date.now();
  if (!stage) return;
  const up = visible(picture.items.values());
  turning.hears(stage);
  for (const each of all("[data-scene]")) press(each, each.dataset.scene === stage.scene);
  name(stage);
  const spotlight = up.find((each) => each.id === stage?.reflection);
  showNow(stage.scene, { items: up, stage, tables, spotlight }, words);
  choices.draw(up, stage.scene === "spotlight" ? stage.reflection : null);
  const still = STILL.includes(stage.scene);
  for (const id of ["earlier", "later"]) at(id).setAttribute("aria-disabled", String(still));
  const dark = stage.scene === "blank";
  press(at("blank"), dark);
  const label = at("blank").querySelector("span");
  if (label) label.textContent = dark ? words.unblank : words.blank;
  document.body.classList.toggle("dark", dark);
  tick();
}

/** Which scene the room sees, and which page of it. @param {Stage} now */
function name(now) {
  const button = all(`[data-scene="${now.scene}"] span`)[0]?.textContent;
  const named = { spotlight: words.spotlight, blank: words.blank_scene }[now.scene] ?? button ?? now.scene;
  at("on-now").textContent = put(words.on_now, { scene: named });
}

/** Whether it was granted. @param {Record<string, unknown>} setting */
async function set(setting) {
  say("");
  if ("scene" in setting || "reflection" in setting) turning.forget();
  const reply = await api.put("stage", setting);
  if (reply?.status === 409) say(words.not_up);
  return reply?.status === 200;
}

/** @param {number} step */
function turn(step) {
  if (!stage || STILL.includes(stage.scene)) return false;
  turning.turn(stage.page, step);
  return true;
}

function blank() {
  if (stage) void set(stage.scene === "blank" ? back(stage) : { scene: "blank" });
}

function tick() {
  const ends = [stage?.ends_at, stage?.prompt?.closes_at].filter(Boolean);
  const left = ends.map((each) => (Date.parse(each) - Date.now() - ahead) / 1000);
  at("countdown").textContent = left.map((each) => (each > 0 ? clock(each) : words.time_is_up)).join("\n");
}

/** Nothing is heard, or something is again: then what was said of it is over. @param {boolean} now */
function deaf(now) {
  at("lost").hidden = !now;
  if (!now && at("said").textContent === words.failed) say("");
}

function ended() {
  api.stop();
  keys.stop();
  end(words.ended);
}

/** @param {string} text */
function say(text) {
  at("said").textContent = text;
}

at("blank").addEventListener("click", blank);
at("later").addEventListener("click", () => turn(1));
at("earlier").addEventListener("click", () => turn(-1));
for (const each of all("[data-scene]")) each.addEventListener("click", () => void set({ scene: each.dataset.scene }));
for (const each of all("[data-timer]")) {
  each.addEventListener("click", () => void set({ timer: Number(each.dataset.timer) }));
}
for (const each of all("[data-more]")) each.addEventListener("click", () => void set({ more: Number(each.dataset.more) }));

const keys = new Keys(
  { b: blank, ".": blank },
  { pagedown: () => turn(1), pageup: () => turn(-1), arrowright: () => turn(1), arrowleft: () => turn(-1) },
  `rw:desk:${page.code}`,
);
