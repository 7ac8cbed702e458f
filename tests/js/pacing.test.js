// @ts-check
/** Pacing: nobody who arrives waits long, and nobody who has been up is forgotten. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { stay, Turns } from "../../static/js/pacing.js";

/** @typedef {import("../../static/js/feed.js").Told} Told */

/** @param {string} id @param {number} at @param {Record<string, any>} [more] @returns {Told} */
function item(id, at, more = {}) {
  const shown = `2025-11-05T16:00:${String(at).padStart(2, "0")}Z`;
  return { id, seq: at, version: 1, state: "live", shown_at: shown, community: { id: 1 }, pinned: false, ...more };
}

/** @param {Told[]} items */
const told = (...items) => new Map(items.map((each) => [each.id, each]));
/** @param {Told[]} items */
const ids = (items) => items.map((each) => each.id);
const nobody = new Set();

test("what was there before the wall was opened takes turns, the newest first", () => {
  const turns = new Turns();
  turns.heard(told(item("a", 1), item("c", 3), item("b", 2)), 0, true);
  assert.deepEqual(turns.arrivals(nobody), []);
  assert.deepEqual(ids(turns.turns(nobody)), ["c", "b", "a"]);
});

test("who arrives waits in the order of arrival, whatever its length", () => {
  const turns = new Turns();
  turns.heard(told(), 0, true);
  turns.heard(told(item("b", 2), item("a", 1)), 0, false);
  turns.heard(told(item("b", 2), item("a", 1), item("c", 3)), 1000, false);
  assert.deepEqual(turns.arrivals(nobody), ["a", "b", "c"]);
  turns.seen(item("a", 1), 2000);
  assert.deepEqual(turns.arrivals(nobody), ["b", "c"]);
});

test("who arrives takes no turn before it has been up", () => {
  const turns = new Turns();
  turns.heard(told(item("a", 1)), 0, true);
  turns.heard(told(item("a", 1), item("b", 2)), 0, false);
  assert.deepEqual(ids(turns.turns(nobody)), ["a"]);
});

test("what is hidden waits no longer, and arrives anew when it is shown again", () => {
  const turns = new Turns();
  turns.heard(told(), 0, true);
  turns.heard(told(item("a", 1), item("b", 2)), 0, false);
  turns.heard(told(item("b", 2)), 0, false);
  assert.deepEqual(turns.arrivals(nobody), ["b"]);
  turns.heard(told(item("a", 1), item("b", 2)), 5, false);
  assert.deepEqual(turns.arrivals(nobody), ["b", "a"]);
});

test("a pinned one that is not up comes before everybody", () => {
  const turns = new Turns();
  turns.heard(told(item("a", 1)), 0, true);
  turns.heard(told(item("a", 1, { pinned: true }), item("b", 2)), 0, false);
  assert.deepEqual(turns.arrivals(nobody), ["a", "b"]);
  assert.deepEqual(turns.arrivals(new Set(["a"])), ["b"]);
});

test("after a turn it is the others' turn first", () => {
  const turns = new Turns();
  const items = ["a", "b", "c", "d"].map((id, n) => item(id, n));
  turns.heard(told(...items), 0, true);
  const order = [];
  for (let now = 1; now <= 8; now += 1) {
    const [next] = turns.turns(nobody);
    assert.ok(next);
    order.push(next.id);
    turns.seen(next, now);
  }
  assert.equal(order.join(""), "dcbadcba");
});

test("the seats are mixed, and one that shares much is heard between the others", () => {
  const turns = new Turns();
  const many = Array.from({ length: 9 }, (_, n) => item(`m${n}`, 10 + n, { seat: "many" }));
  const few = Array.from({ length: 3 }, (_, n) => item(`f${n}`, n, { seat: `few ${n}` }));
  turns.heard(told(...many, ...few), 0, true);
  const order = [];
  for (let now = 1; now <= 12; now += 1) {
    const [next] = turns.turns(new Set(order));
    assert.ok(next);
    order.push(next.id);
    turns.seen(next, now);
  }
  assert.equal(order[0], "m8");
  assert.ok(order.indexOf("f0") < 9, order.join(" "));
  assert.equal(new Set(order).size, 12, "everybody has had a turn before anybody has had two");
});

test("a thousand rounds forget nobody", () => {
  const turns = new Turns();
  const items = Array.from({ length: 90 }, (_, n) => item(`${n}`, n % 60, { seat: n % 7 ? "big" : `small ${n}` }));
  turns.heard(told(...items), 0, true);
  const last = new Map();
  for (let now = 1; now <= 1000; now += 1) {
    const [next] = turns.turns(nobody);
    assert.ok(next);
    assert.ok(now - (last.get(next.id) ?? now) < 90 * 3);
    last.set(next.id, now);
    turns.seen(next, now);
  }
  assert.equal(last.size, 90);
  assert.ok(Math.min(...last.values()) > 1000 - 90 * 3);
});

test("in a calm room a card stays as long as it takes to read, in a burst half as long, and never under six seconds", () => {
  const text = "word ".repeat(52);
  assert.deepEqual([0, 0.5, 1].map((haste) => stay(text, haste)), [20_000, 15_000, 10_000]);
  assert.deepEqual([stay("Yes.", 0), stay("Yes.", 1)], [6000, 6000]);
});

test("haste grows with how many wait and how long", () => {
  const turns = new Turns();
  turns.heard(told(), 0, true);
  assert.equal(turns.haste(0), 0);
  turns.heard(told(item("a", 1)), 0, false);
  assert.equal(turns.haste(0), 0);
  assert.equal(turns.haste(15_000), 0.5);
  assert.equal(turns.haste(60_000), 1);
  turns.heard(told(...Array.from({ length: 24 }, (_, n) => item(`${n}`, n))), 60_000, false);
  assert.equal(turns.haste(60_000), 1);
});

test("of hundreds at once, as a wall finds that slept, a room full waits and the older ones take turns", () => {
  const turns = new Turns();
  turns.heard(told(), 0, true);
  const items = Array.from({ length: 300 }, (_, n) => item(`${n}`, 0, { seq: n }));
  turns.heard(told(...items), 0, false);
  const waiting = turns.arrivals(nobody);
  assert.equal(waiting.length, 60);
  assert.equal(waiting.at(-1), "299");
  assert.equal(turns.turns(nobody)[0]?.id, "239");
});

test("who had to go unread waits before the others", () => {
  const turns = new Turns();
  turns.heard(told(), 0, true);
  turns.heard(told(item("a", 1), item("b", 2)), 0, false);
  turns.seen(item("a", 1), 1);
  turns.again(item("a", 1), 2);
  assert.deepEqual(turns.arrivals(nobody), ["a", "b"]);
});
