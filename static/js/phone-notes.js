// @ts-check
/** Phone notes: from the desk's private words to the card that they are about, or over the head of the page; each said
 * aloud once, and remembered as read. */

import { takenBack } from "./outbox.js";
import { at, banner, button, fill, make, shelf } from "./phone-parts.js";

/** @typedef {{text: string, at: string, reference: string|null}} Note */
/** @typedef {import("./phone-parts.js").Phone} Phone */

/** What is older than this when a phone comes to the table was for those before it. */
const OLD = 15 * 60_000;

export class Notes {
  #phone;
  #name;
  /** Whether a note was said aloud or read, by itself. @type {Map<string, "said"|"read">} */
  #known;
  #kept;
  #first;
  /** Newest first. @type {Note[]} */
  #notes = [];
  /** @type {HTMLElement|null} */
  #banner = null;
  #over = "";
  #list = make("details", "letters");

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    this.#name = `rw:notes:${phone.page.conference}/${phone.page.place}`;
    const kept = shelf.read(this.#name);
    this.#first = !Array.isArray(kept);
    this.#known = new Map(Array.isArray(kept) ? kept : []);
    this.#kept = JSON.stringify([...this.#known]);
    this.#list.hidden = true;
    at("ours").after(this.#list);
  }

  /** @param {Note[]} notes @param {string} now by the server's clock */
  heard(notes, now) {
    const before = this.noted;
    this.#notes = notes;
    const kept = new Map(notes.flatMap((note) => (this.#known.has(id(note)) ? [[id(note), this.#of(note)]] : [])));
    this.#known = /** @type {Map<string, "said"|"read">} */ (kept);
    if (this.#first) {
      this.#first = false;
      for (const note of notes) if (Date.parse(now) - Date.parse(note.at) > OLD) this.#known.set(id(note), "read");
    }
    for (const note of [...notes].reverse()) {
      if (this.#known.has(id(note))) continue;
      this.#known.set(id(note), "said");
      this.#phone.speak(this.#said(note));
    }
    this.#keep();
    if (this.noted !== before) this.#write();
    this.look();
  }

  /** What changes when there is another note about a card. */
  get noted() {
    return JSON.stringify(this.#notes);
  }

  /** The notes about one's own. @param {string|undefined} reference @returns {HTMLElement[]} */
  about(reference) {
    const found = this.#notes.filter((note) => reference && note.reference === reference);
    return found.map((note) => {
      const beside = make("div", "noted");
      beside.append(this.#paragraph({ ...note, reference: null }), ...this.#edit(note));
      return beside;
    });
  }

  /** What a note may ask for is one tap away, as long as this phone can still do it. @param {Note} note */
  #edit(note) {
    const { outbox, page, edit } = this.#phone;
    const own = outbox.items().find((item) => note.reference && item.receipt?.reference === note.reference);
    if (!own || page.archived || takenBack(own)) return [];
    return [
      button(page.words.edit, () => {
        this.#read(note);
        edit(own.key);
        this.look();
      }),
    ];
  }

  /** Whoever sees a card has read what stands on it; the rest comes over the head of the page, one by one. */
  look() {
    const own = new Set(this.#phone.outbox.items().map((item) => item.receipt?.reference));
    if (document.body.dataset.view === "mine" && document.visibilityState === "visible") {
      for (const note of this.#notes) if (note.reference && own.has(note.reference)) this.#read(note);
    }
    const others = document.querySelector("body[data-view=write] #news:not([hidden]), .word.offer");
    const next = [...this.#notes].reverse().find((note) => this.#of(note) !== "read");
    this.#show(others ? null : (next ?? null));
  }

  /** @param {Note|null} note */
  #show(note) {
    const over = note ? id(note) : "";
    if (over === this.#over) return;
    this.#over = over;
    this.#banner?.remove();
    const ok = () => button(this.#phone.page.words.ok, () => note && this.#hush(note));
    this.#banner = note && banner(this.#paragraph(note), ...(this.#phone.editing() ? [] : this.#edit(note)), ok());
    if (this.#banner) document.querySelector("main")?.append(this.#banner);
  }

  /** @param {Note} note */
  #hush(note) {
    this.#read(note);
    this.look();
    if (document.body.dataset.view === "write") this.#phone.box.focus({ preventScroll: true });
  }

  /** @param {Note} note */
  #read(note) {
    if (this.#of(note) === "read") return;
    this.#known.set(id(note), "read");
    this.#keep();
  }

  /** All of them, to be read again: folded, below everything. */
  #write() {
    this.#list.hidden = this.#notes.length === 0;
    const summary = make("summary", "");
    summary.append(make("h2", "", this.#phone.page.words.notes));
    const list = make("ul", "");
    for (const note of this.#notes) {
      const entry = make("li", "");
      entry.append(this.#paragraph(note, note.text));
      list.append(entry);
    }
    this.#list.replaceChildren(summary, list);
  }

  /** @param {Note} note @param {string} said */
  #paragraph(note, said = this.#said(note, false)) {
    const element = make("p", "letter", said);
    element.dir = "auto";
    if (note.reference) {
      const about = fill(this.#phone.page.words.note_about, { reference: note.reference });
      element.append(" ", make("span", "quiet unbroken", about));
    }
    return element;
  }

  /** @param {Note} note @param {boolean} whole with what it is about */
  #said(note, whole = true) {
    const { words } = this.#phone.page;
    const about = whole && note.reference ? ` ${fill(words.note_about, { reference: note.reference })}` : "";
    return fill(words.note, { text: note.text }) + about;
  }

  /** @param {Note} note */
  #of(note) {
    return this.#known.get(id(note));
  }

  /** This phone was cleared. */
  forget() {
    shelf.drop(this.#name);
  }

  #keep() {
    const now = JSON.stringify([...this.#known]);
    if (now !== this.#kept) shelf.write(this.#name, [...this.#known]);
    this.#kept = now;
  }
}

/** @param {Note} note */
function id(note) {
  return `${note.at} ${note.reference ?? ""} ${note.text.length}`;
}
