// @ts-check
/** Desk, card: from one reflection to its words, marks, clock and deeds. What is done to it is the list's affair. */

import { button, make, put, spoken } from "./desk-dom.js";
import { deedsOn } from "./desk-history.js";
import { headed } from "./headline.js";

/** @typedef {import("./feed.js").Told} Told */
/** What a card needs: the desk's words and what happens when a deed is wanted, with the reflection as the card shows it.
 * @typedef {{words: Record<string, string>, deed: (item: Told, deed: string) => void}} Tools */

const LIKELY = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d .()\u2010-\u2013-]{7,}\d/g;

/** @param {Told} item @param {Tools} tools @param {boolean} [open] whether “more” is open @returns {HTMLElement} */
export function card(item, tools, open = false) {
  const { words } = tools;
  const element = make("article", "item");
  element.id = item.id;
  element.tabIndex = -1;
  element.dataset.seq = String(item.seq);
  element.dataset.hue = String(item.community.hue);
  element.setAttribute("aria-label", `${item.reference}, ${item.community.name}`);
  if (headed(item)) element.append(marked(spoken("h3", "", item.headline, item.lang), item));
  element.append(marked(spoken("p", "words", item.text, item.lang), item));
  if (item.translation) {
    element.append(spoken("p", "words translated", item.translation.text, item.translation.lang));
  }
  if (item.shown) {
    element.append(make("p", "quiet", words.edited), spoken("p", "words before", item.shown.text, item.shown.lang));
  }
  element.append(signature(item, words), deeds(item, tools, open));
  return element;
}

/** Who shared it, what to look at, and how long it has waited. @param {Told} item @param {Record<string, string>} words */
function signature(item, words) {
  const signed = make("footer");
  signed.append(
    make("b", "", item.community.name),
    make("span", "", put(words.table, { label: item.table })),
    make("span", "", item.reference),
  );
  for (const said of marks(item, words)) signed.append(make("span", "flag", said));
  if (item.resonance > 0) signed.append(make("span", "", put(words.resonates, { n: item.resonance })));
  if (item.signatures > 0) signed.append(make("span", "", put(words.signed, { n: item.signatures })));
  const last = deedsOn(item).at(-1);
  if (last) signed.append(make("span", "by", judged(last, words)));
  const age = make("span", "age");
  age.dataset.show = item.show_at ?? "";
  age.dataset.since = item.state === "held" ? item.received_at : "";
  signed.append(age);
  return signed;
}

/** One deed in a line: what, by whom, when, why.
 * @param {import("./desk-history.js").Deed} verdict @param {Record<string, string>} words */
export function judged(verdict, words) {
  const time = new Date(verdict.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const by = words[`by_${verdict.by}`] ?? verdict.by; // a pass without a label is called by its role
  const said = put(words.judged, { deed: words[`deed_${verdict.deed}`] ?? verdict.deed, by, time });
  return verdict.reason ? `${said} (${verdict.reason})` : said;
}

/** @param {Told} item @param {Record<string, string>} words @returns {string[]} */
function marks(item, words) {
  return [
    ...(item.source === "rehearsal" ? [words.sample] : []),
    ...item.flags.map((/** @type {string} */ name) => words[`flag_${name}`] ?? name),
    ...(item.late ? [words.late] : []),
    ...(item.muted ? [words.muted] : []),
    ...(item.walk_in ? [words.walk_in] : []),
    ...(item.pinned ? [words.pinned] : []),
    ...(item.redacted ? [words.redacted] : []),
    ...(item.on_wall && !item.guarded ? [] : [words.quiet]),
  ];
}

/** What looks like an address or a number is shown as such: the eye must not have to search. @param {HTMLElement} element
 * @param {Told} item */
function marked(element, item) {
  if (!item.flags.includes("email") && !item.flags.includes("phone")) return element;
  const text = element.textContent ?? "";
  /** @type {(string|Node)[]} */
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(LIKELY)) {
    parts.push(text.slice(at, found.index), make("mark", "", found[0]));
    at = (found.index ?? 0) + found[0].length;
  }
  element.replaceChildren(...parts, text.slice(at));
  return element;
}

/** A button for one deed; by the deed's name the focus finds it again on a card that is drawn anew.
 * @param {Told} item @param {Tools} tools */
function doer(item, { deed }) {
  /** @param {string} name @param {string} text @param {string} [key] @param {string} [look] */
  return (name, text, key = "", look = "") => {
    const made = button(text, key, () => deed(item, name), look);
    made.dataset.deed = name;
    return made;
  };
}

/** The everyday deeds in front, the rest behind “more”. @param {Told} item @param {Tools} tools @param {boolean} open */
function deeds(item, tools, open) {
  const { words } = tools;
  const row = make("div", "deeds");
  const one = doer(item, tools);
  if (item.state === "held") row.append(one("show", words.show, "A", "yes"));
  if (item.state === "hidden") row.append(one("restore", words.again, "A", "yes"));
  if (item.state !== "hidden") row.append(one("hide", words.hide, "H"));
  if (item.state === "held" && item.show_at) row.append(one("hold", words.hold, "D"));
  if (item.state === "held") row.append(one("redact", words.redact, "R"));
  if (item.state === "live") row.append(one("spotlight", words.spotlight, "G"));
  if (item.state === "live") row.append(one("pin", item.pinned ? words.unpin : words.pin, "P"));
  row.append(more(item, tools, open));
  return row;
}

/** What is behind “more” is made when it is opened. @param {Told} item @param {Tools} tools @param {boolean} open */
function more(item, tools, open) {
  const details = /** @type {HTMLDetailsElement} */ (make("details", "more"));
  const summary = make("summary", "", tools.words.more);
  summary.dataset.deed = "more";
  details.append(summary);
  details.open = open;
  if (open) details.append(...behind(item, tools));
  else details.addEventListener("toggle", () => details.append(...behind(item, tools)), { once: true });
  return details;
}

/** The deeds that are rarer, and what has been done so far. @param {Told} item @param {Tools} tools */
function behind(item, tools) {
  const { words } = tools;
  const row = make("div", "deeds");
  const one = doer(item, tools);
  if (item.state === "live") row.append(one("hold", words.hold, "D"));
  if (item.state === "held") row.append(one("pin", item.pinned ? words.unpin : words.pin, "P"));
  if (item.state !== "hidden") row.append(one("why", words.hide_why, "⇧H"));
  if (item.state !== "held") row.append(one("redact", words.redact, "R"));
  row.append(
    one("note", words.note, "N"),
    one("translate", words.translate, "T"),
    one("theme", words.theme, "M"),
    one("table", put(words.about_table, { label: item.table })),
  );
  const told = make("ul", "told");
  told.append(
    ...deedsOn(item).map((each) => make("li", "", judged(each, words))),
    ...(item.reasons.length === 0 ? [make("li", "", words.nobody_judged)] : []),
  );
  return [row, told];
}
