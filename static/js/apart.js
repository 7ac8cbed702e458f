// @ts-check
/** Disagreements: the keys of a page whose buttons and links do everything by themselves. */

import { all } from "./desk-dom.js";
import { Keys } from "./desk-keys.js";

new Keys(
  Object.fromEntries(all("[data-key]").map((each) => [String(each.dataset.key), () => each.click()])),
  {},
  "review",
);
