// @ts-check
/** Desk, deeds: from a key or a tap on one reflection to the server, with what takes it back. The server's answer counts. */

import { judged } from "./desk-card.js";
import { all, at, box, dialog, put } from "./desk-dom.js";
import { applies, deedsOn, inverse } from "./desk-history.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{api: import("./desk-api.js").Api, toast: import("./desk-toast.js").Toast, words: Record<string, string>,
 *   going: (id: string, deed: string) => void, back: (id: string) => void,
 *   theme: (item: Told) => void, table: (id: number) => void}} Means */

export class Deeds {
  #means;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /** Whatever can be done to one reflection. @param {Told} item @param {string} deed */
  do(item, deed) {
    if (!applies(deed, item)) return;
    const others = /** @type {Record<string, () => unknown>} */ ({
      why: () => this.#why(item),
      redact: () => this.#redact(item),
      note: () => this.#note(item),
      translate: () => this.#translate(item),
      theme: () => this.#means.theme(item),
      table: () => this.#means.table(item.table_id),
      spotlight: () => this.#spotlight(item),
    });
    const other = others[deed];
    void (other ? other() : this.judge(item, deed === "pin" && item.pinned ? "unpin" : deed));
  }

  /** @param {Told} item @param {string} deed @param {{reason?: string, text?: string}} [more] */
  async judge(item, deed, more = {}) {
    const { api, toast, words, going, back } = this.#means;
    going(item.id, deed);
    const sent = toast.sent();
    const reply = await api.put(`reflections/${item.id}/verdict`, { deed, version: item.version, ...more });
    if (reply?.status !== 200) back(item.id);
    if (!reply) return;
    if (reply.status === 409) {
      const last = reply.body.present?.reasons.at(-1);
      toast.say(`${words.changed}${last ? ` ${judged(last, words)}.` : ""}`);
      return;
    }
    const now = /** @type {Told} */ (reply.body);
    const undo = inverse(deed, item.state, now.state);
    const asks = deed === "hide" && !more.reason;
    toast.offer(
      put(words[`did_${deed}`], { reference: item.reference }),
      undo ? () => void this.judge(now, undo) : null,
      asks ? this.#reasons().map((text) => ({ text, work: () => void this.judge(now, "hide", { reason: text }) })) : [],
      sent,
    );
  }

  /** The everyday reasons, in the desk's language. */
  #reasons() {
    const { reason_name, reason_tone, reason_topic } = this.#means.words;
    return [reason_name, reason_tone, reason_topic];
  }

  /** @param {Told} item */
  async #why(item) {
    box("why-other").value = "";
    const answer = await asked("why");
    const typed = box("why-other").value.trim();
    if (answer) await this.judge(item, "hide", { reason: answer === "other" ? typed : answer });
  }

  /** @param {Told} item */
  async #redact(item) {
    box("redact-text").value = item.text;
    const answer = await asked("redact");
    const text = box("redact-text").value;
    if (answer) await this.judge(item, "redact", { text, reason: box("redact-why").value });
  }

  /** @param {Told} item */
  async #note(item) {
    const { words } = this.#means;
    const before = deedsOn(item).filter(({ deed }) => deed === "note").at(-1);
    const to = put(words.note_to, { label: item.table, reference: item.reference });
    at("note-to").textContent = before ? `${to} · ${judged(before, words)}` : to;
    box("note-text").value = "";
    const answer = await asked("note");
    const reply = answer && (await this.#means.api.post(`reflections/${item.id}/note`, { text: box("note-text").value }));
    if (reply) this.#means.toast.say(put(words.did_note, { label: item.table }));
  }

  /** @param {Told} item */
  async #translate(item) {
    const source = at("translate-from");
    source.textContent = item.text;
    source.lang = item.lang ?? "";
    box("translate-text").value = item.translation?.text ?? "";
    box("translate-lang").value = item.translation?.lang ?? (item.lang?.startsWith("fr") ? "en-CA" : "fr-CA");
    at("translate-drop").hidden = !item.translation;
    const answer = await asked("translate");
    if (!answer) return;
    const text = answer === "drop" ? null : box("translate-text").value;
    const body = { lang: box("translate-lang").value.trim(), text, version: item.version };
    const { api, toast, words } = this.#means;
    const reply = await api.put(`reflections/${item.id}/translation`, body);
    if (reply) toast.say(reply.status === 409 ? words.changed : text === null ? words.did_untranslate : words.did_translate);
  }

  /** @param {Told} item */
  async #spotlight(item) {
    const { api, toast, words } = this.#means;
    const reply = await api.put("stage", { reflection: item.id });
    if (reply) toast.say(reply.status === 409 ? words.not_up : put(words.did_spotlight, { reference: item.reference }));
  }
}

/** Ask in a dialog; "" when it was put away. The focus goes back where it was. A ready answer is a plain button, so that
 * Enter in a box means that box; whoever begins to type writes, wherever the focus is: a space in a name is no answer.
 * @param {string} id @returns {Promise<string>} */
export function asked(id) {
  const found = dialog(id);
  found.returnValue = "";
  for (const ready of all("[data-answer]", found)) ready.onclick = () => found.close(ready.dataset.answer);
  for (const said of all(".dialog-said", found)) said.textContent = "";
  found.onkeydown = (event) => write(event, found);
  found.showModal();
  return new Promise((done) => found.addEventListener("close", () => done(found.returnValue), { once: true }));
}

/** @param {KeyboardEvent} event @param {HTMLElement} within */
function write(event, within) {
  const begins = /^[^\s\d]$/u.test(event.key) || event.key === "Dead";
  if (!begins || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.matches("input, textarea, select")) return;
  all("input[type=text], textarea", within)[0]?.focus();
}
