// @ts-check
/** Desk, prompts: the questions, which of them is open, its last call, and one more when the day asks for it. */

import { all, at, box, button, make, spoken } from "./desk-dom.js";

const LAST_CALL = 30;

export class Prompts {
  #api;
  #words;
  /** What the rows say now, so that they are drawn anew only when that changes. */
  #drawn = "";

  /** @param {import("./desk-api.js").Api} api @param {Record<string, string>} words */
  constructor(api, words) {
    this.#api = api;
    this.#words = words;
    at("ask-more").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
  }

  /** @param {import("./feed.js").Stage} stage */
  draw(stage) {
    const { prompt } = stage;
    if (prompt && !at("prompts").querySelector(`[data-prompt="${prompt.id}"]`)) {
      this.#row(prompt.id, prompt.text, prompt.lang);
    }
    const rows = all("[data-prompt]");
    const now = `${prompt?.id} ${prompt?.state} ${prompt?.closes_at} ${rows.length}`;
    if (now === this.#drawn) return;
    this.#drawn = now;
    for (const row of rows) this.#buttons(row, String(prompt?.id) === row.dataset.prompt ? prompt : null);
  }

  /** @param {HTMLElement} row @param {any} prompt the open question, if this is it */
  #buttons(row, prompt) {
    const words = this.#words;
    const place = all(".acts", row)[0];
    const id = row.dataset.prompt;
    const focused = place?.contains(document.activeElement);
    /** @param {string} text @param {Record<string, unknown>} body */
    const one = (text, body) => button(text, "", () => void this.#api.put(`prompts/${id}`, body));
    const isOpen = prompt?.state === "open";
    row.classList.toggle("open", isOpen);
    const shown = !isOpen
      ? [one(words.open, { state: "open" })]
      : prompt.closes_at
        ? [one(words.close, { state: "closed" }), one(words.keep_open, { state: "open" })]
        : [one(words.close, { state: "closed" }), one(words.last_call, { state: "closed", grace: LAST_CALL })];
    place?.replaceChildren(...shown);
    if (focused) shown[0]?.focus();
  }

  /** @param {number} id @param {string} text @param {string|null} lang */
  #row(id, text, lang) {
    const row = make("li");
    row.dataset.prompt = String(id);
    row.append(spoken("p", "", text, lang), make("div", "acts"));
    at("prompts").append(row);
    this.#drawn = "";
  }

  async #add() {
    const text = box("question").value;
    const reply = await this.#api.post("prompts", { text });
    if (!reply) return;
    box("question").value = "";
    if (!at("prompts").querySelector(`[data-prompt="${reply.body.id}"]`)) this.#row(reply.body.id, text.trim(), null);
    for (const row of all(`[data-prompt="${reply.body.id}"]`)) this.#buttons(row, null);
  }
}
