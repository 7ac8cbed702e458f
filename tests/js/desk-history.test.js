// @ts-check
/** Desk, history: what takes a deed back, and what a key may do to which card. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { applies, deedsOn, history, inverse, nameOf, together } from "../../static/js/desk-history.js";

/** Where a deed is done, if nothing else is said. @type {Record<string, string>} */
const BEFORE = { show: "held", restore: "hidden" };

/** @param {string} id @param {string} state @param {[string, string, string?][]} deeds deed, time and the state before
 * @param {boolean} [pinned] */
function item(id, state, deeds, pinned = false) {
  const reasons = deeds.map(([deed, at, before = BEFORE[deed] ?? "live"]) => ({ deed, at, before, by: "Amina", reason: null }));
  return { id, seq: 1, version: 1, state, pinned, show_at: null, reasons };
}

test("each deed has the one that takes it back, and a redaction has none", () => {
  assert.equal(inverse("hide", "live", "hidden"), "restore");
  assert.equal(inverse("restore", "hidden", "live"), "hide");
  assert.equal(inverse("hold", "live", "held"), "show");
  assert.equal(inverse("pin", "live", "live"), "unpin");
  assert.equal(inverse("redact", "live", "live"), null);
});

test("a show is taken back to where it found the words, and can be given again", () => {
  assert.equal(inverse("show", "held", "live"), "restore");
  assert.equal(inverse("restore", "live", "held"), "show");
  assert.equal(history([item("a", "held", [["show", "10:01"], ["restore", "10:02", "live"]])], 9)[0]?.back, "show");
});

test("a clock that was stopped stays stopped", () => {
  assert.equal(inverse("hold", "held", "held"), null);
  assert.equal(history([item("a", "held", [["hold", "10:01", "held"]])], 9)[0]?.back, null);
});

test("verdicts come newest first, and only the last on each can be taken back", () => {
  const told = history([item("a", "hidden", [["show", "10:01"], ["hide", "10:03"]]), item("b", "live", [["show", "10:02"]])], 9);
  assert.deepEqual(told.map((line) => [line.item.id, line.deed, line.back]), [
    ["a", "hide", "restore"],
    ["b", "show", "restore"],
    ["a", "show", null],
  ]);
});

test("what no longer stands as the deed left it cannot be taken back", () => {
  assert.equal(history([item("a", "withdrawn", [["hide", "10:01"]])], 9)[0]?.back, null);
  assert.equal(history([item("a", "live", [["pin", "10:01"]], false)], 9)[0]?.back, null);
  assert.equal(history([item("a", "live", [["pin", "10:01"]], true)], 9)[0]?.back, "unpin");
});

test("notes and translations stand in the history with who sent them, and cannot be taken back", () => {
  const noted = {
    ...item("a", "live", [["pin", "10:02"]], true),
    notes: [{ text: "No names.", at: "10:03", by: "Amina" }, { text: "Thank you.", at: "10:01", by: "Béa" }],
    translated: { at: "10:04", by: "Béa" },
  };
  assert.deepEqual(
    history([noted], 9).map(({ deed, by, reason, back }) => [deed, by, reason, back]),
    [
      ["translate", "Béa", null, null],
      ["note", "Amina", "No names.", null],
      ["pin", "Amina", null, "unpin"],
      ["note", "Béa", "Thank you.", null],
    ],
  );
  assert.equal(new Set(history([noted], 9).map(nameOf)).size, 4);
  assert.deepEqual(deedsOn(noted).map(({ at }) => at), ["10:01", "10:02", "10:03", "10:04"]);
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

test("what one hide took away from a table comes back together, and what was touched since does not", () => {
  /** @param {string} id @param {Record<string, any>} [more] @param {Record<string, any>} [deed] */
  const hidden = (id, more = {}, deed = {}) => ({
    ...item(id, "hidden", [["hide", "10:05"]]),
    table_id: 14,
    revision: 1,
    version: 3,
    ...more,
    reasons: [{ deed: "hide", at: "10:05", before: "live", by: "Amina", reason: null, revision: 1, ...deed }],
  });
  const items = [
    hidden("a"),
    hidden("b"),
    hidden("edited", { revision: 2 }),
    hidden("back", { state: "live" }),
    hidden("elsewhere", { table_id: 22 }),
    hidden("later", {}, { at: "10:06" }),
  ];
  /** @param {string} id */
  const of = (id) => history(items, 9).flatMap((line) => (line.item.id === id ? together(line, items) : []));
  assert.deepEqual(of("a"), [{ id: "a", version: 3 }, { id: "b", version: 3 }]);
  assert.deepEqual(of("later"), []);
});
