// @ts-check
/** Desk, one table: a word to it, its name and place, its link, and the end of what it sends when that is needed. */

import { judged } from "./desk-card.js";
import { asked } from "./desk-deeds.js";
import { at, box, choice, dialog, make, put } from "./desk-dom.js";
import { kept, standing } from "./desk-room.js";

/** @typedef {import("./desk-room.js").Table} Table */
/** @typedef {{api: import("./desk-api.js").Api, words: Record<string, string>, ask: () => Promise<void>,
 *   table: (id: number) => Table|undefined,
 *   communities: {id: number, name: string}[], now: () => number, said: (text: string) => void,
 *   hidden: (hidden: {id: string, version: number}[], label: string) => void}} Means what was hidden, as that left it */

/** Minutes. */
const SHORTEST = "5";

export class OneTable {
  #means;
  /** @type {Table|null} */
  #table = null;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
    /** @type {[string, () => Promise<void>][]} */
    const forms = [
      ["table-place", () => this.#place()],
      ["table-word", () => this.#note()],
      ["table-hush", () => this.#hide()],
    ];
    for (const [id, work] of forms) {
      at(id).addEventListener("submit", (event) => {
        event.preventDefault();
        void work();
      });
    }
    at("table-muted").addEventListener("change", () => void this.#mute());
    at("table-renew").addEventListener("click", () => void this.#renew());
    at("add-table").addEventListener("click", () => void this.#add());
  }

  /** @param {Table} table */
  open(table) {
    this.#table = table;
    this.#fill(table);
    at("table-said").textContent = "";
    for (const id of ["table-note", "table-reason"]) box(id).value = "";
    box("table-since").value = SHORTEST; // what was chosen for one table is not meant for the next
    dialog("table").showModal();
    void this.#heard();
  }

  /** What was written to it since the map was drawn; what somebody fills in meanwhile stays. */
  async #heard() {
    const { ask, table } = this.#means;
    await ask();
    const now = table(this.#table?.id ?? 0);
    if (now) this.#notes(now);
  }

  /** @param {Table} table */
  #notes({ notes }) {
    const said = notes.map(({ text, ...sent }) => judged({ deed: "note", ...sent, reason: text }, this.#means.words));
    at("table-notes").replaceChildren(...said.map((line) => make("li", "", line)));
  }

  /** @param {Table} table */
  #fill(table) {
    const { words } = this.#means;
    at("table-title").textContent = put(words.table, { label: table.label });
    const counts = [standing(table, words), put(words.stored, { n: table.stored }), ...kept(table, words)];
    at("table-state").textContent = `${counts.join(" · ")} · ${table.community}`;
    box("table-label").value = table.label;
    this.#communities("table-community", String(table.community_id));
    box("table-locale").value = table.locale;
    box("table-muted").checked = table.muted;
    this.#notes(table);
  }

  /** Every community of the programme, for a choice among them. @param {string} id @param {string} chosen */
  #communities(id, chosen) {
    const { communities } = this.#means;
    const select = choice("", communities.map((each) => [String(each.id), each.name]), chosen);
    const value = select.value;
    at(id).replaceChildren(...select.children);
    box(id).value = value; // a chosen option does not stay chosen when it moves
  }

  /** @param {Record<string, unknown>} body @param {string} said */
  async #change(body, said) {
    const id = this.#table?.id;
    const reply = await this.#means.api.put(`tables/${id}`, body);
    if (!reply || this.#table?.id !== id) return; // another table may be open by now
    this.#table = reply.body;
    await this.#means.ask();
    this.#fill(reply.body);
    this.#means.said(said);
  }

  #place() {
    const { words } = this.#means;
    return this.#change(place("table"), words.kept);
  }

  #mute() {
    const { words } = this.#means;
    const muted = box("table-muted").checked;
    return this.#change({ muted }, muted ? words.did_mute : words.did_unmute);
  }

  async #note() {
    const { api, words, said } = this.#means;
    const reply = await api.post(`tables/${this.#table?.id}/note`, { text: box("table-note").value });
    if (!reply) return;
    box("table-note").value = "";
    void this.#heard();
    said(put(words.did_note, { label: this.#table?.label ?? "" }));
  }

  /** Hide what it has shared, or what arrived of late; what was hidden can be taken back as one. */
  async #hide() {
    const { api, now, hidden } = this.#means;
    const table = this.#table;
    const minutes = Number(box("table-since").value);
    const since = minutes ? new Date(now() - minutes * 60_000).toISOString() : null;
    const reply = await api.post(`tables/${table?.id}/hide`, { since, reason: box("table-reason").value });
    if (!reply || !table) return;
    dialog("table").close();
    hidden(reply.body.items, table.label);
  }

  async #renew() {
    const { words, api } = this.#means;
    at("sure-text").textContent = put(words.renew_sure, { label: this.#table?.label ?? "" });
    if (!(await asked("sure"))) return;
    const reply = await api.post(`tables/${this.#table?.id}/renewal`, {});
    if (reply) this.#link(reply.body);
  }

  async #add() {
    this.#communities("new-community", "");
    box("new-label").value = "";
    /** @type {HTMLSelectElement} */ (at("new-locale")).selectedIndex = 0; // the conference's own
    if (!(await asked("new-table"))) return;
    const reply = await this.#means.api.post("tables", place("new"));
    if (!reply) return;
    this.#link(reply.body);
    void this.#means.ask();
  }

  /** The link at once, large enough to be scanned from this screen. @param {{label: string, url: string, qr: string}} told */
  #link({ label, url, qr }) {
    at("link-title").textContent = put(this.#means.words.table, { label });
    const picture = new Image(320, 320);
    picture.src = qr;
    picture.alt = put(this.#means.words.link_qr, { label });
    at("link-qr").replaceChildren(picture);
    const link = document.createElement("a");
    Object.assign(link, { href: url, target: "_blank", rel: "noopener", textContent: url });
    at("link-url").replaceChildren(link);
    void asked("link");
  }
}

/** What a form says of a table. @param {"table"|"new"} form */
function place(form) {
  return {
    label: box(`${form}-label`).value,
    community: Number(box(`${form}-community`).value),
    locale: box(`${form}-locale`).value,
  };
}
