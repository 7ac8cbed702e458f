// @ts-check
/** Desk, keys: one name for a key on every keyboard; and what the stage goes back to after a blank. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { named } from "../../static/js/desk-keys.js";
import { back } from "../../static/js/desk-stage.js";
import { reconciled } from "../../static/js/desk-room.js";

/** @param {string} key @param {string} code @param {boolean} [shiftKey] */
const pressed = (key, code, shiftKey = false) => named({ key, code, shiftKey });

test("a digit is a digit, and with Shift a look at the scene", () => {
  assert.equal(pressed("2", "Digit2"), "2");
  assert.equal(pressed("@", "Digit2", true), "shift+2");
  assert.equal(pressed("2", "Numpad2"), "2");
});

test("on a French keyboard digits and the full stop need Shift, and mean the same", () => {
  assert.equal(pressed("2", "Digit2", true), "2");
  assert.equal(pressed("é", "Digit2"), "2");
  assert.equal(pressed(".", "Comma", true), ".");
});

test("a letter with Shift is another key, and Caps Lock is none", () => {
  assert.equal(pressed("H", "KeyH", true), "shift+h");
  assert.equal(pressed("H", "KeyH"), "h");
  assert.equal(pressed("PageDown", "PageDown"), "pagedown");
});

test("after a blank comes what was on before, at its page", () => {
  const stage = { seq: 1, scene: "blank", before: "tour", page: 3, reflection: null };
  assert.deepEqual(back(stage), { scene: "tour" });
  assert.deepEqual(back({ ...stage, before: null }), { scene: "live" });
  assert.deepEqual(back({ ...stage, before: "spotlight", reflection: "a" }), { reflection: "a", page: 3 });
});

test("a spotlight whose words are no longer up does not come back", () => {
  const stage = { seq: 1, scene: "blank", before: "spotlight", page: 0, reflection: null };
  assert.deepEqual(back(stage), { scene: "live" });
});

test("the room is reconciled in one sentence, and silence is named only when there is some", () => {
  const words = {
    reconciled: "{n} of {of} tables stored",
    reconciled_unsent: "{n} unsent (table {tables})",
    reconciled_silent: "{n} silent (table {tables})",
  };
  /** @param {string} label @param {string} state @param {number} unsent */
  const table = (label, state, unsent) => ({
    ...{ id: 1, label, community: "", community_id: 1, state, stored: 0, unsent, muted: false, phones: 0 },
  });
  const room = { expected: 3, shared: 1, silent: 1, unsent: 2, communities: [], consent: { quote: 0, kept: 0 } };
  const tables = [table("9", "trouble", 1), table("31", "shared", 1), table("44", "silent", 0)];
  assert.equal(
    reconciled({ ...room, tables }, words),
    "1 of 3 tables stored, 2 unsent (table 9, 31), 1 silent (table 44).",
  );
  assert.equal(reconciled({ ...room, tables: [] }, words), "1 of 3 tables stored.");
});
