// @ts-check
/** Desk, stage: what the walls show, how arrivals get there, and what would come next. A scene is looked at here first
 * and taken with one key; numbers take at once. */

import { all, at, box, press, put } from "./desk-dom.js";
import { drawPreview, showNow, visible } from "./desk-preview.js";
import { Turning } from "./desk-turning.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Stage} Stage */
/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{api: import("./desk-api.js").Api, toast: import("./desk-toast.js").Toast, words: Record<string, string>,
 *   current: () => Told|undefined}} Means */

/** Scenes of one picture: there is nothing to page, so the key keeps its everyday meaning. */
const STILL = new Set(["live", "opening", "room", "blank"]);

export class StageBoard {
  #means;
  /** @type {Picture|null} */
  #picture = null;
  /** @type {Told[]} */
  #up = [];
  /** The scene that is looked at before it is taken. @type {string|null} */
  #preview = null;
  /** The reflection that a previewed spotlight would show. @type {string|null} */
  #wanted = null;
  #turning = new Turning((page) => this.#set({ page }));

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
    for (const button of all("[data-mode]")) {
      button.addEventListener("click", () => this.#set({ moderation: button.dataset.mode }));
    }
    for (const button of all("[data-scene]")) {
      button.addEventListener("click", () => this.#tap(button.dataset.scene ?? "live"));
    }
    box("delay").addEventListener("change", () => this.#set({ delay: Math.round(Number(box("delay").value)) }));
    for (const button of all("[data-blank]")) button.addEventListener("click", () => this.blank());
    at("take").addEventListener("click", () => this.take());
    at("leave").addEventListener("click", () => this.look(null));
    at("stop").addEventListener("click", () => this.stopClocks());
  }

  /** @param {Picture} picture */
  draw(picture) {
    this.#picture = picture;
    this.#up = visible(picture.items.values());
    if (picture.stage) this.#turning.hears(picture.stage);
    this.#show();
  }

  /** Put a scene on the walls at once. @param {string} scene */
  scene(scene) {
    if (scene === "spotlight") this.#spotlight(this.#candidate());
    else this.#set({ scene });
    this.#preview = null;
  }

  /** Look at a scene here, on no wall; null looks at what the walls show. @param {string|null} scene */
  look(scene) {
    this.#preview = scene;
    this.#wanted = scene === "spotlight" ? (this.#candidate()?.id ?? null) : null;
    if (scene === null && at("previewing").contains(document.activeElement)) at("blank").focus();
    this.#show();
  }

  /** What is looked at goes on the walls. @returns {boolean} whether anything was */
  take() {
    const scene = this.#preview;
    if (!scene) return false;
    if (scene === "spotlight") this.#spotlight(this.#up.find((item) => item.id === this.#wanted));
    else this.#set({ scene });
    this.look(null);
    return true;
  }

  blank() {
    const stage = this.#picture?.stage;
    if (stage) this.#set(stage.scene === "blank" ? back(stage) : { scene: "blank" });
  }

  /** @param {number} step @returns {boolean} whether there is anything to page */
  page(step) {
    const stage = this.#picture?.stage;
    if (!stage || STILL.has(stage.scene)) return false;
    this.#turning.turn(stage.page, step);
    return true;
  }

  /** Nothing shows itself any more: all that is on its way waits for a person. */
  stopClocks() {
    this.#set({ moderation: "hold" });
    this.#means.toast.say(this.#means.words.did_stop);
  }

  /** A first tap looks, a second takes; what is on the walls needs neither. @param {string} scene */
  #tap(scene) {
    if (this.#preview === scene) this.take();
    else this.look(scene === this.#picture?.stage?.scene && scene !== "spotlight" ? null : scene);
  }

  /** The chosen card, or what was in the spotlight last; never one that nobody has chosen. @returns {Told|undefined} */
  #candidate() {
    const id = this.#means.current()?.id ?? this.#picture?.stage?.reflection;
    return this.#up.find((item) => item.id === id);
  }

  /** @param {Told|undefined} item */
  #spotlight(item) {
    const { current, toast, words } = this.#means;
    if (item) this.#set({ reflection: item.id });
    else toast.say(current() ? words.not_up : words.choose_first);
  }

  /** Whether it was granted. @param {Record<string, unknown>} setting */
  async #set(setting) {
    if ("scene" in setting || "reflection" in setting) this.#turning.forget();
    const reply = await this.#means.api.put("stage", setting);
    if (reply?.status === 409) this.#means.toast.say(this.#means.words.not_up);
    return reply?.status === 200;
  }

  #show() {
    const picture = this.#picture;
    const stage = picture?.stage;
    if (!picture || !stage) return;
    const { words } = this.#means;
    for (const button of all("[data-mode]")) press(button, button.dataset.mode === stage.moderation);
    if (document.activeElement !== at("delay")) box("delay").value = String(stage.delay);
    this.#showScenes(stage);
    const view = { items: this.#up, stage, tables: picture.tables };
    const lit = (/** @type {string|null} */ id) => this.#up.find((item) => item.id === id);
    showNow(stage.scene, { ...view, spotlight: lit(stage.reflection) }, words);
    if (this.#preview) drawPreview(this.#preview, { ...view, spotlight: lit(this.#wanted) }, words);
    for (const button of all("[data-blank]")) {
      press(button, stage.scene === "blank");
      for (const label of all("span", button)) label.textContent = stage.scene === "blank" ? words.unblank : words.blank;
    }
  }

  /** @param {Stage} stage */
  #showScenes(stage) {
    const { words } = this.#means;
    for (const button of all("[data-scene]")) {
      press(button, button.dataset.scene === stage.scene);
      button.classList.toggle("next", button.dataset.scene === this.#preview);
    }
    at("frame").classList.toggle("preview", this.#preview !== null);
    at("previewing").hidden = this.#preview === null;
    at("now").hidden = this.#preview !== null;
    at("on-now").textContent = put(words.on_now, { scene: this.#named(stage.scene) });
    at("next-name").textContent = put(words.previewing, { scene: this.#named(this.#preview ?? "") });
  }

  /** @param {string} scene */
  #named(scene) {
    return all(`[data-scene="${scene}"] span`)[0]?.textContent ?? this.#means.words.blank_scene;
  }
}

/** From blank to what was on before, at the page where it was; a spotlight whose words are no longer up is not.
 * @param {Stage} stage */
export function back(stage) {
  const { before, reflection, page } = stage;
  if (before !== "spotlight") return { scene: before ?? "live" };
  return reflection ? { reflection, page } : { scene: "live" };
}
