// @ts-check
/** Tour: fair to every table, whatever comes and goes, and over a reload. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Shelf } from "../../static/js/shelf.js";
import { TourPlan } from "../../static/js/tour-plan.js";
import { Dice, underManySeeds } from "./support.js";

/** @typedef {import("../../static/js/feed.js").Told} Told */

/** @param {string} id @param {string} seat @param {number} at @returns {Told} */
const told = (id, seat, at) => ({ id, seat, shown_at: `2025-11-05T16:${String(at).padStart(4, "0")}`, seq: at, version: 1, state: "live" });

/** A page is shown for as long as it takes. @param {TourPlan} plan @param {Told[]} items @param {number} most */
function page(plan, items, most = 1) {
  const up = plan.next(items, most);
  plan.showed(up);
  return up;
}

/** A room that fills and changes while a tour is on. */
class Room {
  /** @type {Told[]} */
  items = [];
  #made = 0;
  #dice;

  /** @param {Dice} dice */
  constructor(dice) {
    this.#dice = dice;
    for (let n = 1 + dice.below(12); n > 0; n -= 1) this.shares();
  }

  shares() {
    this.#made += 1;
    this.items = [...this.items, told(`r${this.#made}`, `s${this.#dice.below(15)}`, this.#made)];
  }

  hides() {
    if (this.items.length > 1) this.items = this.items.filter((item) => item !== this.#dice.pick(this.items));
  }

  get seats() {
    return new Set(this.items.map((item) => item.seat));
  }
}

test("every table has its turn once before any table has it twice", async () => {
  await underManySeeds(300, (dice) => {
    const { items, seats } = new Room(dice);
    const plan = new TourPlan();
    for (let round = 0; round < 3; round += 1) {
      const turns = [];
      while (turns.length < seats.size) turns.push(...page(plan, items, 1 + dice.below(3)).map((item) => item.seat));
      assert.deepEqual([...turns].sort(), [...seats].sort());
    }
  });
});

test("whatever comes, goes and reloads: nobody is shown twice while somebody who is there still waits", async () => {
  await underManySeeds(500, (dice) => {
    const room = new Room(dice);
    let plan = new TourPlan();
    /** Who was shown in this round. @type {Set<string>} */
    let round = new Set();
    for (let step = 0; step < 60; step += 1) {
      if (dice.happens(0.3)) room.shares();
      if (dice.happens(0.1)) room.hides();
      if (dice.happens(0.15)) plan = new TourPlan(plan.ledger(room.items));
      const waiting = [...room.seats].some((seat) => !round.has(seat));
      if (!waiting) round = new Set();
      for (const { seat } of page(plan, room.items, 1 + dice.below(3))) {
        assert.ok(!round.has(seat), `${seat} twice, with ${[...room.seats].filter((each) => !round.has(each))} waiting`);
        round.add(seat);
      }
    }
  });
});

test("a table that shares while the tour is on joins the round", () => {
  const plan = new TourPlan();
  const items = [told("a", "1", 1), told("b", "2", 2)];
  assert.deepEqual(page(plan, items).map((item) => item.id), ["a"]);
  const more = [...items, told("c", "3", 3)];
  assert.deepEqual([page(plan, more), page(plan, more), page(plan, more)].flat().map((item) => item.id), ["b", "c", "a"]);
});

test("no page goes beyond its round", () => {
  const plan = new TourPlan();
  const items = ["1", "2", "3", "4"].map((seat, n) => told(`r${n}`, seat, n));
  assert.deepEqual([page(plan, items, 3).length, page(plan, items, 3).length, page(plan, items, 3).length], [3, 1, 3]);
});

test("a table that shared twice shows the other one in the next round", () => {
  const plan = new TourPlan();
  const items = [told("a", "1", 1), told("b", "1", 2), told("c", "2", 3)];
  const shown = Array.from({ length: 6 }, () => page(plan, items)[0]?.id);
  assert.deepEqual(shown, ["a", "c", "b", "c", "a", "c"]);
});

test("what was not shown for its time is shown again after a reload, and what was is not", () => {
  const items = ["1", "2", "3"].map((seat, n) => told(`r${n}`, seat, n));
  const before = new TourPlan();
  page(before, items);
  const up = before.next(items, 1);
  const after = new TourPlan(before.ledger(items));
  assert.deepEqual(after.next(items, 1), up);
  assert.deepEqual(after.progress(items), { n: 1, of: 3 });
});

test("the ledger holds no reflection that is no longer there", () => {
  const plan = new TourPlan();
  const items = [told("a", "1", 1), told("b", "2", 2)];
  page(plan, items, 2);
  assert.deepEqual(JSON.parse(plan.ledger(items.slice(1))), { seen: ["1", "2"], shown: ["b"] });
});

test("a ledger that is none begins anew", () => {
  const items = [told("a", "1", 1)];
  for (const ledger of ["", "{", "[]", "null", '{"seen": 1}']) {
    assert.deepEqual(page(new TourPlan(ledger), items).map((item) => item.id), ["a"]);
  }
});

test("nobody in the room is nobody on tour", () => {
  assert.deepEqual(new TourPlan().next([], 3), []);
});

test("a shelf keeps a few conferences apart and drops the others", () => {
  /** As a browser's storage: what is kept are properties of its own. @type {any} */
  const storage = {};
  const verbs = {
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => void (storage[name] = text),
    getItem: (/** @type {string} */ name) => storage[name] ?? null,
    removeItem: (/** @type {string} */ name) => delete storage[name],
  };
  for (const [name, value] of Object.entries(verbs)) Object.defineProperty(storage, name, { value });
  const shelf = new Shelf("rw:tour:", storage);
  storage.setItem("rw:theme", "dark");
  for (let n = 0; n < 20; n += 1) shelf.write(`epoch${n}`, `ledger ${n}`);
  assert.equal(shelf.read("epoch19"), "ledger 19");
  assert.equal(storage.getItem("rw:theme"), "dark");
  assert.ok(Object.keys(storage).length < 10);
});

test("a browser that keeps nothing has an empty shelf", () => {
  const shelf = new Shelf("rw:tour:", null);
  shelf.write("epoch", "ledger");
  assert.equal(shelf.read("epoch"), null);
});
