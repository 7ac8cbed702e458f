// @ts-check
/** Desk, themes: groups of reflections that people name. Everything by key or choice; dragging is the same, quicker. */

import { asked } from "./desk-deeds.js";
import { all, at, box, button, fresh, make, put, spoken } from "./desk-dom.js";
import { visible } from "./desk-preview.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{id: string, name: string, items: string[]}} Theme */

const MOST = 40;

export class Themes {
  #api;
  #words;
  /** @type {Theme[]} */
  #themes = [];
  /** @type {Map<string, Told>} */
  #items = new Map();
  #drawn = "";
  #shown = false;

  /** @param {import("./desk-api.js").Api} api @param {Record<string, string>} words */
  constructor(api, words) {
    this.#api = api;
    this.#words = words;
    at("theme-new").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#make(box("theme-name").value).then((made) => made && (box("theme-name").value = ""));
    });
    at("pick").addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement;
      if (!typing && /^\d$/.test(event.key)) all(`[data-nth="${event.key}"]`, at("pick-list"))[0]?.click();
    });
  }

  /** @param {import("./feed.js").Picture} picture */
  draw(picture) {
    this.#themes = picture.stage?.themes ?? [];
    this.#items = picture.items;
    if (this.#shown) this.#show();
  }

  /** @param {boolean} shown whether the tab is open: only then is it drawn */
  open(shown) {
    this.#shown = shown;
    if (shown) this.#show();
  }

  /** Ask which theme a reflection belongs to. @param {Told} item */
  async pick(item) {
    at("pick-words").textContent = item.headline || item.text;
    box("pick-new").value = "";
    const mine = this.#themeOf(item.id);
    const rows = this.#themes.map((theme, n) => this.#option(theme.id, theme.name, n + 1, theme.id === mine));
    at("pick-list").replaceChildren(...rows, this.#option("none", this.#words.no_theme, 0, !mine));
    const answer = await asked("pick");
    const name = box("pick-new").value.trim();
    if (!answer) return;
    const theme = answer === "new" ? await this.#make(name) : answer === "none" ? null : answer;
    if (theme !== undefined) await this.#api.put(`reflections/${item.id}/theme`, { theme });
  }

  /** @param {string} value @param {string} name @param {number} key @param {boolean} on */
  #option(value, name, key, on) {
    const row = make("li");
    const choose = button(name, String(key), () => undefined);
    choose.dataset.answer = value;
    choose.dataset.nth = String(key);
    choose.classList.toggle("yes", on);
    row.append(choose);
    return row;
  }

  /** By the stage, which is told of every change of a theme. @param {string} id */
  #themeOf(id) {
    return this.#themes.find((theme) => theme.items.includes(id))?.id;
  }

  /** @param {string} name @returns {Promise<string|undefined>} */
  async #make(name) {
    const id = fresh();
    return (await this.#api.put(`themes/${id}`, { name })) ? id : undefined;
  }

  #show() {
    const up = visible(this.#items.values());
    const loose = up.filter((item) => !this.#themeOf(item.id));
    const now = JSON.stringify([this.#themes, up.map((item) => [item.id, item.seq])]);
    const active = document.activeElement;
    const writing = active instanceof HTMLInputElement && active.dataset.focus && active.value !== active.defaultValue;
    if (now === this.#drawn || writing) return;
    this.#drawn = now;
    const focus = active instanceof HTMLElement ? active.dataset.focus : undefined;
    at("theme-list").replaceChildren(...this.#themes.map((theme, n) => this.#section(theme, n)));
    const rest = loose.slice(0, MOST).map((item) => this.#line(item));
    at("loose-count").textContent = String(loose.length);
    at("loose").replaceChildren(...(rest.length > 0 ? rest : [make("li", "quiet", this.#words.nothing_loose)]));
    this.#catch(at("loose-box"), null);
    const again = focus ? document.querySelector(`[data-focus="${focus}"]:enabled`) : null;
    if (again instanceof HTMLElement) again.focus();
    else if (focus) at("themes-panel").focus();
  }

  /** @param {Theme} theme @param {number} n */
  #section(theme, n) {
    const words = this.#words;
    const section = make("section", "theme");
    const head = make("div", "theme-head");
    const name = /** @type {HTMLInputElement} */ (make("input"));
    name.defaultValue = theme.name;
    name.dataset.focus = `name-${theme.id}`;
    name.maxLength = 80;
    name.setAttribute("aria-label", put(words.theme_name, { name: theme.name }));
    name.addEventListener("change", () => void this.#api.put(`themes/${theme.id}`, { name: name.value }));
    const items = theme.items.flatMap((id) => this.#items.get(id) ?? []);
    head.append(name, make("span", "quiet", String(items.length)), ...this.#movers(theme, n));
    head.addEventListener("keydown", (event) => this.#carry(event, theme, n));
    const list = make("ul", "lines");
    list.append(...items.map((item) => this.#line(item)));
    if (items.length === 0) list.append(make("li", "quiet", words.empty_theme));
    section.append(head, list);
    this.#catch(section, theme.id);
    return section;
  }

  /** @param {Theme} theme @param {number} n */
  #movers(theme, n) {
    const words = this.#words;
    /** @param {string} sign @param {string} said @param {string} what @param {() => void} work */
    const one = (sign, said, what, work) => {
      const made = button(sign, "", work, "plain");
      made.setAttribute("aria-label", put(said, { name: theme.name }));
      made.dataset.focus = `${what}-${theme.id}`;
      return made;
    };
    const up = one("↑", words.theme_up, "up", () => this.#move(theme, n));
    const down = one("↓", words.theme_down, "down", () => this.#move(theme, n + 2));
    up.disabled = n === 0;
    down.disabled = n === this.#themes.length - 1;
    return [up, down, one("×", words.theme_drop, "drop", () => void this.#api.drop(`themes/${theme.id}`))];
  }

  /** @param {Theme} theme @param {number} position from 1 */
  #move(theme, position) {
    if (position >= 1 && position <= this.#themes.length) void this.#api.put(`themes/${theme.id}`, { position });
  }

  /** Alt with an arrow carries the theme up or down. @param {KeyboardEvent} event @param {Theme} theme @param {number} n */
  #carry(event, theme, n) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    this.#move(theme, event.key === "ArrowUp" ? n : n + 2);
  }

  /** One reflection in a theme, or in none, with the choice of another. @param {Told} item */
  #line(item) {
    const words = this.#words;
    const line = make("li", "line");
    line.draggable = true;
    line.addEventListener("dragstart", (event) => event.dataTransfer?.setData("text/plain", item.id));
    const wording = item.shown ?? item;
    const text = spoken("p", "words", wording.headline || wording.text, wording.lang);
    const move = button(words.move, "", () => void this.pick(item));
    move.setAttribute("aria-label", put(words.move_to, { reference: item.reference }));
    move.dataset.focus = `move-${item.id}`;
    line.append(text, make("span", "quiet", item.community.name), move);
    return line;
  }

  /** @param {string} id @param {string|null} theme */
  #put(id, theme) {
    void this.#api.put(`reflections/${id}/theme`, { theme });
  }

  /** What is dropped here belongs here. @param {HTMLElement} place @param {string|null} theme */
  #catch(place, theme) {
    place.ondragover = (event) => event.preventDefault();
    place.ondrop = (event) => {
      event.preventDefault();
      const id = event.dataTransfer?.getData("text/plain");
      if (id && this.#items.has(id)) this.#put(id, theme);
    };
  }
}
