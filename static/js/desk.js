// @ts-check
/** Desk: wires the feed to the boards, and every deed, tapped or typed, to the server. The server's answer is what counts. */

import { Connection } from "./connection.js";
import { Api } from "./desk-api.js";
import { Deeds } from "./desk-deeds.js";
import { all, at, put } from "./desk-dom.js";
import { end } from "./desk-end.js";
import { Items } from "./desk-items.js";
import { Keys } from "./desk-keys.js";
import { Passes } from "./desk-passes.js";
import { Past } from "./desk-past.js";
import { Prompts } from "./desk-prompts.js";
import { RoomBoard } from "./desk-room.js";
import { Settings } from "./desk-settings.js";
import { Share } from "./desk-share.js";
import { offer } from "./desk-show.js";
import { StageBoard } from "./desk-stage.js";
import { OneTable } from "./desk-table.js";
import { Tabs } from "./desk-tabs.js";
import { Themes } from "./desk-themes.js";
import { Toast } from "./desk-toast.js";

/** @typedef {import("./feed.js").Told} Told */

/** @type {{key: string, code: string, wall: string|null, communities: {id: number, name: string}[],
 *   words: Record<string, string>}} */
const page = JSON.parse(document.body.dataset.desk ?? "{}");
const words = page.words;
const memory = `rw:desk:${page.code}`;
/** @type {Map<string, Told>} */
let told = new Map();
let ahead = 0;

const toast = new Toast();
const api = new Api(page.key, words.failed, { say, changed: () => void connection.feed.pull() });
const room = new RoomBoard(api, words, (table) => table_.open(table));
const themes = new Themes(api, words);
const deeds = new Deeds({
  api,
  toast,
  words,
  going: (id, deed) => items.going(id, deed),
  back: (id) => items.back(id),
  theme: (item) => void themes.pick(item),
  table: (id) => openTable(id),
});
const share = new Share(words, memory, (taken) => {
  connection.stand("share", taken);
  items.redraw();
});
const items = new Items(words, (item, deed) => deeds.do(item, deed), share, say);
const stage = new StageBoard({ api, toast, words, current: () => items.chosen });
const settings = new Settings(api, words);
const prompts = new Prompts(api, words);
const passes = new Passes(api, words);
const past = new Past(words, (item, deed) => void deeds.judge(item, deed), putBack);
const table_ = new OneTable({
  api,
  words,
  ask: () => room.ask(),
  table: (id) => room.room?.tables.find((table) => table.id === id),
  communities: page.communities,
  now: () => Date.now() + ahead,
  said: say,
  hidden: undoAll,
});
const tabs = new Tabs("tabs", (name) => {
  if (name === "waiting" || name === "up" || name === "off") items.open(name);
  themes.open(name === "themes");
  past.open(name === "past");
  if (name === "room") void room.ask();
  if (name === "passes") void passes.open();
});
const connection = new Connection({ key: page.key, audience: "desk", show, pulse: heard, link, deaf, ended });
tabs.show("waiting");
connection.stand("share", share.now);
connection.start();
if (page.wall) offer(page.wall, words, say);

/** @param {import("./feed.js").Picture} picture */
function show(picture) {
  told = picture.items;
  ahead = Date.parse(picture.now) - Date.now();
  items.draw(picture);
  stage.draw(picture);
  themes.draw(picture);
  past.draw(picture);
  if (picture.stage) {
    settings.draw(picture.stage, ahead);
    prompts.draw(picture.stage);
  }
  room.soon();
}

/** @param {{walls?: {count: number, current: number}, desks?: {screen: string, share: string}[]}} pulse */
function heard({ walls, desks = [] }) {
  share.hear(desks.filter((each) => each.screen !== connection.screen).map((each) => each.share));
  if (!walls) return;
  const { count, current } = walls;
  const one = count === 1 ? words.walls_one_current : count === 2 ? words.walls_both_current : words.walls_current;
  const said = count === 0 ? words.walls_none : current < count ? words.walls_behind : one;
  at("walls").textContent = put(said, { n: current, of: count });
}

/** Without a connection nothing is known of the walls. @param {string} state */
function link(state) {
  if (state === "polling" && at("lost").hidden) at("walls").textContent = words.walls_unknown;
}

/** Nothing is heard, or something is again: then what was said of it is over. @param {boolean} now */
function deaf(now) {
  at("lost").hidden = !now;
  at("walls").textContent = now ? "" : words.walls_unknown;
  if (now) return;
  for (const said of all("#said, .dialog-said")) if (said.textContent === words.failed) said.textContent = "";
}

/** The pass has ended: what waits here is not for whoever holds it any more. */
function ended() {
  api.stop();
  keys.stop();
  end(words.ended);
}

/** Where a dialog is open it says so itself: nothing behind it is heard. @param {string} text */
function say(text) {
  const open = document.querySelector("dialog[open] .dialog-said");
  if (open) open.textContent = text;
  else toast.say(text);
}

/** @param {number} id */
async function openTable(id) {
  if (!room.room) await room.ask();
  const found = room.room?.tables.find((table) => table.id === id);
  if (found) table_.open(found);
}

/** Many were hidden in one go, and come back in one go; what somebody else has judged since stays as they left it.
 * @param {{id: string, version: number}[]} hidden @param {string} label */
function undoAll(hidden, label) {
  const said = put(words.did_hide_all, { n: hidden.length, label });
  toast.offer(said, hidden.length > 0 ? () => putBack(hidden) : null);
}

/** @param {{id: string, version: number}[]} hidden as the hide left it */
function putBack(hidden) {
  for (const { id, version } of hidden) {
    const item = told.get(id);
    if (item) void deeds.judge({ ...item, version }, "restore");
  }
}

/** Only a list that is open can be worked on by key. @param {() => unknown} work */
function inList(work) {
  return () => (tabs.open === "waiting" || tabs.open === "up" || tabs.open === "off" ? work() : false);
}

/** The scenes by their places on the desk. */
const scenes = all("[data-scene]").map((button) => button.dataset.scene ?? "live");
const keys = new Keys(
  {
    b: () => stage.blank(),
    ".": () => stage.blank(),
    s: () => stage.stopClocks(),
    z: () => toast.undo(),
    j: inList(() => items.move(1)),
    k: inList(() => items.move(-1)),
    a: inList(() => items.deed(tabs.open === "off" ? "restore" : "show")),
    h: inList(() => items.deed("hide")),
    d: inList(() => items.deed("hold")),
    p: inList(() => items.deed("pin")),
    r: inList(() => items.deed("redact")),
    g: inList(() => items.deed("spotlight")),
    n: inList(() => items.deed("note")),
    t: inList(() => items.deed("translate")),
    m: inList(() => items.deed("theme")),
    "shift+h": inList(() => items.deed("why")),
    "shift+g": inList(() => stage.look("spotlight")),
    ...Object.fromEntries(scenes.map((scene, n) => [String(n + 1), () => stage.scene(scene)])),
    ...Object.fromEntries(scenes.map((scene, n) => [`shift+${n + 1}`, () => stage.look(scene)])),
  },
  {
    enter: () => stage.take(),
    escape: () => stage.look(null),
    pagedown: () => stage.page(1),
    pageup: () => stage.page(-1),
    arrowright: () => stage.page(1),
    arrowleft: () => stage.page(-1),
  },
  memory,
);
