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
    reconciled_draft: "table {tables} has an unsent draft",
    reconciled_drafts: "tables {tables} have unsent drafts",
    and: "{first} and {last}",
    reconciled_silent: "{n} silent (table {tables})",
  };
  /** @param {string} label @param {string} state @param {number} unsent @param {boolean} [draft] */
  const table = (label, state, unsent, draft = false) => ({
    ...{ id: 1, label, community: "", community_id: 1, state, stored: 0, unsent, draft, asleep: null },
    ...{ locale: "en", muted: false, phones: 0, notes: [] },
  });
  const room = { expected: 3, shared: 1, silent: 1, unsent: 2, communities: [], consent: { quote: 0, kept: 0 } };
  const tables = [table("9", "trouble", 1), table("31", "shared", 1), table("44", "silent", 0)];
  assert.equal(
    reconciled({ ...room, tables }, words),
    "1 of 3 tables stored, 2 unsent (table 9, 31), 1 silent (table 44).",
  );
  const drafts = [table("9", "writing", 0, true), table("22", "opened", 0), table("31", "shared", 0, true)];
  assert.equal(
    reconciled({ ...room, tables: drafts }, words),
    "1 of 3 tables stored, tables 9 and 31 have unsent drafts.",
  );
  assert.equal(
    reconciled({ ...room, tables: drafts.slice(1) }, words),
    "1 of 3 tables stored, table 31 has an unsent draft.",
  );
  assert.equal(reconciled({ ...room, tables: [] }, words), "1 of 3 tables stored.");
});
