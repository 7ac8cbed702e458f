// @ts-check
/** Where marked words stand: in code points, whatever they are made of, and without the blanks around them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { passage, points } from "../../static/js/review-passage.js";

test("an emoji is one code point, and so is a syllabic", () => {
  assert.equal(points("📚ᓄé"), 3);
});

test("a passage begins after what stands before it", () => {
  assert.deepEqual(passage("📚 We ", "visit"), { start: 5, end: 10 });
});

test("blanks that were marked along are left out", () => {
  assert.deepEqual(passage("We", " visit \n"), { start: 3, end: 8 });
});

test("nothing but blanks is no passage", () => {
  assert.equal(passage("We", " \n "), null);
});
