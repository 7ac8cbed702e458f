// @ts-check
/** Pager: presses are steps from the page that is up, whoever turned it last. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Pager } from "../../static/js/pager.js";

const stage = (/** @type {number} */ page, seq = 1) => ({ seq, scene: "spotlight", page });

/** With a clock that only a test moves. @param {any} context */
function followed(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let turns = 0;
  const pager = new Pager(() => void (turns += 1));
  pager.follow(stage(0));
  return { pager, turns: () => turns, read: () => (pager.stays(100), context.mock.timers.tick(100)) };
}

test("a press after pages have turned by themselves goes on from there, and the next one back", (/** @type {any} */ context) => {
  const { pager, read } = followed(context);
  read();
  read();
  assert.equal(pager.at(5), 2);
  assert.ok(pager.follow(stage(1, 2)));
  assert.equal(pager.at(5), 3);
  pager.follow(stage(0, 3));
  pager.follow(stage(-1, 4));
  assert.equal(pager.at(5), 1);
});

test("presses that come together are all counted, and a change of something else is none", (/** @type {any} */ context) => {
  const { pager } = followed(context);
  pager.follow(stage(3, 2));
  assert.equal(pager.at(5), 3);
  assert.equal(pager.follow(stage(3, 9)), false);
  assert.equal(pager.at(5), 3);
});

test("back from the first page is the last one", (/** @type {any} */ context) => {
  const { pager } = followed(context);
  pager.follow(stage(-1, 2));
  assert.equal(pager.at(5), 4);
});

test("a page that somebody turned by hand stays up", (/** @type {any} */ context) => {
  const { pager, read, turns } = followed(context);
  pager.step(1);
  read();
  assert.equal(pager.at(5), 1);
  assert.equal(turns(), 2);
});

test("another scene begins where the desk is, and that is no step", (/** @type {any} */ context) => {
  const { pager, read } = followed(context);
  read();
  pager.step(1);
  pager.reset();
  pager.follow(stage(0, 5));
  assert.equal(pager.at(5), 0);
  pager.reset();
  pager.follow(stage(7, 6));
  assert.equal(pager.at(5), 2);
});
