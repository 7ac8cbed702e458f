// @ts-check
/** Desk, card: from one reflection to its words, marks, clock and deeds. What is done to it is the list's affair. */

import { button, make, put, spoken } from "./desk-dom.js";
import { headed } from "./headline.js";

/** @typedef {import("./feed.js").Told} Told */
/** What a card needs: the desk's words and what happens when a deed is wanted.
 * @typedef {{words: Record<string, string>, deed: (id: string, deed: string) => void}} Tools */

const LIKELY = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d .()\u2010-\u2013-]{7,}\d/g;

/** @param {Told} item @param {Tools} tools @returns {HTMLElement} */
export function card(item, tools) {
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
  element.append(signature(item, words), deeds(item, tools));
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
  const last = item.reasons.at(-1);
  if (last) signed.append(make("span", "by", judged(last, words)));
  const age = make("span", "age");
  age.dataset.show = item.show_at ?? "";
  age.dataset.since = item.state === "held" ? item.received_at : "";
  signed.append(age);
  return signed;
}

/** One verdict in a line: what, by whom, when, why.
 * @param {{deed: string, by: string, at: string, reason: string|null}} verdict @param {Record<string, string>} words */
export function judged(verdict, words) {
  const time = new Date(verdict.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const said = put(words.judged, { deed: words[`deed_${verdict.deed}`] ?? verdict.deed, by: verdict.by, time });
  return verdict.reason ? `${said} (${verdict.reason})` : said;
}

/** @param {Told} item @param {Record<string, string>} words @returns {string[]} */
function marks(item, words) {
  return [
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

/** The everyday deeds in front, the rest behind “more”. @param {Told} item @param {Tools} tools */
function deeds(item, tools) {
  const { words, deed } = tools;
  const row = make("div", "deeds");
  /** @param {string} name @param {string} text @param {string} key @param {string} [look] */
  const one = (name, text, key, look) => button(text, key, () => deed(item.id, name), look);
  if (item.state === "held") row.append(one("show", words.show, "A", "yes"));
  if (item.state === "hidden") row.append(one("restore", words.again, "A", "yes"));
  if (item.state !== "hidden") row.append(one("hide", words.hide, "H"));
  if (item.state === "held" && item.show_at) row.append(one("hold", words.hold, "D"));
  if (item.state === "held") row.append(one("redact", words.redact, "R"));
  if (item.state === "live") row.append(one("spotlight", words.spotlight, "G"));
  if (item.state === "live") row.append(one("pin", item.pinned ? words.unpin : words.pin, "P"));
  row.append(more(item, tools));
  return row;
}

/** @param {Told} item @param {Tools} tools */
function more(item, { words, deed }) {
  const details = make("details", "more");
  details.append(make("summary", "", words.more));
  details.addEventListener(
    "toggle",
    () => {
      const row = make("div", "deeds");
      /** @param {string} name @param {string} text @param {string} [key] */
      const add = (name, text, key = "") => row.append(button(text, key, () => deed(item.id, name)));
      if (item.state === "live") add("hold", words.hold, "D");
      if (item.state === "held") add("pin", item.pinned ? words.unpin : words.pin, "P");
      if (item.state !== "hidden") add("why", words.hide_why, "⇧H");
      if (item.state !== "held") add("redact", words.redact, "R");
      add("note", words.note, "N");
      add("translate", words.translate, "T");
      add("theme", words.theme, "M");
      add("table", put(words.about_table, { label: item.table }));
      const told = make("ul", "told");
      told.append(
        ...item.reasons.map((/** @type {any} */ each) => make("li", "", judged(each, words))),
        ...(item.reasons.length === 0 ? [make("li", "", words.nobody_judged)] : []),
      );
      details.append(row, told);
    },
    { once: true },
  );
  return details;
}
