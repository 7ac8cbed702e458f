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
  turning.hears({ seq: 0, scene: "tour", page: 0 });
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
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  for (const step of [1, 1, -1]) turning.turn(0, step);
  await answers();
  assert.deepEqual(asked, [1]);
});

test("a stage that is heard before the answer is no reason to forget the press after it", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.hears({ seq: 0, scene: "tour", page: 1 });
  turning.turn(1, 1);
  await answers();
  assert.deepEqual(asked, [1, 2]);
});

test("until the stage says it, a step is one from what was asked for", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  await answers();
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  assert.deepEqual(asked, [1, 2]);
});

test("once the stage has said it, a step is one from what the walls have come to by themselves", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.hears({ seq: 0, scene: "tour", page: 1 });
  await answers();
  turning.hears({ seq: 0, scene: "tour", page: 7 });
  turning.turn(7, 1);
  assert.deepEqual(asked, [1, 8]);
});

test("an older page that is heard late does not pass for the one that is wanted now", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.turn(0, 1);
  await answers();
  turning.turn(1, 1);
  await answers();
  turning.turn(1, -1);
  turning.hears({ seq: 0, scene: "tour", page: 2 });
  await answers();
  assert.deepEqual(asked, [1, 2, 3, 2]);
});

test("what others turn to while an answer is on its way is where the next step begins", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.hears({ seq: 0, scene: "tour", page: 1 });
  turning.hears({ seq: 0, scene: "tour", page: 7 });
  await answers();
  turning.turn(7, 1);
  assert.deepEqual(asked, [1, 8]);
});

test("a page that was not granted is forgotten", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  await answers(false);
  turning.turn(0, 1);
  assert.deepEqual(asked, [1, 1]);
});

test("presses that waited for a request that came to nothing are asked for all the same", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.turn(0, 1);
  await answers(false);
  assert.deepEqual(asked, [1, 2]);
});

test("no press from before lands on a scene that was chosen since", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.turn(0, 1);
  turning.forget();
  await answers();
  assert.deepEqual(asked, [1]);
});

test("a scene that somebody else has chosen has pages of its own", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 11 });
  turning.turn(11, 1);
  turning.turn(11, 1);
  turning.hears({ seq: 0, scene: "themes", page: 0 });
  await answers();
  assert.deepEqual(asked, [12]);
  turning.turn(0, 1);
  assert.deepEqual(asked, [12, 1]);
});

test("a press on a new scene counts though the same page of the old one is being asked for", async () => {
  const { asked, ask, answers } = server();
  const turning = new Turning(ask);
  turning.hears({ seq: 0, scene: "tour", page: 0 });
  turning.turn(0, 1);
  turning.hears({ seq: 0, scene: "themes", page: 0 });
  turning.turn(0, 1);
  await answers();
  assert.deepEqual(asked, [1, 1]);
});
