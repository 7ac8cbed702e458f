// @ts-check
/** Desk, prompts: the questions, which of them is open, its last call, and one more when the day asks for it. Each button
 * does one thing, in one place: none takes the place of another under a finger or the focus. */

import { all, at, button, make, spoken } from "./desk-dom.js";

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
    if (place && place.children.length === 0) this.#made(place, row.dataset.prompt ?? "");
    const isOpen = prompt?.state === "open";
    row.classList.toggle("open", isOpen);
    const closes = isOpen && prompt.closes_at !== null;
    offer(row, "open", closes ? words.keep_open : words.open, !isOpen || closes);
    offer(row, "close", words.close, isOpen);
    offer(row, "last", words.last_call, isOpen && !closes);
  }

  /** @param {HTMLElement} place @param {string} id */
  #made(place, id) {
    const bodies = {
      open: { state: "open" },
      close: { state: "closed" },
      last: { state: "closed", grace: LAST_CALL },
    };
    for (const [name, body] of Object.entries(bodies)) {
      const made = button("", "", () => {
        if (made.getAttribute("aria-disabled") !== "true") void this.#api.put(`prompts/${id}`, body);
      });
      made.dataset.act = name;
      place.append(made);
    }
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
    const fields = /** @type {HTMLInputElement[]} */ (all(".question", at("ask-more")));
    const text = Object.fromEntries(fields.map((field) => [field.lang, field.value.trim()]).filter(([, said]) => said));
    const reply = await this.#api.post("prompts", { text });
    if (!reply) return;
    for (const field of fields) field.value = "";
    const { id } = reply.body;
    const lang = text[document.documentElement.lang] ? document.documentElement.lang : fields[0]?.lang;
    if (!at("prompts").querySelector(`[data-prompt="${id}"]`)) this.#row(id, text[lang ?? ""] ?? "", lang ?? null);
    for (const row of all(`[data-prompt="${reply.body.id}"]`)) this.#buttons(row, null);
  }
}

/** One of a question's buttons: where it has nothing to do it stays in its place, and keeps a focus that it has.
 * @param {HTMLElement} row @param {string} name @param {string} text @param {boolean} on */
function offer(row, name, text, on) {
  for (const each of all(`[data-act="${name}"]`, row)) {
    each.textContent = text;
    each.setAttribute("aria-disabled", String(!on));
  }
}
