// @ts-check
/** Headline: it stands over its text where it says something that the text does not; `tests/rules` has the same cases. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { headed } from "../../static/js/headline.js";

/** @type {[string|null, string, boolean][]} */
const CASES = [
  ["Visit first", "Then we plan together.", true],
  ["Visit first.", "Visit first. Then we plan together.", false],
  ["Visit  first", "Visit\nfirst, then we plan.", false],
  ["Déjà vu", "De\u0301ja\u0300 vu, encore.", false],
  ["We plan", "First we visit. We plan.", true],
  ["", "Only words.", false],
  [null, "Only words.", false],
];

for (const [headline, text, stands] of CASES) {
  test(`${headline} over ${text}`, () => {
    assert.equal(headed({ id: "a", seq: 1, version: 1, state: "live", headline, text }), stands);
  });
}
