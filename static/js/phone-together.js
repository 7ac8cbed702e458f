// @ts-check
/** Phone together: who else writes in this box, and what it has become on another phone: “That’s us”. */

import { at, banner, button, fill, make, request, shelf, short } from "./phone-parts.js";

/** @typedef {import("./phone-parts.js").Phone} Phone */
/** @typedef {import("./phone-parts.js").Told} Told */
/** @typedef {import("./phone-draft.js").TableDraft} Draft */

export class Together {
  #phone;
  #words;
  #name;
  /** This phone, by a random name of its own, and what it has signed or been asked about. */
  #kept;
  /** @type {Draft|null} */
  #draft = null;
  /** @type {Told|null} */
  #told = null;
  /** The table's reflection that is asked about. @type {string|null} */
  #asks = null;
  #asked = "";
  /** @type {HTMLElement|null} */
  #banner = null;
  #joined = 0;

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    this.#words = phone.page.words;
    this.#name = `rw:signed:${phone.page.conference}/${phone.page.place}`;
    const { id, signed, asked } = shelf.read(this.#name) ?? {};
    this.#kept = { id: String(id ?? phone.freshKey()), signed: new Set(signed ?? []), asked: new Set(asked ?? []) };
  }

  /** This phone was cleared. */
  forget() {
    shelf.drop(this.#name);
    this.#kept = { id: this.#phone.freshKey(), signed: new Set(), asked: this.#kept.asked };
    this.#list();
  }

  /** @param {Told} told @param {Draft|null} draft */
  heard(told, draft) {
    this.#told = told;
    this.#draft = draft;
    this.look();
    this.#list();
  }

  look() {
    this.#presence();
    const became = this.#draft?.became ?? null;
    if (became && became !== this.#asks && !this.#kept.asked.has(became)) {
      this.#asks = became;
      if (!this.#shared(became)) this.#phone.ask();
    }
    this.#offer();
  }

  /** What the other phones of the table say of one's own. @param {string|undefined} reference */
  signatures(reference) {
    return this.#shared(reference)?.signatures ?? 0;
  }

  /** Who else is here. The line has its place from the beginning, or takes it when nobody is at the box. */
  #presence() {
    const line = at("together");
    const on = this.#draft !== null && !this.#draft.ended;
    if (line.hidden === on && document.activeElement !== this.#phone.box) {
      line.hidden = !on;
      this.#phone.fit();
    }
    const { others = 0, writing = false } = this.#draft ?? {};
    const many = fill(this.#words.together_many, { n: others + 1 });
    const said = writing ? this.#words.together_writing : others > 0 ? many : on ? this.#words.together : "";
    if (line.textContent !== said) line.textContent = said ?? "";
    if (others > 0 && this.#joined === 0) this.#phone.speak(many);
    this.#joined = others;
  }

  /** @param {string|null|undefined} reference */
  #shared(reference) {
    return this.#told?.shared.find((each) => each.reference === reference);
  }

  /** The words have gone from this box: say where they are, and ask whether this phone stands behind them. */
  #offer() {
    const item = this.#shared(this.#asks);
    if (!item || this.#asked === item.reference) return;
    this.#asked = item.reference;
    const said = make("p", "", fill(this.#words.offer, { text: short(item.text) }));
    said.dir = "auto";
    const yes = button(this.#words.offer_yes, () => void this.#sign(item.reference));
    const no = button(this.#words.offer_no, () => this.#settle(item.reference));
    this.#banner?.remove();
    this.#banner = banner(said, yes, no);
    this.#banner.classList.add("offer");
    document.querySelector("main")?.append(this.#banner);
    this.#phone.speak(said.textContent ?? "");
  }

  /** @param {string} reference */
  #settle(reference) {
    this.#kept.asked.add(reference);
    this.#keep();
    this.#banner?.remove();
    this.#banner = this.#asks = null;
    if (document.body.dataset.view === "write") this.#phone.box.focus({ preventScroll: true });
    this.#list();
  }

  /** @param {string} reference */
  async #sign(reference) {
    const item = this.#shared(reference);
    if (!item) return;
    const path = `reflections/${item.id}/signature`;
    const reply = await request(this.#phone.page, "PUT", path, { phone: this.#kept.id }).catch(() => null);
    if (reply?.status !== 200) return this.#phone.speak(this.#words.resonates_failed ?? "");
    this.#kept.signed.add(reference);
    this.#phone.speak(this.#words.signed ?? "");
    if (this.#asks === reference) this.#settle(reference);
    this.#keep();
    this.#list();
  }

  /** Beneath what other phones of the table have shared. */
  #list() {
    for (const entry of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#ours-list li"))) {
      const reference = entry.dataset.reference ?? "";
      const signed = this.#kept.signed.has(reference);
      const wanted = signed ? "signed" : this.#draft && !this.#draft.ended && this.#shared(reference) ? "asks" : "";
      if ((entry.dataset.sign ?? "") === wanted) continue;
      entry.dataset.sign = wanted;
      entry.querySelector(".sign")?.remove();
      if (signed) entry.append(make("p", "quiet sign", this.#words.signed));
      else if (wanted) entry.append(button(this.#words.offer_yes, () => void this.#sign(reference), "sign"));
    }
  }

  #keep() {
    const { id, signed, asked } = this.#kept;
    shelf.write(this.#name, { id, signed: [...signed], asked: [...asked] });
  }
}
