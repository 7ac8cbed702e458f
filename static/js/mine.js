// @ts-check
/** Mine: from the outbox to what a table sees of its own reflections. Draws with textContent; moves nothing while typed. */

import { sameWords, unsent } from "./outbox.js";

/** @typedef {import("./outbox.js").Item} Item */
/** @typedef {import("./outbox.js").Body} Body */
/** @typedef {{edit: (key: string) => void, consent: (key: string, consent: string) => void,
 *   withdraw: (key: string) => void, insist: (key: string) => void, sendNow: () => void,
 *   sending: (key: string) => boolean}} Deeds */
/** @typedef {{kind: "done"|"wait"|"stop", title: string, more: string}} Said */

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
  /** The item whose "take back" was tapped once. @type {string|null} */
  #doubted = null;
  /** The item whose consent was just answered. @type {string|null} */
  #thanked = null;
  #drawn = "";
  /** @type {Item[]} */
  #items = [];

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
    const sending = items.map((item) => this.#deeds.sending(item.key));
    const now = JSON.stringify([items, sending, this.#doubted, this.#thanked]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const focused = document.activeElement?.id;
    const opened = new Set([...this.#place.querySelectorAll("details[open]")].map((each) => each.id));
    this.#place.replaceChildren(...items.map((item, n) => this.#card(item, n === 0)));
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    this.#count();
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

  /** What other phones of the table have shared. @param {any[]} shared @param {Item[]} items */
  others(shared, items) {
    const own = new Set(items.map((item) => item.receipt?.reference));
    const rest = shared.filter((each) => !own.has(each.reference));
    at("ours").hidden = rest.length === 0;
    at("ours-list").replaceChildren(
      ...rest.map((each) => {
        const entry = make("li", "");
        const words = make("p", "words", each.text);
        words.dir = "auto";
        if (each.lang) words.lang = each.lang;
        entry.append(words, make("p", "quiet", `${each.reference} · ${this.#stands(each)}`));
        return entry;
      }),
    );
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
    card.append(this.#state(item, said));
    const settled = said.kind === "done" && item.receipt;
    if (newest && settled && !item.withdraw) card.append(this.#consent(item));
    if (newest && settled && this.#page.wall) card.append(link("main", this.#words.see_wall, this.#page.wall));
    const held = make("div", "kept");
    if (body) {
      if (body.headline) held.append(make("h3", "", body.headline));
      const words = make("p", "words", body.text);
      words.dir = "auto";
      if (body.lang) words.lang = body.lang;
      held.append(words);
    }
    held.append(this.#buttons(item, body, said));
    if (settled && !item.withdraw) held.append(this.#carry(item));
    card.append(held);
    return card;
  }

  /** @param {Item} item @param {Said} said */
  #state(item, said) {
    const state = make("div", `state ${said.kind}`);
    state.setAttribute("role", "status");
    const text = make("div", "");
    const title = make("h2", "", said.title);
    title.id = `state-${item.key}`;
    title.tabIndex = -1;
    const more = make("p", "", said.more);
    more.dataset.clock = item.receipt?.show_at && said.kind === "done" ? item.key : "";
    text.append(title, more);
    if (item.receipt && said.kind === "done" && !item.withdraw) {
      text.append(make("p", "quiet", fill(this.#words.reference, { reference: item.receipt.reference })));
    }
    state.append(icon(said.kind), text);
    return state;
  }

  /** What became of it, in a title and a sentence. @param {Item} item @returns {Said} */
  #said(item) {
    const words = this.#words;
    if (item.refused) return this.#refusal(item.refused);
    if (item.withdraw) {
      return unsent(item)
        ? { kind: "wait", title: words.taking_back ?? "", more: words.waiting_more ?? "" }
        : { kind: "done", title: words.withdrawn ?? "", more: words.withdrawn_more ?? "" };
    }
    if (sameWords(item)) return { kind: "done", ...this.#arrived(item) };
    if (unsent(item) && this.#deeds.sending(item.key)) {
      return { kind: "wait", title: words.sending ?? "", more: words.sending_more ?? "" };
    }
    if (unsent(item)) return { kind: "wait", title: words.waiting ?? "", more: words.waiting_more ?? "" };
    return { kind: "done", ...this.#arrived(item) };
  }

  /** @param {Item} item */
  #arrived(item) {
    const words = this.#words;
    const { receipt, acked } = item;
    const title = words.arrived ?? "";
    if (!receipt) return { title, more: "" };
    if (receipt.late) return { title: words.arrived_late ?? "", more: words.arrived_late_more ?? "" };
    if (receipt.state === "hidden") return { title: words.hidden ?? "", more: words.hidden_more ?? "" };
    if (this.#page.guarded || !receipt.on_wall) return { title, more: words.arrived_quiet ?? "" };
    const name = this.#page.labelled;
    if (receipt.state === "held") {
      if (receipt.show_at) return { title, more: fill(words.arrived_soon, { n: String(secondsLeft(item)), name }) };
      return { title, more: ((acked?.revision ?? 1) > 1 ? words.edit_waits : words.arrived_held) ?? "" };
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
    const chosen = (item.queue.at(-1) ?? item.acked)?.consent ?? "wall";
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
    const said = unsent(item) ? this.#words.waiting : this.#words.consent_saved;
    const thanks = make("p", "quiet", this.#thanked === item.key ? said : "");
    thanks.setAttribute("role", "status");
    set.append(thanks);
    return set;
  }

  /** @param {Item} item @param {Body|null} body @param {Said} said */
  #buttons(item, body, said) {
    const words = this.#words;
    const row = make("div", "row");
    if (this.#doubted === item.key) {
      const yes = button(words.yes, () => this.#takeBack(item.key));
      yes.id = `doubt-${item.key}`;
      row.append(make("p", "doubt", words.take_back_sure), yes, button(words.no, () => this.#doubt(null)));
      return row;
    }
    if (said.kind === "wait") row.append(button(words.send_now, this.#deeds.sendNow));
    if (item.refused?.status === 409) row.append(button(words.replace, () => this.#deeds.insist(item.key)));
    if (item.refused?.status === 404) row.append(button(words.send_now, this.#deeds.sendNow));
    if (said.kind === "done" && !item.withdraw) row.append(button(words.edit, () => this.#deeds.edit(item.key)));
    if (body) row.append(this.#copy(body));
    if (said.kind !== "stop" && !item.withdraw) row.append(button(words.take_back, () => this.#doubt(item.key)));
    return row;
  }

  /** @param {Body} body */
  #copy(body) {
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
    });
    return copy;
  }

  /** @param {Item} item */
  #carry(item) {
    const details = document.createElement("details");
    details.id = `carry-${item.key}`;
    const path = `/t/${this.#page.key}/r/${item.key}`;
    details.append(make("summary", "", this.#words.carry));
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector("img")) return;
      const code = document.createElement("img");
      code.src = `${path}/qr.svg`;
      code.alt = new URL(path, location.href).href;
      code.className = "qr";
      details.append(code);
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

  /** The seconds of a delay run down on the sender's phone too. */
  #count() {
    for (const line of this.#place.querySelectorAll("[data-clock]")) {
      if (!(line instanceof HTMLElement) || !line.dataset.clock) continue;
      const left = Number(/\d+/.exec(line.textContent ?? "")?.[0] ?? 0);
      if (left > 0) line.textContent = (line.textContent ?? "").replace(/\d+/, String(left - 1));
    }
  }
}

/** Seconds until it shows, by the server's own times: its clock and the phone's may differ by days. @param {Item} item */
function secondsLeft(item) {
  const { receipt } = item;
  if (!receipt?.show_at) return 0;
  const wait = Date.parse(receipt.show_at) - Date.parse(receipt.received_at);
  return Math.max(0, Math.ceil((wait - (Date.now() - item.heard)) / 1000));
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

/** @param {string|undefined} text @param {() => void} work */
function button(text, work) {
  const made = document.createElement("button");
  made.type = "button";
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
