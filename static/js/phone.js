// @ts-check
/** Phone: wires the form, the outbox and the page of one table. The form works without this file; this makes it safe.
 * Three modules in all, and long ones, because the eight requests of a first load have no room for a fourth. What
 * phones do beside sharing comes when the page is in use, and is not missed when it never comes. */

import { Outbox, cleaned, measured, secondsLeft, takenBack } from "./outbox.js";
import { Mine } from "./mine.js";

/** @typedef {import("./outbox.js").Body} Body */
/** @typedef {{id: number, text: string, lang: string|null, state: string}} Prompt */
/** @typedef {{key: string, conference: string, epoch: string, place: number, table: string, prompt: number|null,
 *   labelled: string, prompts: Prompt[], archived: boolean, guarded: boolean, limits: {text: number, headline: number}, written: string,
 *   locale: string, wall: string|null, words: Record<string, string>}} Page */

/** @type {Page} */
const page = JSON.parse(document.body.dataset.phone ?? "{}");
const words = page.words;
const form = /** @type {HTMLFormElement} */ (document.getElementById("form"));
const box = field("text");
const DRAFT = `rw:draft:${page.conference}/${page.place}`;
const GIVE_UP = 10_000;
/** Where the sentence about each field stands. */
const FAULTS = { text: "fault", headline: "headline-fault", people: "people-fault" };
/** The reflection whose next wording is being written, if any. @type {string|null} */
let editing = null;
const SETTLING = 600;
/** How long a page waits before it asks again, in ms, each with its jitter. */
const PAUSES = { due: 2000, clock: 5000, writing: 7000, calm: 15_000 };
/** How long the page is left in peace before the rest is loaded, and how long until the next try, in ms. */
const REST = { first: 500, again: 20_000, most: 5 };
/** Where a phone's question begins to be cut short when another speaks of it. */
const SHORT = 90;
let epoch = page.epoch;
let etag = "";
/** A walk-in is told no list of what its table has shared. */
let listless = false;
/** The page itself was the first answer. */
let asked = performance.now();
let asking = false;
let chance = Math.random();
/** The question that is asked now, all of them, and how the one on screen stood when it was put there. */
let present = page.prompt;
let prompts = page.prompts;
let stood = prompts.find((each) => each.id === page.prompt)?.state;
/** What was last said of the question. */
let news = "";
/** Whether the headline is our first sentence, and goes on being it. */
let follows = false;
/** How many tries to send have failed since one last arrived. */
let misses = 0;
/** What phones do beside sharing, and what it has to be told as soon as it is there.
 * @type {import("./phone-room.js").Room|null} */
let room = null;
/** @type {any} */
let lastTold = null;
/** The size of the window that the box was last fitted to. */
const fitted = { width: 0, height: 0 };

const outbox = new Outbox(
  {
    storage: storage(),
    send,
    later: (ms, work) => void setTimeout(work, ms),
    now: () => Date.now(),
    random: Math.random,
    freshKey,
    hash,
    changed: () => {
      mine.draw(outbox.items(), outbox.saved);
      room?.changed();
    },
    editing: () => editing,
    look: lookInto,
  },
  { conference: page.conference, place: page.place, table: page.table, link: page.key },
);
const mine = new Mine(page, {
  edit,
  consent: (key, consent) => change(key, { consent }),
  remove,
  withdraw: (key) => outbox.withdraw(key),
  undo,
  insist: (key) => outbox.insist(key),
  sendNow: () => void outbox.sendNow(),
  sending: (key) => outbox.sending(key),
  away: (item) => outbox.away(item),
  linkOf: (item) => outbox.linkOf(item),
});

begin();

function begin() {
  moveIn();
  restore();
  form.addEventListener("submit", share);
  form.addEventListener("input", typed);
  const clearing = { clear: () => doubt(true), "clear-no": () => doubt(false), "clear-yes": clear };
  for (const [id, work] of Object.entries({ ...clearing, another, cancel, propose, "news-read": hush })) {
    document.getElementById(id)?.addEventListener("click", work);
  }
  for (const name of ["online", "pageshow", "focus"]) addEventListener(name, () => awake());
  document.addEventListener("visibilitychange", () => awake());
  addEventListener("pagehide", keepDraft);
  addEventListener("resize", fit);
  keyboard();
  const items = outbox.items();
  writing(items.length === 0 || box.value.trim() !== "");
  mine.draw(items, outbox.saved);
  void outbox.sendNow();
  void outbox.reoffer();
  setInterval(look, 1000);
  if (document.readyState === "complete") furnish(1);
  else addEventListener("load", () => furnish(1), { once: true });
}

/** A table keeps what it has here when it is called otherwise; once it was all kept under its label. */
function moveIn() {
  outbox.moveIn();
  try {
    for (const [kind, rest] of [["draft", ""], ["draft", ":edit"], ["together", ""], ["phone", ""], ["notes", ""]]) {
      const before = `rw:${kind}:${page.conference}:${page.table}${rest}`;
      const now = `rw:${kind}:${page.conference}/${page.place}${rest}`;
      const kept = localStorage.getItem(before);
      if (kept === null) continue;
      if (localStorage.getItem(now) === null) localStorage.setItem(now, kept);
      localStorage.removeItem(before);
    }
  } catch {
    // a browser that keeps nothing has nothing to move
  }
}

/** Load the rest. A browser may remember that a module could not be loaded: a new try takes a new name.
 * @param {number} nth */
function furnish(nth) {
  setTimeout(async () => {
    try {
      const { Room } = await import(nth === 1 ? "./phone-room.js" : `./phone-room.js?${nth}`);
      room = await Room.open({ page, outbox, mine, box, freshKey, speak, ask: () => void ask(), fit: () => fit(null), drafted, edit,
        editing: () => editing, misses: () => misses });
      if (lastTold) room?.heard(lastTold);
      else void ask();
    } catch {
      if (nth < REST.most) furnish(nth + 1);
    }
  }, nth === 1 ? REST.first : REST.again * nth);
}

/** Share: frozen on this phone before any network. @param {SubmitEvent} event */
function share(event) {
  event.preventDefault();
  if (document.body.classList.contains("settling")) return;
  if (!sound()) return;
  const body = written();
  const key = editing ?? outbox.share(body);
  if (editing) outbox.revise(editing, body);
  else room?.shared(key);
  stop();
  writing(false);
  settle();
  mine.draw(outbox.items(), outbox.saved);
  mine.announce(key);
}

/** The second tap of a double tap must not land on what has come into the button's place. */
function settle() {
  document.body.classList.add("settling");
  setTimeout(() => document.body.classList.remove("settling"), SETTLING);
}

/** What cannot be undone is asked twice. @param {boolean} open */
function doubt(open) {
  for (const [id, shown] of Object.entries({ clear: !open, clearing: open })) {
    const part = document.getElementById(id);
    if (part) part.hidden = !shown;
  }
  document.getElementById(open ? "clear-yes" : "clear")?.focus();
}

/** Forget what has arrived or never can, and the drafts. */
function clear() {
  doubt(false);
  outbox.clear();
  stop();
  dropDraft(null);
  form.reset();
  room?.cleared();
  writing(outbox.items().length === 0);
  etag = ""; // what this phone no longer shows itself, its table's list shows
  void ask();
}

/** What the form says, as it will be sent. @returns {Omit<Body, "revision">} */
function written() {
  const kind = form.querySelector("input[name=kind]:checked");
  const before = editing ? outbox.item(editing) : null;
  const { consent = "wall" } = before?.queue.at(-1) ?? before?.acked ?? {};
  return {
    prompt: page.prompt,
    text: box.value.replaceAll("\r\n", "\n"),
    headline: field("headline").value.trim() || null,
    kind: (kind instanceof HTMLInputElement && kind.value) || null,
    consent,
    on_wall: !(/** @type {HTMLInputElement} */ (field("off_wall")).checked),
    lang: page.written,
    people: Number.isInteger(seated()) ? seated() : null,
    written_at: new Date().toISOString(),
  };
}

/** How many sit at the table: null where nobody says, and whatever was typed where that is no number of people. */
function seated() {
  const { value, validity } = field("people");
  if (validity.badInput) return NaN;
  return value.trim() === "" ? null : Number(value);
}

/** Change one thing of a reflection and nothing else. @param {string} key @param {Partial<Body>} part */
function change(key, part) {
  const item = outbox.item(key);
  const newest = item?.queue.at(-1) ?? item?.acked;
  if (newest) outbox.revise(key, { ...newest, ...part, written_at: new Date().toISOString() });
}

/** @param {string} key */
function edit(key) {
  const item = outbox.item(key);
  const newest = item?.queue.at(-1) ?? item?.acked;
  if (!newest) return;
  keepDraft(); // of another one that waits to be written on
  editing = key;
  asks(newest.prompt);
  fill(newest);
  keepDraft();
  writing(true);
  box.focus();
  if (item?.refused) sound();
}

/** Before it shows: taken back for good under its key, and its words in the box again, above what stands there.
 * @param {string} key */
function undo(key) {
  const { acked } = outbox.item(key) ?? {};
  if (!acked || editing) return;
  outbox.withdraw(key);
  const waits = box.value.trim() ? `\n\n${box.value}` : "";
  asks(acked.prompt);
  fill({ ...acked, text: acked.text + waits });
  keepDraft();
  tellUndone(true);
  writing(true);
  settle();
  speak(words.undone ?? "");
  room?.typed();
  box.focus();
}

/** @param {boolean} now */
function tellUndone(now) {
  const line = document.getElementById("undone");
  if (line) line.hidden = !now;
}

/** Words that have come from another phone of the table: the caret stays where it was in them.
 * @param {{text: string, start: number, end: number}} draft */
function drafted({ text, start, end }) {
  const { scrollTop } = box;
  box.value = text;
  if (document.activeElement === box) box.setSelectionRange(start, end);
  box.scrollTop = scrollTop;
  if (follows) field("headline").value = firstSentence();
  keepDraft();
  measure();
}

/** Give up words that can never be sent. @param {string} key */
function remove(key) {
  outbox.forget(key);
  const next = outbox.item(key) ?? outbox.items()[0];
  if (next) return mine.announce(next.key);
  writing(true);
  box.focus();
}

/** Write one more: whoever leaves the receipts has seen what they ask. */
function another() {
  outbox.seen();
  writing(true);
}

/** An edit is given up; a new one waits until somebody goes on with it. */
function cancel() {
  if (editing) stop();
  else keepDraft();
  writing(false);
}

/** What was written has become a reflection, or was given up. A new one that waited behind an edit comes back. */
function stop() {
  dropDraft(editing);
  editing = null;
  tellUndone(false);
  form.reset();
  follows = false;
  for (const name of /** @type {(keyof typeof FAULTS)[]} */ (Object.keys(FAULTS))) complain(name, null);
  restore();
}

/** An edit's draft and a new one's lie side by side. @param {string|null} of */
function draftName(of) {
  return of ? `${DRAFT}:edit` : DRAFT;
}

/** @param {string|null} of */
function dropDraft(of) {
  try {
    localStorage.removeItem(draftName(of));
  } catch {
    // nothing was kept, so there is nothing to remove
  }
}

/** @param {Partial<Body>} body */
function fill(body) {
  box.value = body.text ?? "";
  field("headline").value = body.headline ?? "";
  field("people").value = String(body.people ?? "");
  /** @type {HTMLInputElement} */ (field("off_wall")).checked = body.on_wall === false;
  for (const radio of form.querySelectorAll("input[name=kind]")) {
    if (radio instanceof HTMLInputElement) radio.checked = radio.value === (body.kind ?? "");
  }
  follows = field("headline").value !== "" && field("headline").value === firstSentence();
  measure();
}

/** @param {Event} event */
function typed({ target }) {
  const headline = field("headline");
  if (target === headline) follows = headline.value !== "" && headline.value === firstSentence();
  if (target === box && follows) headline.value = firstSentence();
  keepDraft();
  measure();
  room?.typed();
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  if (target.name in FAULTS) complain(/** @type {keyof typeof FAULTS} */ (target.name), null);
}

function keepDraft() {
  if (!box.value.trim() && !editing) return dropDraft(null);
  try {
    localStorage.setItem(draftName(editing), JSON.stringify({ body: written(), editing }));
  } catch {
    mine.unkept();
  }
}

/** The draft as it was, after a reload or a killed tab; what the server sent back with a complaint comes first. */
function restore() {
  if (box.value.trim()) return measure();
  const kept = keptDraft("edit") ?? keptDraft(null);
  if (kept) {
    editing = kept.editing && outbox.item(kept.editing) ? kept.editing : null;
    asks(kept.body.prompt);
    fill(kept.body);
  }
  turn();
  measure();
}

/** @param {string|null} of @returns {{body: Body, editing: string|null}|null} */
function keptDraft(of) {
  try {
    const kept = JSON.parse(localStorage.getItem(draftName(of)) ?? "null");
    return kept?.body?.text ? kept : null;
  } catch {
    return null; // an unreadable draft is no draft
  }
}

/** Write, or look at what was shared: one task at a time. @param {boolean} now */
function writing(now) {
  document.body.dataset.view = now ? "write" : "mine";
  const cancelButton = document.getElementById("cancel");
  if (cancelButton) {
    cancelButton.hidden = editing === null && outbox.items().length === 0;
    cancelButton.textContent = (editing ? words.keep_it : words.not_now) ?? "";
  }
  const button = document.getElementById("share");
  if (button) button.textContent = (editing ? words.save : words.share) ?? "";
  if (!now) return;
  turn();
  fit(null);
  scrollTo({ top: 0 });
}

/** The box takes the room that the first screen has left, so that nothing need move while it fills. It keeps it when a
 * keyboard comes up. @param {Event|null} resized */
function fit(resized) {
  if (document.body.dataset.view !== "write") return;
  const height = innerWidth === fitted.width ? Math.max(innerHeight, fitted.height) : innerHeight;
  if (resized && innerWidth === fitted.width && height === fitted.height) return;
  Object.assign(fitted, { width: innerWidth, height });
  const { style } = document.documentElement;
  style.setProperty("--free", "0px");
  const notice = document.getElementById("notice")?.getBoundingClientRect();
  const send = form.querySelector(".send")?.getBoundingClientRect();
  if (!notice || !send) return;
  const bottom = notice.bottom + scrollY + Number.parseFloat(getComputedStyle(form).rowGap) + send.height;
  style.setProperty("--free", `${Math.max(0, Math.floor(height - bottom))}px`);
}

/** The count is for the eyes; a screen reader hears it near the limit alone. */
function measure() {
  document.body.toggleAttribute("data-written", box.value !== "");
  const length = measured(box.value);
  const { text: most } = page.limits;
  const count = document.getElementById("count");
  const near = document.getElementById("near");
  const many = box.value.trim().split(/\s+/).filter(Boolean).length;
  const left = most - length;
  const said = left < 0 ? words.over : left < 200 ? words.near : words.count;
  const numbers = { n: left < 0 ? -left : left < 200 ? length : many, most };
  if (count) {
    count.textContent = put(said, numbers);
    count.classList.toggle("over", left < 0);
  }
  if (near && (left < 100) !== (near.textContent !== "")) near.textContent = left < 100 ? put(said, numbers) : "";
}

/** One sentence for each field that cannot be shared as it is. @returns {Record<keyof typeof FAULTS, string|null>} */
function faults() {
  const over = measured(box.value) - page.limits.text;
  const blank = !/[\p{L}\p{N}\p{S}\p{P}]/u.test(box.value);
  const people = seated();
  const nobody = people !== null && !(Number.isInteger(people) && people >= 1 && people <= 99);
  const wide = measured(cleaned(field("headline").value).replace(/\s+/gu, " ")) - page.limits.headline;
  return {
    text: blank ? (words.empty ?? "") : over > 0 ? put(words.too_long, { n: over }) : null,
    headline: wide > 0 ? put(words.headline_too_long, { n: wide }) : null,
    people: nobody ? (words.people ?? "") : null,
  };
}

/** Whether it may be shared; if not, each field says why, and the first of them takes the focus. */
function sound() {
  const found = faults();
  const wrong = (/** @type {(keyof typeof FAULTS)[]} */ (Object.keys(FAULTS))).filter((name) => {
    complain(name, found[name]);
    return found[name] !== null;
  });
  const first = wrong[0] ? field(wrong[0]) : null;
  first?.closest("details")?.setAttribute("open", "");
  first?.focus();
  return first === null;
}

/** @param {keyof typeof FAULTS} name @param {string|null} said */
function complain(name, said) {
  const place = document.getElementById(FAULTS[name]);
  if (place) {
    place.textContent = said ?? "";
    place.hidden = said === null;
  }
  field(name).setAttribute("aria-invalid", String(said !== null));
}

/** The first sentence, as far as a headline may go. */
function firstSentence() {
  const first = /^[^.!?…\n]{3,}[.!?…]?/u.exec(box.value.trim())?.[0]?.trim() ?? "";
  return [...first.normalize("NFC")].slice(0, page.limits.headline).join("");
}

/** The first sentence as a headline; it follows when the sentence is written on. */
function propose() {
  const headline = field("headline");
  headline.value = firstSentence();
  follows = headline.value !== "";
  complain("headline", null);
  keepDraft();
  headline.focus();
}

/** Put a question on screen: what is written answers it. @param {number|null} id */
function asks(id) {
  const found = prompts.find((each) => each.id === id);
  if (!found) return;
  page.prompt = found.id;
  stood = found.state;
  const line = document.getElementById("prompt");
  if (line) {
    line.textContent = found.text;
    if (found.lang) line.lang = found.lang;
    else line.removeAttribute("lang");
  }
  const late = document.getElementById("closed");
  if (late) late.hidden = found.state === "open";
}

/** Go with the room: an empty box turns to the present question; what is written stays with its own, and says so. */
function turn() {
  const now = prompts.find((each) => each.id === present);
  if (!now) return;
  if (editing || box.value.trim()) return tellNews(newsOf(now));
  const other = now.id !== page.prompt;
  if (other || now.state !== stood) {
    asks(now.id);
    fit(null);
    const said = other ? words.asks_now : now.state === "open" ? "" : words.asked_late;
    if (document.body.dataset.view === "write") speak(put(said, { question: now.text }));
  }
  tellNews("");
}

/** What whoever writes must know of the question. @param {Prompt} now */
function newsOf(now) {
  if (!editing && now.id !== page.prompt && now.state === "open") {
    const cut = [...now.text];
    const question = cut.length > SHORT ? `${cut.slice(0, SHORT).join("").trimEnd()}…` : now.text;
    return put(words.asked_next, { question });
  }
  const own = prompts.find((each) => each.id === page.prompt);
  return (own?.state !== "open" && stood === "open" && words.asked_late) || "";
}

/** Once, over the head of the page, until it was read. @param {string} said */
function tellNews(said) {
  if (said === news) return;
  news = said;
  const line = document.getElementById("news-said");
  if (line) line.textContent = said;
  const place = document.getElementById("news");
  if (place) place.hidden = said === "";
  if (said) speak(said);
}

function hush() {
  const place = document.getElementById("news");
  if (place) place.hidden = true;
  box.focus({ preventScroll: true });
}

/** For those who listen. @param {string} said */
function speak(said) {
  const line = document.getElementById("told");
  if (line && said) line.textContent = said;
}

/** Something woke this page: a queue that waited through a locked screen goes out at once. */
function awake() {
  if (document.visibilityState === "hidden") return keepDraft();
  void outbox.sendNow();
  if (performance.now() - asked >= PAUSES.due) void ask();
}

/** Ask now and then how things stand: with jitter, so that a room of phones does not ask in chorus. */
function look() {
  if (document.visibilityState !== "hidden" && performance.now() - asked >= pause()) void ask();
}

/** How long to wait before asking again: a clock that has run out wants to be known of at once. */
function pause() {
  const clocks = outbox.items().filter((item) => item.receipt?.show_at && !takenBack(item));
  if (clocks.some((item) => secondsLeft(item, Date.now()) === 0)) return PAUSES.due;
  if (clocks.length > 0) return PAUSES.clock;
  return document.body.dataset.view === "write" ? PAUSES.writing + chance * 2000 : PAUSES.calm + chance * 5000;
}

async function ask() {
  if (asking) return;
  asking = true;
  asked = performance.now();
  chance = Math.random();
  try {
    await hear();
  } catch {
    // no connection: what is on screen stays as it is
  } finally {
    asking = false;
  }
}

/** How things stand at this table. */
async function hear() {
  const reply = await fetch(`/api/t/${page.key}`, {
    ...politely(),
    headers: { ...(etag ? { "If-None-Match": etag } : {}), "Accept-Language": page.locale },
  });
  if (reply.status === 404 && (reply.headers.get("Content-Type") ?? "").startsWith("application/problem+json")) {
    return tellNews(`${words.link} ${words.link_more}`);
  }
  // Nothing new in the list: what it does not tell of is asked for all the same.
  if (reply.status === 304) return void outbox.lookAgain(listless);
  if (!reply.ok) return;
  const told = await reply.json();
  if (told.conference !== page.conference) return;
  etag = reply.headers.get("ETag") ?? ""; // only now: what was cut off has to come again
  listless = told.walk_in;
  page.archived = told.archived;
  prompts = told.prompts;
  present = prompts.find((each) => each.state === "open")?.id ?? present;
  turn();
  if (!listless) void outbox.learn(told.shared);
  void outbox.lookAgain(listless);
  mine.others(told.shared);
  mine.draw(outbox.items(), outbox.saved);
  lastTold = told;
  room?.heard(told);
  if (told.epoch !== epoch) {
    epoch = told.epoch;
    void outbox.reoffer();
  }
}

/** The receipt of what another phone has written on, with its words.
 * @param {string} key @returns {Promise<{receipt: import("./outbox.js").Receipt, body: Body}|null>} */
async function lookInto(key) {
  const reply = await fetch(`/t/${page.key}/r/${key}`, { ...politely(), headers: { Accept: "application/json" } });
  const ours = reply.ok && (reply.headers.get("Content-Type") ?? "").startsWith("application/json");
  const told = ours ? await reply.json() : null;
  return told?.receipt?.app === "reflection-wall" ? told : null;
}

/** What every question to the server has in common. @returns {RequestInit} */
function politely() {
  return { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(GIVE_UP) };
}

/** @param {string} method @param {string} key @param {Body|null} body @param {string} link that of the table it is from
 * @returns {Promise<import("./outbox.js").Reply>} */
async function send(method, key, body, link) {
  let ours = false;
  try {
    const reply = await fetch(`/api/t/${link}/reflections/${key}`, {
      ...politely(),
      method,
      headers: { "Content-Type": "application/json", "Accept-Language": page.locale },
      body: body ? JSON.stringify(body) : null,
    });
    const type = reply.headers.get("Content-Type") ?? "";
    const told = type.includes("json") ? await reply.json() : null;
    ours = told?.app === "reflection-wall" || (told?.status === reply.status && reply.status < 500);
    return { status: reply.status, type, body: told, retryAfter: Number(reply.headers.get("Retry-After")) || 0 };
  } finally {
    misses = ours ? 0 : misses + 1;
  }
}

/** 128 random bits: the key to this reflection, for sending again, changing and taking back. */
function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** SHA-256 where the browser can: on plain http it cannot, and key and revision must do. @param {string} text */
async function hash(text) {
  if (!crypto.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256:${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The browser's storage, or one that refuses everything where even asking for it throws. */
function storage() {
  try {
    return localStorage;
  } catch {
    const refuse = () => {
      throw new Error("no storage");
    };
    return { getItem: () => null, setItem: refuse, removeItem: () => undefined, key: () => null, length: 0 };
  }
}

/** Keep Share above the keyboard, where the browser lays the keyboard over the page. */
function keyboard() {
  const view = window.visualViewport;
  view?.addEventListener("resize", () => {
    const covered = Math.max(0, window.innerHeight - view.height - view.offsetTop);
    document.documentElement.style.setProperty("--keyboard", `${Math.round(covered)}px`);
  });
}

/** @param {string|undefined} text @param {Record<string, number|string>} values */
function put(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** @param {string} name @returns {HTMLInputElement|HTMLTextAreaElement} */
function field(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}
