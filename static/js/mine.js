// @ts-check
/** Mine: from the outbox to what a table sees of its own reflections. Draws with textContent; moves nothing while typed. */

import { mendable, sameWords, secondsLeft, takenBack, unsent } from "./outbox.js";

/** @typedef {import("./outbox.js").Item} Item */
/** @typedef {import("./outbox.js").Body} Body */
/** @typedef {{edit: (key: string) => void, consent: (key: string, consent: string) => void,
 *   remove: (key: string) => void, withdraw: (key: string) => void, undo: (key: string) => void, insist: (key: string) => void, sendNow: () => void,
 *   sending: (key: string) => boolean, away: (item: Item) => boolean, linkOf: (item: Item) => string|null}} Deeds */
/** @typedef {{state: HTMLElement[], notes: HTMLElement[]}} Beside what the room adds to a card: to what became of it,
 *   and under that */
/** @typedef {{kind: "done"|"wait"|"stop", title: string, more: string, clock?: boolean}} Said */

const CONSENTS = ["wall", "report", "quote"];
const ICONS = {
  done: "M11 20.5l6 6 12-13",
  wait: "M20 10v11l7 5",
  stop: "M20 10v13M20 28.5v1",
};

export class Mine {
  #page;
  #words;
  #deeds;
  #place;
  /** The item whose "take back" or "remove" was tapped once. @type {string|null} */
  #doubted = null;
  /** The item whose consent was just answered. @type {string|null} */
  #thanked = null;
  /** The item whose code for another phone was just asked for. @type {string|null} */
  #carried = null;
  #drawn = "";
  /** What has been said aloud of each item; null before the first look. @type {Map<string, string>|null} */
  #told = null;
  #telling = false;
  /** @type {Item[]} */
  #items = [];
  /** How the server tells that each stands, by its reference. @type {Map<string, {state: string, visible: boolean}>} */
  #standing = new Map();
  /** What is listed of other phones, and what was said of it beside. */
  #listed = "";
  #noted = "";
  /** @type {(item: Item) => Beside} */
  #beside = () => ({ state: [], notes: [] });

  /** @param {import("./phone.js").Page} page @param {Deeds} deeds */
  constructor(page, deeds) {
    this.#page = page;
    this.#words = page.words;
    this.#deeds = deeds;
    this.#place = at("mine");
    setInterval(() => this.#count(), 1000);
  }

  /** @param {Item[]} items newest first @param {boolean} saved whether this phone keeps them */
  draw(items, saved) {
    at("unkept").hidden = saved;
    this.#items = items;
    this.#tellSoon();
    const sending = items.map((item) => this.#underWay(item));
    const standing = items.map((item) => this.#toldOf(item)?.visible);
    const now = JSON.stringify([items, sending, standing, this.#doubted, this.#thanked, this.#page.archived, this.#noted]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const focused = document.activeElement?.id;
    const opened = new Set([...this.#place.querySelectorAll("details[open]")].map((each) => each.id));
    this.#place.replaceChildren(...items.map((item, n) => this.#card(item, n === 0)));
    this.#omitOwn();
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    this.#count();
  }

  /** The room has more to say about the cards; `noted` tells whether it has changed.
   * @param {string} noted @param {(item: Item) => Beside} beside */
  say(noted, beside) {
    this.#noted = noted;
    this.#beside = beside;
    this.draw(this.#items, at("unkept").hidden === true);
  }

  /** On its way, with nothing gone wrong yet. @param {Item} item */
  #underWay(item) {
    return unsent(item) && this.#deeds.sending(item.key);
  }

  /** When all that happens at once has happened: nobody need hear of what lasts for no time. */
  #tellSoon() {
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      this.#tell();
    });
  }

  /** A screen reader hears of what has changed, from one line that has been there since the page was loaded: lines
   * that are drawn anew with their words in them are not heard everywhere. What is on its way is no news yet. */
  #tell() {
    const before = this.#told;
    const now = new Map(before ?? []);
    const news = [];
    for (const item of this.#items.filter((each) => !this.#underWay(each))) {
      const said = this.#said(item);
      const thanks = said.kind === "done" && !takenBack(item) ? this.#thanks(item) : "";
      const aloud = [
        [`state ${item.key}`, said.clock ? said.title : said.title + said.more, sentences(said.title, said.more)],
        [`consent ${item.key}`, thanks && consentOf(item) + thanks, thanks],
      ];
      for (const [name = "", state = "", sentence = ""] of aloud) {
        if ((now.get(name) ?? "") !== state && sentence) news.push(sentence);
        if (sentence) now.set(name, state);
      }
    }
    this.#told = now;
    if (before && news.length > 0) at("told").textContent = [...new Set(news)].join(" ");
  }

  /** After a tap on Share the state's heading takes the focus, so that everybody learns what became of it.
   * @param {string} key */
  announce(key) {
    document.getElementById(`state-${key}`)?.focus();
    scrollTo({ top: 0 });
  }

  /** This browser keeps nothing. */
  unkept() {
    at("unkept").hidden = false;
  }

  /** What other phones of the table have shared, and how that of this phone stands. @param {any[]} shared */
  others(shared) {
    this.#standing = new Map(shared.map((each) => [each.reference, each]));
    const own = this.#own();
    const others = shared.filter((each) => !own.has(each.reference));
    const now = JSON.stringify(others);
    if (now === this.#listed) return;
    at("ours-list").replaceChildren(
      ...others.map((each) => {
        const entry = make("li", "");
        entry.dataset.reference = each.reference;
        const words = make("p", "words", each.text);
        words.dir = "auto";
        if (each.lang) words.lang = each.lang;
        entry.append(words, make("p", "quiet", `${each.reference} · ${this.#stands(each)}`));
        return entry;
      }),
    );
    this.#omitOwn();
    this.#listed = now;
  }

  /** @param {Item} item */
  #toldOf(item) {
    return this.#standing.get(item.receipt?.reference ?? "");
  }

  #own() {
    return new Set(this.#items.map((item) => item.receipt?.reference));
  }

  /** What this phone shows itself is newer there, and need not be read twice. */
  #omitOwn() {
    const own = this.#own();
    for (const entry of at("ours-list").querySelectorAll("li")) {
      if (!own.has(entry.dataset.reference)) continue;
      entry.remove();
      this.#listed = "";
    }
    at("ours").hidden = at("ours-list").childElementCount === 0;
  }

  /** @param {{state: string, visible: boolean}} each */
  #stands(each) {
    const { ours_live, ours_held, ours_hidden, ours_kept } = this.#words;
    if (each.visible) return ours_live ?? "";
    if (each.state === "held") return ours_held ?? "";
    return (each.state === "hidden" ? ours_hidden : ours_kept) ?? "";
  }

  /** @param {Item} item @param {boolean} newest */
  #card(item, newest) {
    const body = item.queue.at(-1) ?? item.acked;
    const said = this.#said(item);
    const card = make("article", "mine");
    const { state, notes } = this.#beside(item);
    card.append(this.#state(item, said, state), ...notes);
    const settled = said.kind === "done" && item.receipt;
    const asks = settled && !takenBack(item);
    const atOnce = asks && !this.#page.archived && (newest || !item.asked);
    if (atOnce) card.append(this.#consent(item));
    if (newest && settled) card.append(this.#now());
    if (newest && settled && this.#page.wall) card.append(link("main", this.#words.see_wall, this.#page.wall));
    const held = make("div", "kept");
    if (body) {
      if (body.headline && !repeats(body.headline, body.text)) held.append(make("h3", "", body.headline));
      const words = make("p", "words", body.text);
      words.dir = "auto";
      if (body.lang) words.lang = body.lang;
      held.append(words);
    }
    held.append(this.#buttons(item, body, said));
    if (asks && !atOnce) held.append(this.#passing(item));
    if (asks) held.append(this.#carry(item));
    card.append(held);
    return card;
  }

  /** The way to what the wall shows now, further down on this page. */
  #now() {
    const way = link("way", this.#words.now, "#now");
    way.addEventListener("click", () => at("now").setAttribute("open", ""));
    return way;
  }

  /** @param {Item} item @param {Said} said @param {HTMLElement[]} beside */
  #state(item, said, beside) {
    const state = make("div", `state ${said.kind}`);
    const text = make("div", "");
    const title = make("h2", "", said.title);
    title.id = `state-${item.key}`;
    title.tabIndex = -1;
    const more = make("p", "", said.more);
    more.dataset.clock = said.clock ? item.key : "";
    text.append(title, more);
    if (item.receipt && said.kind === "done" && !takenBack(item)) {
      text.append(this.#referred(item.receipt.reference));
    }
    text.append(...beside);
    state.append(icon(said.kind), text);
    if (said.clock && item.acked?.revision === 1 && !this.#page.archived) {
      state.append(button(this.#words.undo, () => this.#deeds.undo(item.key), `undo-${item.key}`));
    }
    return state;
  }

  /** The sentence with the reference, which no line breaks. @param {string} reference */
  #referred(reference) {
    const [before = "", after = ""] = (this.#words.reference ?? "").split("{reference}");
    const said = make("p", "quiet", before);
    said.append(make("span", "unbroken", reference), after);
    return said;
  }

  /** What became of it, in a title and a sentence, with its table where that is another. @param {Item} item
   * @returns {Said} */
  #said(item) {
    const said = this.#became(item);
    if (!this.#deeds.away(item)) return said;
    return { ...said, more: `${fill(this.#words.away, { table: item.table })} ${said.more}`.trim() };
  }

  /** @param {Item} item @returns {Said} */
  #became(item) {
    const words = this.#words;
    if (item.refused) return this.#refusal(item.refused);
    if (takenBack(item)) {
      return unsent(item)
        ? { kind: "wait", title: words.taking_back ?? "", more: words.waiting_more ?? "" }
        : { kind: "done", title: words.withdrawn ?? "", more: words.withdrawn_more ?? "" };
    }
    if (sameWords(item)) return { kind: "done", ...this.#settled(item) };
    if (this.#underWay(item)) {
      return { kind: "wait", title: words.sending ?? "", more: words.sending_more ?? "" };
    }
    if (unsent(item)) return { kind: "wait", title: words.waiting ?? "", more: words.waiting_more ?? "" };
    return { kind: "done", ...this.#settled(item) };
  }

  /** @param {Item} item */
  #settled(item) {
    const said = this.#arrived(item);
    return item.elsewhere ? { ...said, more: `${said.more} ${this.#words.elsewhere}` } : said;
  }

  /** @param {Item} item @returns {{title: string, more: string, clock?: boolean}} */
  #arrived(item) {
    const words = this.#words;
    const { receipt, acked } = item;
    const title = words.arrived ?? "";
    if (!receipt) return { title, more: "" };
    if (receipt.late) return { title: words.arrived_late ?? "", more: words.arrived_late_more ?? "" };
    if (receipt.state === "hidden") return { title: words.hidden ?? "", more: words.hidden_more ?? "" };
    if (this.#deeds.away(item)) return { title, more: "" }; // how that table's cards are signed is not known here
    const told = this.#toldOf(item);
    const off = told?.visible === false && told.state === receipt.state; // such as while a desk mutes the table
    const quiet = this.#page.guarded || !receipt.on_wall || (off && receipt.state === "live");
    if (quiet) return { title, more: words.arrived_quiet ?? "" };
    const name = this.#page.labelled;
    if (receipt.state === "held") {
      const left = secondsLeft(item, Date.now());
      const soon = left > 0 ? words.arrived_soon : words.arrived_now;
      if (receipt.show_at) return { title, more: fill(soon, { n: String(left), name }), clock: true };
      return { title, more: ((acked?.revision ?? 1) > 1 && !off ? words.edit_waits : words.arrived_held) ?? "" };
    }
    const time = new Date(item.arrived).toLocaleTimeString(this.#page.written, { hour: "numeric", minute: "2-digit" });
    return { title, more: fill(words.arrived_live, { time, name }) };
  }

  /** @param {{status: number, detail: string}} refused @returns {Said} */
  #refusal({ status, detail }) {
    const words = this.#words;
    if (status === 404) return { kind: "stop", title: words.link ?? "", more: words.link_more ?? "" };
    if (status === 409) return { kind: "stop", title: words.conflict ?? "", more: words.conflict_more ?? "" };
    if (status === 410) return { kind: "stop", title: words.refused ?? "", more: words.gone ?? "" };
    if (status === 403) return { kind: "stop", title: words.refused ?? "", more: words.closed ?? "" };
    return { kind: "stop", title: words.refused ?? "", more: detail };
  }

  /** The first question of the receipt, asked when people have time. @param {Item} item */
  #consent(item) {
    const set = make("fieldset", "consent");
    set.append(make("legend", "", this.#words.consent));
    const chosen = consentOf(item);
    for (const name of CONSENTS) {
      const label = make("label", "choice");
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = `consent-${item.key}`;
      radio.id = `consent-${item.key}-${name}`;
      radio.value = name;
      radio.checked = chosen === name;
      radio.addEventListener("change", () => {
        this.#thanked = item.key;
        this.#deeds.consent(item.key, name);
      });
      label.append(radio, make("span", "", this.#words[`consent_${name}`]));
      set.append(label);
    }
    set.append(make("p", "quiet", this.#thanks(item)));
    return set;
  }

  /** The same question once it has been seen: one quiet line, which opens it. @param {Item} item */
  #passing(item) {
    const said = this.#words[`passed_${consentOf(item)}`];
    if (this.#page.archived) return make("p", "quiet", said);
    const details = document.createElement("details");
    details.id = `passing-${item.key}`;
    details.className = "passing";
    const summary = make("summary", "", `${said} · `);
    summary.append(make("u", "", this.#words.passed_change));
    details.append(summary, this.#consent(item));
    return details;
  }

  /** @param {Item} item */
  #thanks(item) {
    if (this.#thanked !== item.key) return "";
    return (unsent(item) ? this.#words.waiting : this.#words.consent_saved) ?? "";
  }

  /** @param {Item} item @param {Body|null} body @param {Said} said */
  #buttons(item, body, said) {
    const words = this.#words;
    const row = make("div", "row");
    if (this.#doubted === item.key) {
      row.append(...this.#sure(item));
      return row;
    }
    const add = (/** @type {string} */ name, /** @type {string|undefined} */ text, /** @type {() => void} */ work) => {
      row.append(button(text, work, `${name}-${item.key}`));
    };
    const mend = mendable(item);
    const refused = item.refused?.status === 404 && this.#deeds.linkOf(item) !== null;
    if (said.kind === "wait" || refused) add("send", words.send_now, this.#deeds.sendNow);
    if (item.refused?.status === 409) add("replace", words.replace, () => this.#deeds.insist(item.key));
    const open = said.kind === "wait" || !this.#page.archived;
    if (mend || (said.kind === "done" && !takenBack(item) && open)) add("edit", words.edit, () => this.#deeds.edit(item.key));
    if (body) row.append(this.#copy(item.key, body));
    if (said.kind !== "stop" && !takenBack(item) && open) add("back", words.take_back, () => this.#doubt(item.key));
    if (mend) add("remove", words.remove, () => this.#doubt(item.key));
    return row;
  }

  /** What cannot be undone is asked twice. @param {Item} item */
  #sure(item) {
    const words = this.#words;
    const [sure, yes, work] = mendable(item)
      ? [words.remove_sure, words.remove_yes, () => this.#remove(item.key)]
      : [words.take_back_sure, words.yes, () => this.#takeBack(item.key)];
    return [make("p", "doubt", sure), button(yes, work, `doubt-${item.key}`), button(words.no, () => this.#doubt(null))];
  }

  /** @param {string} key @param {Body} body */
  #copy(key, body) {
    const copy = button(this.#words.copy, async () => {
      try {
        await navigator.clipboard.writeText(body.text);
        copy.textContent = this.#words.copied ?? "";
      } catch {
        // plain http has no clipboard: mark the words, so that a long press copies them
        const words = copy.closest(".kept")?.querySelector(".words");
        if (words) getSelection()?.selectAllChildren(words);
        copy.textContent = this.#words.copy_failed ?? "";
      }
    }, `copy-${key}`);
    return copy;
  }

  /** @param {Item} item */
  #carry(item) {
    const details = document.createElement("details");
    details.id = `carry-${item.key}`;
    const path = `/t/${this.#deeds.linkOf(item)}/r/${item.key}`;
    const summary = make("summary", "", this.#words.carry);
    summary.addEventListener("click", () => {
      this.#carried = item.key;
    });
    details.append(summary, make("p", "", this.#words.carry_more));
    details.addEventListener("toggle", () => {
      if (details.open && !details.querySelector("img")) details.append(codeFor(path));
      // Only a tap brings it into view: the card is drawn anew, opened as it was, whenever there is news.
      if (this.#carried !== item.key) return;
      this.#carried = null;
      if (details.open) details.scrollIntoView({ block: "nearest" });
    });
    return details;
  }

  /** @param {string|null} key */
  #doubt(key) {
    const before = this.#doubted;
    this.#doubted = key;
    this.draw(this.#items, at("unkept").hidden === true);
    document.getElementById(key ? `doubt-${key}` : `state-${before}`)?.focus();
  }

  /** @param {string} key */
  #takeBack(key) {
    this.#doubted = null;
    this.#deeds.withdraw(key);
    this.announce(key);
  }

  /** @param {string} key */
  #remove(key) {
    this.#doubted = null;
    this.#deeds.remove(key);
  }

  /** The seconds of a delay run down on the sender's phone too. */
  #count() {
    for (const line of this.#place.querySelectorAll("[data-clock]")) {
      if (!(line instanceof HTMLElement)) continue;
      const item = this.#items.find((each) => each.key === line.dataset.clock);
      if (!item) continue;
      line.textContent = this.#settled(item).more;
      const undo = document.getElementById(`undo-${item.key}`);
      if (undo) undo.hidden = secondsLeft(item, Date.now()) === 0;
    }
  }
}

/** @param {Item} item */
function consentOf(item) {
  return (item.queue.at(-1) ?? item.acked)?.consent ?? "wall";
}

/** Whether a headline only says what the text begins with. @param {string} headline @param {string} text */
function repeats(headline, text) {
  const flat = (/** @type {string} */ each) => each.normalize("NFC").replace(/\s+/gu, " ").trim();
  return flat(text).startsWith(flat(headline));
}

/** The code of a receipt, for another phone's camera. @param {string} path */
function codeFor(path) {
  const code = document.createElement("img");
  code.src = `${path}/qr.svg`;
  code.alt = new URL(path, location.href).href;
  code.className = "qr";
  return code;
}

/** A title and what follows it, to be heard as sentences. @param {string} title @param {string} more */
function sentences(title, more) {
  return `${title}${/[.!?…]$/.test(title) ? "" : "."} ${more}`.trim();
}

/** @param {"done"|"wait"|"stop"} kind */
function icon(kind) {
  const NS = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 40 40");
  svg.setAttribute("aria-hidden", "true");
  const disc = document.createElementNS(NS, "circle");
  for (const [name, value] of [["cx", "20"], ["cy", "20"], ["r", "18.5"]]) disc.setAttribute(name ?? "", value ?? "");
  const sign = document.createElementNS(NS, "path");
  sign.setAttribute("d", ICONS[kind]);
  svg.append(disc, sign);
  return svg;
}

/** @param {string} tag @param {string} name @param {string} [text] */
function make(tag, name, text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}

/** With an id the focus finds it again when it is drawn anew. @param {string|undefined} text @param {() => void} work
 * @param {string} [id] */
function button(text, work, id = "") {
  const made = document.createElement("button");
  made.type = "button";
  if (id) made.id = id;
  made.textContent = text ?? "";
  made.addEventListener("click", work);
  return made;
}

/** @param {string} name @param {string|undefined} text @param {string} href */
function link(name, text, href) {
  const made = document.createElement("a");
  made.className = name;
  made.href = href;
  made.textContent = text ?? "";
  return made;
}

/** @param {string|undefined} text @param {Record<string, string>} values */
function fill(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}
