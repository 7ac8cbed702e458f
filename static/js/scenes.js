// @ts-check
/**
 * Scenes: one at a time, as the stage says. A change is calm where the browser can and the room wants motion; when
 * something has been taken away, or the wall goes blank, it is at once.
 */

import { drawn, lost } from "./scene-choice.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{draw: (picture: Picture) => void, leave: () => void, redraw: () => void, step?: (by: number) => void,
 *   key?: (event: KeyboardEvent) => boolean}} Scene */

export class Scenes {
  #body;
  /** @type {Record<string, Scene>} */
  #scenes;
  /** @type {Picture|null} */
  #picture = null;
  #name = "";
  /** @type {ViewTransition|null} */
  #transition = null;

  /** @param {HTMLElement} body @param {Record<string, Scene>} scenes by name */
  constructor(body, scenes) {
    this.#body = body;
    this.#scenes = scenes;
  }

  /** @param {Picture} picture */
  show(picture) {
    const gone = lost(this.#picture, picture);
    const scene = picture.stage?.scene ?? "live";
    const changes = drawn(picture) !== this.#name || (this.#body.dataset.scene === "blank") !== (scene === "blank");
    const calm = changes && this.#name !== "" && !gone && scene !== "blank" && !picture.fresh && mayMove();
    this.#picture = picture;
    if (gone || scene === "blank") this.atOnce();
    if (calm) this.#calmly();
    else this.#draw();
  }

  /** Whatever fades is over: the newest is up now. */
  atOnce() {
    this.#transition?.skipTransition();
  }

  redraw() {
    if (this.#name) this.#scenes[this.#name]?.redraw();
  }

  /** @param {number} by */
  step(by) {
    this.#scenes[this.#name]?.step?.(by);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    return this.#scenes[this.#name]?.key?.(event) ?? false;
  }

  #calmly() {
    const transition = document.startViewTransition(() => this.#draw());
    this.#transition = transition;
    // A change that another one overtakes says so; that is no fault.
    for (const end of [transition.ready, transition.updateCallbackDone, transition.finished]) end.catch(() => undefined);
  }

  #draw() {
    const picture = this.#picture;
    if (!picture) return;
    const name = drawn(picture);
    const asked = picture.stage?.scene ?? "live";
    if (name !== this.#name) this.#scenes[this.#name]?.leave();
    this.#name = name;
    this.#body.dataset.drawn = name;
    this.#body.dataset.scene = asked === "blank" ? asked : name;
    this.#scenes[name]?.draw(picture);
  }
}

function mayMove() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || document.visibilityState === "hidden";
  return !still && typeof document.startViewTransition === "function";
}
