// @ts-check
/** Phone facts: from the page of a table to what its heartbeats tell of it: numbers, a yes or no, and never a word. */

import { unsent } from "./outbox.js";
import { shelf } from "./phone-parts.js";

/** @typedef {import("./phone-parts.js").Phone} Phone */

/** What this phone calls itself to the room map: the same after a reload, so that what it held is not counted twice.
 * @param {Phone} phone @returns {string} */
export function nameOf({ page, freshKey }) {
  const name = placeOf(page);
  const found = shelf.read(name);
  const told = typeof found === "string" ? found : freshKey();
  if (told !== found) shelf.write(name, told);
  return told;
}

/** This phone was cleared: the next page calls itself otherwise. @param {Phone} phone */
export function forgetName({ page }) {
  shelf.drop(placeOf(page));
}

/** @param {import("./phone.js").Page} page */
function placeOf(page) {
  return `rw:phone:${page.conference}/${page.place}`;
}

/** How this phone is getting on. @param {Phone} phone @param {number} sinceTyped
 * @returns {import("./phone-beat.js").Facts} */
export function factsOf(phone, sinceTyped) {
  const waits = phone.outbox.items().filter(unsent);
  return {
    unsent: waits.length,
    draft: drafting(phone),
    refused: waits.filter((item) => item.refused).length,
    misses: phone.misses(),
    online: navigator.onLine,
    sinceTyped,
  };
}

/** Whether words stand in the box that were never shared, or wait beneath an edit. @param {Phone} phone */
function drafting({ box, editing, outbox, page }) {
  const key = editing();
  const item = key ? outbox.item(key) : null;
  const before = (item?.queue.at(-1) ?? item?.acked)?.text ?? "";
  const waits = key ? shelf.read(`rw:draft:${page.conference}/${page.place}`)?.body?.text : "";
  return Boolean(waits) || (box.value.trim() !== "" && box.value.trim() !== before.trim());
}
