// @ts-check
/** Desk, queue: which list, in which order, and whose share; the same on every desk. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { free, isMine, listOf, lists, oldest, shareFrom } from "../../static/js/desk-queue.js";
import { Dice } from "./support.js";

/** @param {string} id @param {string} state @param {number} minute @param {Record<string, unknown>} [more] */
function item(id, state, minute, more = {}) {
  const received_at = new Date(Date.UTC(2025, 10, 5, 10, minute)).toISOString();
  return { id, seq: 1, version: 1, state, received_at, show_at: null, ...more };
}

const NOW = Date.UTC(2025, 10, 5, 10, 30);

test("what was taken back or erased is in no list", () => {
  assert.deepEqual(["held", "live", "hidden", "withdrawn", "erased"].map((state) => listOf(item("a", state, 0))), [
    "waiting",
    "up",
    "off",
    null,
    null,
  ]);
});

test("who has waited longest comes first, and what came up last", () => {
  const found = lists([item("b", "held", 2), item("a", "held", 1), item("c", "live", 1), item("d", "live", 2)]);
  assert.deepEqual(found.waiting.map((each) => each.id), ["a", "b"]);
  assert.deepEqual(found.up.map((each) => each.id), ["d", "c"]);
});

test("the oldest is the one that waits for a person, not for a clock", () => {
  const clock = item("a", "held", 1, { show_at: "2025-11-05T10:31:00Z" });
  assert.equal(oldest([clock, item("b", "held", 18)], NOW), 12);
  assert.equal(oldest([clock], NOW), null);
});

test("every reflection is in exactly one share, and the shares are about equal", () => {
  const dice = new Dice(7);
  const ids = Array.from({ length: 3000 }, () => `${dice.below(1e9).toString(36)}${dice.below(1e9).toString(36)}`);
  for (const of of [2, 3]) {
    const many = Array.from({ length: of }, (_, n) => ids.filter((id) => isMine(id, { nth: n + 1, of })).length);
    assert.equal(many.reduce((a, b) => a + b), ids.length);
    for (const each of many) assert.ok(Math.abs(each - ids.length / of) < ids.length * 0.06, String(many));
  }
});

test("a share that makes no sense is all of it", () => {
  for (const text of ["", "3/2", "x", "0/2", "1/1"]) assert.deepEqual(shareFrom(text), { nth: 1, of: 1 });
  assert.deepEqual(shareFrom("2/3"), { nth: 2, of: 3 });
});

test("the part that nobody takes is offered to whoever takes all or the same", () => {
  const all = shareFrom("1/1");
  assert.equal(free(all, []), null);
  assert.equal(free(all, [shareFrom("1/1")]), null);
  assert.equal(free(all, [shareFrom("1/2")]), "2/2");
  assert.equal(free(shareFrom("1/2"), [shareFrom("1/2")]), "2/2");
  assert.equal(free(shareFrom("2/2"), [shareFrom("1/2")]), null);
  assert.equal(free(all, [shareFrom("1/3"), shareFrom("3/3")]), "2/3");
  assert.equal(free(all, [shareFrom("1/2"), shareFrom("2/2")]), null);
});
