// @ts-check
/** Scene choice: from the stage to the scene that is drawn. No DOM. */

/** @typedef {import("./feed.js").Picture} Picture */

export const SCENES = ["live", "spotlight", "tour", "communities", "room", "words", "themes", "opening"];

/** Under a blank the scene that it covers is drawn, so that it is there when the blank goes. A spotlight whose
 * reflection is gone is live, at once. @param {Pick<Picture, "stage"|"items">} picture */
export function drawn({ stage, items }) {
  const asked = stage?.scene === "blank" ? stage.before : stage?.scene;
  if (asked === "spotlight" && !items.has(stage?.reflection ?? "")) return "live";
  return SCENES.includes(asked) ? /** @type {string} */ (asked) : "live";
}

/** Whether anything that was up has been taken away or reworded: then no old picture may linger.
 * @param {Picture|null} before @param {Picture} now */
export function lost(before, now) {
  return [...(before?.items ?? [])].some(([id, item]) => now.items.get(id)?.seq !== item.seq);
}
