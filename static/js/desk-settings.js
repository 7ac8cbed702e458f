// @ts-check
/** Desk, settings: the timer, the ballroom's measures and what phones may do. */

import { all, at, box, clock, put } from "./desk-dom.js";

/** @typedef {import("./feed.js").Stage} Stage */

export class Settings {
  #api;
  #words;
  /** @type {Stage|null} */
  #stage = null;
  #ahead = 0;

  /** @param {import("./desk-api.js").Api} api @param {Record<string, string>} words */
  constructor(api, words) {
    this.#api = api;
    this.#words = words;
    for (const button of all("[data-timer]")) {
      button.addEventListener("click", () => this.#set({ timer: Number(button.dataset.timer) }));
    }
    at("longer").addEventListener("click", () => this.#set({ more: 120 }));
    for (const name of ["walk_in", "resonance", "shared_draft"]) {
      box(name).addEventListener("change", () => this.#set({ [name]: box(name).checked }));
    }
    for (const name of ["image_height", "furthest_seat"]) {
      box(name).addEventListener("change", () => this.#set({ [name]: Number(box(name).value.replace(",", ".")) || 0 }));
    }
    setInterval(() => this.#tick(), 250);
  }

  /** @param {Stage} stage @param {number} ahead the server's clock minus ours, in ms */
  draw(stage, ahead) {
    this.#stage = stage;
    this.#ahead = ahead;
    for (const name of ["walk_in", "resonance", "shared_draft"]) box(name).checked = stage[name];
    for (const name of ["image_height", "furthest_seat"]) {
      if (document.activeElement !== at(name)) box(name).value = stage[name] ?? "";
    }
    at("least").textContent = this.#legible(stage);
    this.#tick();
  }

  /** The smallest type, or that the image is too small for any that works. @param {Stage} stage */
  #legible({ least, image_needed, image_height, furthest_seat }) {
    const { too_small, least: known, least_unknown } = this.#words;
    if (image_needed) return put(too_small, { m: image_needed.toLocaleString() });
    const percent = (least * 100).toLocaleString([], { maximumFractionDigits: 1 });
    return put(image_height && furthest_seat ? known : least_unknown, { n: percent });
  }

  /** @param {Record<string, unknown>} setting */
  #set(setting) {
    void this.#api.put("stage", setting);
  }

  #tick() {
    const stage = this.#stage;
    if (!stage) return;
    const now = Date.now() + this.#ahead;
    const left = stage.ends_at ? (Date.parse(stage.ends_at) - now) / 1000 : null;
    const closes = stage.prompt?.closes_at ? (Date.parse(stage.prompt.closes_at) - now) / 1000 : null;
    const said = [
      ...(left === null ? [] : [left > 0 ? put(this.#words.left, { time: clock(left) }) : this.#words.time_is_up]),
      ...(closes === null ? [] : [put(this.#words.closing, { time: clock(closes) })]),
    ].join("\n");
    if (at("countdown").textContent !== said) at("countdown").textContent = said;
    at("no-timer").hidden = left === null;
  }
}
