// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { Turning } from "../../static/js/desk-turning.js";

/** A server that answers when it is told to. */
function server() {
  /** @type {number[]} */
  const asked = [];
  /** @type {((granted: boolean) => void)[]} */
  const waiting = [];
  const ask = (/** @type {number} */ page) => {
    asked.push(page);
    return new Promise((/** @type {(granted: boolean) => void} */ answer) => waiting.push(answer));
  };
  const answers = async (granted = true) => {
    waiting.shift()?.(granted);
    await new Promise((done) => setTimeout(done));
  };
  return { asked, ask, answers };
}

test("a press asks for the next page at once", () => {
  const { asked, ask } = server();
  new Turning(ask).turn(4, 1);
  assert.deepEqual(asked, [5]);
});

test("presses that come while one is on its way are one request for where they lead", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  for (const step of [1, 1, 1, -1]) turning.turn(0, step);
  assert.deepEqual(asked, [1]);
  await answers();
  assert.deepEqual(asked, [1, 2]);
  await answers();
  assert.deepEqual(asked, [1, 2]);
});

test("presses that take each other back ask for nothing more", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  for (const step of [1, 1, -1]) turning.turn(0, step);
  await answers();
  assert.deepEqual(asked, [1]);
});

test("a stage that is heard before the answer is no reason to forget the press after it", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.turn(0, 1);
  turning.hears(1);
  turning.turn(1, 1);
  await answers();
  assert.deepEqual(asked, [1, 2]);
});

test("until the stage says it, a step is one from what was asked for", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.turn(0, 1);
  await answers();
  turning.hears(0);
  turning.turn(0, 1);
  assert.deepEqual(asked, [1, 2]);
});

test("once the stage has said it, a step is one from what the walls have come to by themselves", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.turn(0, 1);
  turning.hears(1);
  await answers();
  turning.hears(7);
  turning.turn(7, 1);
  assert.deepEqual(asked, [1, 8]);
});

test("a page that was not granted is forgotten, with the presses that waited for it", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.turn(0, 1);
  turning.turn(0, 1);
  await answers(false);
  turning.turn(0, 1);
  assert.deepEqual(asked, [1, 1]);
});
