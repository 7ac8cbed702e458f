// @ts-check
/** Desk, history: what takes a deed back, and what a key may do to which card. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { applies, history, inverse } from "../../static/js/desk-history.js";

/** @param {string} id @param {string} state @param {[string, string][]} deeds deed and time @param {boolean} [pinned] */
function item(id, state, deeds, pinned = false) {
  const reasons = deeds.map(([deed, at]) => ({ deed, at, by: "Amina", reason: null }));
  return { id, seq: 1, version: 1, state, pinned, show_at: null, reasons };
}

test("each deed has the one that takes it back, and a redaction has none", () => {
  assert.equal(inverse("hide", "live"), "restore");
  assert.equal(inverse("restore", "hidden"), "hide");
  assert.equal(inverse("show", "held"), "hold");
  assert.equal(inverse("hold", "live"), "show");
  assert.equal(inverse("pin", "live"), "unpin");
  assert.equal(inverse("redact", "live"), null);
});

test("a clock that was stopped stays stopped", () => {
  assert.equal(inverse("hold", "held"), null);
});

test("verdicts come newest first, and only the last on each can be taken back", () => {
  const told = history([item("a", "hidden", [["show", "10:01"], ["hide", "10:03"]]), item("b", "live", [["show", "10:02"]])], 9);
  assert.deepEqual(told.map((line) => [line.item.id, line.deed, line.back]), [
    ["a", "hide", "restore"],
    ["b", "show", "hold"],
    ["a", "show", null],
  ]);
});

test("what no longer stands as the deed left it cannot be taken back", () => {
  assert.equal(history([item("a", "withdrawn", [["hide", "10:01"]])], 9)[0]?.back, null);
  assert.equal(history([item("a", "live", [["pin", "10:01"]], false)], 9)[0]?.back, null);
  assert.equal(history([item("a", "live", [["pin", "10:01"]], true)], 9)[0]?.back, "unpin");
});

test("a long history is cut at its old end", () => {
  const many = item("a", "live", Array.from({ length: 9 }, (_, n) => /** @type {[string, string]} */ (["pin", `10:0${n}`])));
  assert.deepEqual(history([many], 2).map((line) => line.at), ["10:08", "10:07"]);
});

test("a key on the wrong card is no verdict", () => {
  assert.equal(applies("show", item("a", "live", [])), false);
  assert.equal(applies("hide", item("a", "hidden", [])), false);
  assert.equal(applies("restore", item("a", "held", [])), false);
  assert.equal(applies("hold", item("a", "held", [])), false);
  assert.equal(applies("hold", { ...item("a", "held", []), show_at: "10:01" }), true);
  assert.equal(applies("note", item("a", "withdrawn", [])), false);
});
