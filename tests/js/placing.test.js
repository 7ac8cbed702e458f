// @ts-check
/** Placing: whole cards, no place wasted, and nobody sent away who has not been read. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Board, fill } from "../../static/js/placing.js";
import { underManySeeds } from "./support.js";

const everywhere = () => true;

/** @param {string} id @param {number} tall @param {number} [due] @param {boolean} [pinned] */
const card = (id, tall, due = 0, pinned = false) => ({ id, tall, due, pinned });

/** A board 100 high with gaps of 2. @param {import("../../static/js/placing.js").Standing[][]} columns */
function board(...columns) {
  const made = new Board(columns.length);
  Object.assign(made, { columns, height: 100, gap: 2 });
  return made;
}

/** The way in, which there is. @param {Board} on @param {number} tall @param {number} now */
function wayOn(on, tall, now) {
  const way = on.way(tall, now, everywhere);
  if (!way) throw new Error("there is no way in");
  return way;
}

/** @param {import("../../static/js/placing.js").Way|null} way */
const short = (way) => way && [way.column, way.at, way.go.map(({ id }) => id).join(""), way.when];

test("what fits beside the others enters at once, in the emptier column", () => {
  assert.deepEqual(short(board([card("a", 30)], [card("b", 20)]).way(40, 5, everywhere)), [1, 1, "", -Infinity]);
});

test("room is made where somebody has been read, by whoever was read longest", () => {
  const full = board([card("a", 49, 8), card("b", 49, 3)], [card("c", 98, 20)]);
  assert.deepEqual(short(full.way(45, 10, everywhere)), [0, 1, "b", 3]);
});

test("a long card gets its column when all in it have been read, and is told when", () => {
  const full = board([card("a", 49, 8), card("b", 49, 30)], [card("c", 49, 12), card("d", 49, 25)]);
  assert.deepEqual(short(full.way(100, 10, everywhere)), [1, 0, "cd", 25]);
});

test("nobody goes in vain: who was asked before somebody taller was may stay", () => {
  assert.deepEqual(short(board([card("a", 10, 1), card("b", 80, 2)]).way(70, 9, everywhere)), [0, 1, "b", 2]);
});

test("the pinned stay, and where they fill everything nobody enters", () => {
  const pinned = board([card("a", 60, 0, true), card("b", 30, 5)]);
  assert.deepEqual(short(pinned.way(38, 9, everywhere)), [0, 1, "b", 5]);
  assert.equal(pinned.way(60, 9, everywhere), null);
});

test("a column that somebody waits for is closed to others", () => {
  assert.equal(board([]).way(10, 0, () => false), null);
});

test("a new card stands where those stood that made room, and the others keep their order", () => {
  const full = board([card("a", 30, 9), card("b", 30, 1), card("c", 30, 9)]);
  full.enter(card("d", 34), wayOn(full, 34, 5));
  assert.deepEqual([...full.places()], [["a", 0], ["d", 32], ["c", 68]]);
});

test("a pinned card stands on top", () => {
  const one = board([card("a", 30)]);
  one.enter(card("b", 20, 0, true), wayOn(one, 20, 0));
  assert.deepEqual([...one.places().keys()], ["b", "a"]);
});

test("when cards have grown, who has been read longest goes, and one always stays", () => {
  assert.deepEqual(board([card("a", 60, 5), card("b", 60, 1)]).tooMany().map(({ id }) => id), ["b"]);
  assert.deepEqual(board([card("a", 160, 5)]).tooMany(), []);
});

test("of those that wait, the ones are chosen that leave least of the place", () => {
  const chosen = fill([card("a", 50), card("b", 40), card("c", 29), card("d", 69)], 100, 2, 4);
  assert.deepEqual(chosen.map(({ id }) => id), ["c", "d"]);
  assert.deepEqual(fill([card("a", 50)], 49, 2, 4), []);
  assert.deepEqual(fill([card("a", 50), card("b", 50)], 60, 2, 4).map(({ id }) => id), ["a"]);
});

test("whatever is tried: columns are never overfull, and who goes has been read", async () => {
  await underManySeeds(300, (dice) => {
    const made = board([], []);
    for (let now = 0; now < 60; now += 1) {
      const way = made.way(5 + dice.below(95), now, everywhere);
      if (!way || way.when > now) continue;
      assert.ok(way.go.every(({ due, pinned }) => due <= now && !pinned));
      made.enter(card(`${now}`, 5 + dice.below(5), now + dice.below(20), dice.happens(0.02)), way);
      for (const standing of made.columns) {
        assert.ok(standing.reduce((sum, { tall }) => sum + tall + 2, -2) <= 100 || standing.length === 1);
      }
    }
  });
});
