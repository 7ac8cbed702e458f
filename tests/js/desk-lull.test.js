// @ts-check
/** Desk, lull: what is typed on after a dialog has closed is no deed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Lull, QUIET } from "../../static/js/desk-lull.js";

test("with no dialog before, keys count", () => {
  assert.equal(new Lull().isOver(1000), true);
});

test("for a moment after a dialog has closed no key counts", () => {
  const lull = new Lull();
  lull.begin(1000);
  assert.equal(lull.isOver(1000 + QUIET), true);
  lull.begin(5000);
  assert.equal(lull.isOver(5000 + QUIET - 1), false);
});

test("whoever types on is not heard until they stop", () => {
  const lull = new Lull();
  lull.begin(1000);
  for (let at = 1100; at < 4000; at += 150) assert.equal(lull.isOver(at), false, `a letter after ${at - 1000} ms`);
  assert.equal(lull.isOver(4000 + QUIET), true);
});

test("the key that closed the dialog has to be let go first", () => {
  const lull = new Lull();
  lull.down("Space");
  lull.begin(1000);
  assert.equal(lull.isOver(1000 + 5 * QUIET), false);
  lull.up("Space");
  assert.equal(lull.isOver(1000 + 9 * QUIET), true);
});

test("a key that was let go in another window does not keep the desk silent", () => {
  const lull = new Lull();
  lull.down("Space");
  lull.begin(1000);
  lull.forget();
  assert.equal(lull.isOver(1000 + QUIET), true);
});
