// @ts-check
/** Review: the table's form, sent without leaving the page, and its keys. Without it every deed is a form still. */

import { all, at, box, make, put } from "./desk-dom.js";
import { Keys } from "./desk-keys.js";
import { marked } from "./review-passage.js";
import { draw, place } from "./review-row.js";

/** @typedef {import("./review-row.js").Row} Row */
/** @typedef {{rows: Row[], many: number, last: string, fault: string}} Answer */

const form = /** @type {HTMLFormElement} */ (at("deeds"));
/** @type {Record<string, string>} */
const words = JSON.parse(form.dataset.words ?? "{}");
const mineOnly = box("whose").value === "mine";
const undo = at("undo");
const said = at("said");
const rows = /** @type {HTMLTableRowElement[]} */ (all("tr[data-id]", form));
let now = -1;
let sending = Promise.resolve();

/** The row that keys are about. @returns {HTMLTableRowElement|undefined} */
function current() {
  const focused = document.activeElement?.closest("tr[data-id]");
  const found = rows.findIndex((row) => row === focused);
  if (found >= 0) now = found;
  return rows[now];
}

/** @param {number} by */
function move(by) {
  current();
  const row = rows[Math.min(Math.max(now + by, 0), rows.length - 1)];
  if (!row) return;
  now = rows.indexOf(row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLTableRowElement} row */
const tick = (row) => /** @type {HTMLInputElement|null} */ (row.querySelector(".choose input"));
const ticked = () => rows.filter((row) => tick(row)?.checked);

/** The form as a button sends it: with nothing chosen, it is about the row at hand, and a code given twice is taken.
 * @param {HTMLButtonElement} button */
function fields(button) {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) {
    if (typeof value === "string" && (!name.startsWith("memo-") || name === `memo-${button.value}`)) data.append(name, value);
  }
  const row = current();
  if (!["give", "done", "undone"].includes(button.name) || ticked().length || !row) return data;
  data.append("reflection", `${row.dataset.id}:${row.dataset.revision}`);
  if (button.name === "give") about(data, row, button.value);
  return data;
}

/** @param {URLSearchParams} data @param {HTMLTableRowElement} row @param {string} code */
function about(data, row, code) {
  const text = row.querySelector(".words");
  const part = text && marked(getSelection(), text);
  const id = String(row.dataset.id);
  const value = place(id, { code, start: part?.start ?? null, end: part?.end ?? null });
  const given = all("button[name=take-one]", row).some(
    (each) => each.getAttribute("value") === value && !each.closest(".earlier"),
  );
  data.set("way", given ? "take" : "give");
  if (part) {
    data.set("start", String(part.start));
    data.set("end", String(part.end));
  }
}

/** @param {URLSearchParams} data @returns {Promise<void>} */
async function send(data) {
  try {
    const reply = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: data });
    if (!reply.headers.get("Content-Type")?.startsWith("application/json")) {
      location.reload(); // signed out, or something that a page says better
      return;
    }
    show(/** @type {Answer} */ (await reply.json()));
  } catch {
    said.textContent = words.failed;
  }
}

/** @param {Answer} answer */
function show({ rows: told, last, fault }) {
  for (const each of told) {
    const row = rows.find(({ dataset }) => dataset.id === each.id);
    if (row) draw(row, each, words, mineOnly);
  }
  undo.hidden = !last;
  undo.replaceChildren(cap("Z"), make("span", "", put(words.undo, { deed: last })));
  said.textContent = fault || last || words.none;
}

/** @param {string} key */
function cap(key) {
  const found = make("kbd", "", key);
  found.setAttribute("aria-hidden", "true");
  return found;
}

function count() {
  const many = ticked().length;
  at("many").textContent = many ? put(words.selected, { n: many }) : "";
}

/** @param {HTMLTableRowElement} row */
function memo(row) {
  const details = row.querySelector("details.memo");
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  details.querySelector("textarea")?.focus();
}

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  if (box("everything").checked && ["give", "done", "undone"].includes(button.name)) return;
  event.preventDefault();
  const row = button.closest("tr[data-id]");
  const data = fields(button);
  sending = sending.then(() => send(data));
  if (button.name === "write" && row instanceof HTMLTableRowElement) {
    const details = row.querySelector("details.memo");
    if (details instanceof HTMLDetailsElement) details.open = false;
    const written = details?.querySelector("textarea");
    if (written) written.value = "";
  }
  if (row instanceof HTMLElement && ["write", "unwrite", "take-one"].includes(button.name)) row.focus();
});
form.addEventListener("change", count);
form.addEventListener("focusin", () => mark());
form.addEventListener("click", (event) => {
  const row = event.target instanceof Element ? event.target.closest("tr[data-id]") : null;
  const at = rows.findIndex((each) => each === row);
  if (at >= 0) now = at;
  mark();
});
document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === "Escape" && target instanceof HTMLTextAreaElement) current()?.focus();
});

function mark() {
  const row = current();
  for (const each of rows) each.toggleAttribute("data-now", each === row);
}

/** @type {Record<string, () => unknown>} */
const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => {
    const found = current();
    const tickbox = found && tick(found);
    return tickbox && !tickbox.disabled ? tickbox.click() : false;
  },
  d: () => {
    const row = current();
    const name = row?.hasAttribute("data-done") ? "undone" : "done";
    const button = form.querySelector(`button[name=${name}]`);
    return row && button instanceof HTMLElement ? button.click() : false;
  },
  m: () => {
    const row = current();
    return row ? memo(row) : false;
  },
  z: () => (undo.hidden ? false : undo.click()),
  "/": () => box("text").focus(),
  "?": () => {
    const help = /** @type {HTMLDetailsElement} */ (at("keys-help"));
    help.open = !help.open;
    if (help.open) help.scrollIntoView({ block: "nearest" });
  },
};
for (const button of all("button[data-key]", form)) keys[String(button.dataset.key)] = () => button.click();
new Keys(keys, {}, "review");
count();
