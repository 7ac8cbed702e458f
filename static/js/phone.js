// @ts-check
/** Phone: wires the form, the outbox and the page of one table. The form works without this file; this makes it safe. */

import { Outbox } from "./outbox.js";
import { Mine } from "./mine.js";

/** @typedef {import("./outbox.js").Body} Body */
/** @typedef {{key: string, conference: string, epoch: string, table: string, prompt: number|null, labelled: string,
 *   guarded: boolean, limits: {text: number, headline: number}, written: string, locale: string, wall: string|null,
 *   words: Record<string, string>}} Page */

/** @type {Page} */
const page = JSON.parse(document.body.dataset.phone ?? "{}");
const words = page.words;
const form = /** @type {HTMLFormElement} */ (document.getElementById("form"));
const box = field("text");
const DRAFT = `rw:draft:${page.conference}:${page.table}`;
const GIVE_UP = 10_000;
/** Where the sentence about each field stands. */
const FAULTS = { text: "fault", headline: "headline-fault" };
/** The reflection whose next wording is being written, if any. @type {string|null} */
let editing = null;
const SOON = 5000;
const SETTLING = 600;
let epoch = page.epoch;
let etag = "";
/** A walk-in is told no list of what its table has shared. */
let listless = false;
/** The page itself was the first answer. */
let asked = performance.now();

const outbox = new Outbox(
  {
    storage: storage(),
    send,
    later: (ms, work) => void setTimeout(work, ms),
    now: () => Date.now(),
    random: Math.random,
    freshKey,
    hash,
    changed: () => mine.draw(outbox.items(), outbox.saved),
  },
  page.conference,
  page.table,
);
const mine = new Mine(page, {
  edit,
  consent: (key, consent) => change(key, { consent }),
  remove,
  withdraw: (key) => outbox.withdraw(key),
  insist: (key) => outbox.insist(key),
  sendNow: () => void outbox.sendNow(),
  sending: (key) => outbox.sending(key),
});

begin();

function begin() {
  restore();
  form.addEventListener("submit", share);
  form.addEventListener("input", typed);
  document.getElementById("another")?.addEventListener("click", () => writing(true));
  document.getElementById("cancel")?.addEventListener("click", cancel);
  document.getElementById("propose")?.addEventListener("click", propose);
  document.getElementById("clear")?.addEventListener("click", clear);
  for (const name of ["online", "pageshow", "focus"]) addEventListener(name, () => awake());
  document.addEventListener("visibilitychange", () => awake());
  addEventListener("pagehide", keepDraft);
  keyboard();
  const items = outbox.items();
  writing(items.length === 0 || box.value.trim() !== "");
  mine.draw(items, outbox.saved);
  void outbox.sendNow();
  void outbox.reoffer();
  look(15_000 + Math.random() * 5000);
}

/** Share: frozen on this phone before any network. @param {SubmitEvent} event */
function share(event) {
  event.preventDefault();
  if (document.body.classList.contains("settling")) return;
  if (!sound()) return;
  const body = written();
  const key = editing ?? outbox.share(body);
  if (editing) outbox.revise(editing, body);
  form.reset();
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

/** Forget what has arrived or never can, and the draft. */
function clear() {
  outbox.clear();
  form.reset();
  stop();
  writing(outbox.items().length === 0);
}

/** What the form says, as it will be sent. @returns {Omit<Body, "revision">} */
function written() {
  const people = Number.parseInt(field("people").value, 10);
  const kind = form.querySelector("input[name=kind]:checked");
  const before = editing ? outbox.item(editing) : null;
  const consent = (before?.queue.at(-1) ?? before?.acked)?.consent ?? "wall";
  return {
    prompt: page.prompt,
    text: box.value.replaceAll("\r\n", "\n"),
    headline: field("headline").value.trim() || null,
    kind: (kind instanceof HTMLInputElement && kind.value) || null,
    consent,
    on_wall: !(/** @type {HTMLInputElement} */ (field("off_wall")).checked),
    lang: page.written,
    people: Number.isInteger(people) && people >= 1 && people <= 99 ? people : null,
    written_at: new Date().toISOString(),
  };
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
  editing = key;
  fill(newest);
  keepDraft();
  writing(true);
  box.focus();
  if (item?.refused) sound();
}

/** Give up words that can never be sent. @param {string} key */
function remove(key) {
  outbox.forget(key);
  const next = outbox.item(key) ?? outbox.items()[0];
  if (next) return mine.announce(next.key);
  writing(true);
  box.focus();
}

function cancel() {
  form.reset();
  stop();
  writing(false);
}

/** The draft has become a reflection, or was given up. */
function stop() {
  editing = null;
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // nothing was kept, so there is nothing to remove
  }
  measure();
}

/** @param {Partial<Body>} body */
function fill(body) {
  box.value = body.text ?? "";
  field("headline").value = body.headline ?? "";
  field("people").value = body.people ? String(body.people) : "";
  /** @type {HTMLInputElement} */ (field("off_wall")).checked = body.on_wall === false;
  for (const radio of form.querySelectorAll("input[name=kind]")) {
    if (radio instanceof HTMLInputElement) radio.checked = radio.value === (body.kind ?? "");
  }
  measure();
}

/** @param {Event} event */
function typed({ target }) {
  keepDraft();
  measure();
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const place = FAULTS[/** @type {keyof typeof FAULTS} */ (target.name)];
  if (!place) return;
  // The sentence goes, its place stays: nothing moves while somebody types.
  document.getElementById(place)?.classList.add("past");
  target.setAttribute("aria-invalid", "false");
}

function keepDraft() {
  if (!box.value.trim() && !editing) return stop();
  try {
    localStorage.setItem(DRAFT, JSON.stringify({ body: written(), editing }));
  } catch {
    mine.unkept();
  }
}

/** The draft as it was, after a reload or a killed tab; what the server sent back with a complaint comes first. */
function restore() {
  if (box.value.trim()) return measure();
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFT) ?? "null");
    if (kept?.body?.text) {
      editing = kept.editing && outbox.item(kept.editing) ? kept.editing : null;
      fill(kept.body);
    }
  } catch {
    // an unreadable draft is no draft
  }
  measure();
}

/** Write, or look at what was shared: one task at a time. @param {boolean} now */
function writing(now) {
  document.body.dataset.view = now ? "write" : "mine";
  const cancelButton = document.getElementById("cancel");
  if (cancelButton) cancelButton.hidden = editing === null && outbox.items().length === 0;
  const button = document.getElementById("share");
  if (button) button.textContent = (editing ? words.save : words.share) ?? "";
  if (now) scrollTo({ top: 0 });
}

/** The count is for the eyes; a screen reader hears it near the limit alone. */
function measure() {
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

/** Code points after NFC, as the server counts. @param {string} text */
function measured(text) {
  return [...text.replaceAll("\r\n", "\n").normalize("NFC").trim()].length;
}

/** One sentence for each field that cannot be shared as it is. @returns {Record<keyof typeof FAULTS, string|null>} */
function faults() {
  const over = measured(box.value) - page.limits.text;
  const blank = !/[\p{L}\p{N}\p{S}\p{P}]/u.test(box.value);
  const wide = measured(field("headline").value.replace(/\s+/gu, " ")) - page.limits.headline;
  return {
    text: blank ? (words.empty ?? "") : over > 0 ? put(words.too_long, { n: over }) : null,
    headline: wide > 0 ? put(words.headline_too_long, { n: wide }) : null,
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
    place.classList.remove("past");
  }
  field(name).setAttribute("aria-invalid", String(said !== null));
}

/** The first sentence as a headline, when it is short enough to be one. */
function propose() {
  const first = /^[^.!?…\n]{3,}[.!?…]?/u.exec(box.value.trim())?.[0]?.trim() ?? "";
  const headline = field("headline");
  headline.value = [...first.normalize("NFC")].slice(0, page.limits.headline).join("");
  keepDraft();
  headline.focus();
}

/** Something woke this page: a queue that waited through a locked screen goes out at once. */
function awake() {
  if (document.visibilityState === "hidden") return keepDraft();
  void outbox.sendNow();
  void ask();
}

/** Ask now and then how things stand, with jitter, so that a room of phones does not ask in chorus. @param {number} ms */
function look(ms) {
  setTimeout(() => {
    if (document.visibilityState !== "hidden") void ask();
    const soon = outbox.items().some((item) => item.receipt?.show_at);
    look(soon ? SOON : 15_000 + Math.random() * 5000);
  }, ms);
}

async function ask() {
  if (performance.now() - asked < SOON) return;
  asked = performance.now();
  try {
    const reply = await fetch(`/api/t/${page.key}`, {
      headers: { ...(etag ? { "If-None-Match": etag } : {}), "Accept-Language": page.locale },
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(GIVE_UP),
    });
    // Nothing new in the list: what it does not tell of is asked for all the same.
    if (reply.status === 304) return void outbox.lookAgain(listless);
    if (!reply.ok) return;
    const told = await reply.json();
    if (told.conference !== page.conference) return;
    etag = reply.headers.get("ETag") ?? ""; // only now: what was cut off has to come again
    listless = told.walk_in;
    outbox.learn(told.shared);
    void outbox.lookAgain(listless);
    mine.others(told.shared, outbox.items());
    const open = told.prompts.find((/** @type {any} */ prompt) => prompt.state === "open");
    // The words on screen stay while somebody writes: a reflection answers the question it was written under.
    if (open && open.id !== page.prompt && !box.value.trim()) location.reload();
    if (told.epoch !== epoch) {
      epoch = told.epoch;
      void outbox.reoffer();
    }
  } catch {
    // no connection: what is on screen stays as it is
  }
}

/** @param {string} method @param {string} key @param {Body|null} body @returns {Promise<import("./outbox.js").Reply>} */
async function send(method, key, body) {
  const reply = await fetch(`/api/t/${page.key}/reflections/${key}`, {
    method,
    headers: { "Content-Type": "application/json", "Accept-Language": page.locale },
    body: body ? JSON.stringify(body) : null,
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(GIVE_UP),
  });
  const type = reply.headers.get("Content-Type") ?? "";
  const told = type.includes("json") ? await reply.json() : null;
  return { status: reply.status, type, body: told, retryAfter: Number(reply.headers.get("Retry-After")) || 0 };
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

/** @param {string|undefined} text @param {Record<string, number>} numbers */
function put(text, numbers) {
  return (text ?? "").replace(/\{(\w+)\}/g, (_, name) => String(numbers[name] ?? ""));
}

/** @param {string} name @returns {HTMLInputElement|HTMLTextAreaElement} */
function field(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}
