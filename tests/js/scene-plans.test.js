// @ts-check
/** Scenes, as far as they think before they draw: which one, where a seat is, how large a word, whose turn to read. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { ServerClock, spoken } from "../../static/js/countdown.js";
import { largest, most } from "../../static/js/fit.js";
import { communities, themes } from "../../static/js/groups-of.js";
import { Pager } from "../../static/js/pager.js";
import { drawn, lost } from "../../static/js/scene-choice.js";
import { Seating, capacity, mark, seed } from "../../static/js/seats.js";
import { ordered } from "../../static/js/text-order.js";
import { alphabetical, heard, marked, present, sizes } from "../../static/js/word-list.js";
import { underManySeeds } from "./support.js";

/** @param {string} id @param {Record<string, any>} [more] @returns {import("../../static/js/feed.js").Told} */
const told = (id, more = {}) => ({ id, seq: 1, version: 1, state: "live", seat: id, shown_at: id, ...more });

/** @param {import("../../static/js/feed.js").Told[]} items */
const held = (...items) => new Map(items.map((item) => [item.id, item]));

/** @param {string} term @param {string[]} items */
const word = (term, items) => ({ term, lang: "en", tables: items.length, weight: 1, items });

test("the stage says which scene is drawn, and a blank keeps the one that it covers", () => {
  const items = held(told("a"));
  /** @param {Record<string, any>} stage */
  const scene = (stage) => drawn({ stage: { seq: 1, scene: "live", ...stage }, items });
  assert.equal(scene({ scene: "room" }), "room");
  assert.equal(scene({ scene: "blank", before: "tour" }), "tour");
  assert.equal(scene({ scene: "blank", before: null }), "live");
  assert.equal(scene({ scene: "something of a later release" }), "live");
  assert.equal(drawn({ stage: null, items }), "live");
});

test("a spotlight on what is gone is live", () => {
  const stage = { seq: 1, scene: "spotlight", reflection: "a" };
  assert.equal(drawn({ stage, items: held(told("a")) }), "spotlight");
  assert.equal(drawn({ stage, items: held(told("b")) }), "live");
  assert.equal(drawn({ stage: { ...stage, reflection: null }, items: held(told("b")) }), "live");
});

test("what is hidden or reworded is lost, and what comes is not", () => {
  /** @param {Map<string, any>} items */
  const picture = (items) => ({ items, stage: null, tables: { shared: 0, of: 0 }, now: "", fresh: false });
  const before = picture(held(told("a"), told("b")));
  assert.equal(lost(before, picture(held(told("a"), told("b"), told("c")))), false);
  assert.equal(lost(before, picture(held(told("a")))), true);
  assert.equal(lost(before, picture(held(told("a"), told("b", { seq: 2 })))), true);
  assert.equal(lost(null, before), false);
});

test("the largest size that fits is found, and none where the least does not", () => {
  const fits = (/** @type {number} */ size) => size <= 7.3;
  assert.ok(Math.abs(largest(4, 10, fits) - 7.3) < 0.01);
  assert.equal(largest(4, 6, fits), 6);
  assert.equal(largest(8, 10, fits), 0);
  assert.equal(largest(5, 5, fits), 5);
});

test("the size that was found is the one that was measured last", () => {
  let measured = 0;
  const found = largest(4, 10, (size) => {
    measured = size;
    return size <= 7.3;
  });
  assert.equal(found, measured);
});

test("as many as fit are found", () => {
  for (let room = 0; room < 12; room += 1) assert.equal(most(10, (count) => count <= room), Math.min(room, 10));
});

test("nobody moves when another comes, and a place is kept for who has left", () => {
  const seating = new Seating();
  const places = new Map(seating.seat(["a", "b", "c"]));
  seating.seat(["b", "c", "d"]);
  const after = seating.seat(["a", "b", "c", "d"]);
  for (const [seat, place] of places) assert.equal(after.get(seat), place);
  assert.deepEqual([...after.values()].sort(), [0, 1, 2, 3]);
});

test("places neither touch nor leave the picture, however many tables there are", () => {
  for (const many of [12, 60, 400]) {
    const seeds = Array.from({ length: many }, (_, n) => seed(n, many));
    for (const [n, one] of seeds.entries()) {
      assert.ok(Math.hypot(one.x - 0.5, one.y - 0.5) + one.size / 2 <= 0.5001, `seat ${n} of ${many} stands out`);
      for (const other of seeds.slice(0, n)) {
        assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > one.size, `two of ${many} touch`);
      }
    }
  }
});

test("a table that is added on the day changes the picture's measure at most now and then", () => {
  assert.deepEqual([capacity(0, 0), capacity(12, 3), capacity(13, 3), capacity(24, 25)], [12, 12, 24, 36]);
});

test("communities are marked with letters", () => {
  assert.deepEqual([0, 25, 26, 27, 52].map(mark), ["A", "Z", "AA", "AB", "BA"]);
});

test("a word is as large as the square root of its tables", () => {
  const words = [word("one", ["a"]), word("four", ["a", "b", "c", "d"]), word("nine", [..."abcdefghi"])];
  assert.deepEqual(sizes(words, 4, 10), [4, 7, 10]);
  assert.deepEqual(sizes([word("same", ["a"]), word("too", ["b"])], 4, 10), [7, 7]);
});

test("a word loses what is hidden, counts tables and not reflections, and goes with the last of them", () => {
  const items = held(told("a", { seat: "1" }), told("b", { seat: "1" }), told("c", { seat: "2" }));
  const words = [word("trust", ["a", "b", "c", "gone"]), word("secret", ["gone"])];
  assert.deepEqual(present(words, items), [{ ...word("trust", ["a", "b", "c"]), tables: 2 }]);
});

test("words stand as in a dictionary, so that no place is a rank", () => {
  const words = ["école", "zone", "eau", "ami"].map((term) => word(term, ["a"]));
  assert.deepEqual(alphabetical(words, "fr").map((each) => each.term), ["ami", "eau", "école", "zone"]);
});

test("a word is marked where it stands whole, in any case, and the text stays what it was", () => {
  const found = (/** @type {string} */ text, /** @type {string} */ term) =>
    marked(text, term)
      .filter((piece) => piece.found)
      .map((piece) => piece.text);
  assert.deepEqual(found("Trust came up. Entrust it, trusted; TRUST!", "trust"), ["Trust", "TRUST"]);
  assert.deepEqual(found("L’école et l'école, écoles", "l’école"), ["L’école", "l'école"]);
  assert.deepEqual(found("school  visits and school\nvisits", "school visits"), ["school  visits", "school\nvisits"]);
  assert.deepEqual(found("Signs in ᓀᐦᐃᔭᐍᐏᐣ at our doors", "ᓀᐦᐃᔭᐍᐏᐣ"), ["ᓀᐦᐃᔭᐍᐏᐣ"]);
  assert.deepEqual(found("C++ (really)", "(really)"), ["(really)"]);
  assert.deepEqual(found("anything", " "), []);
  const text = "We visit. They visit us.";
  assert.equal(marked(text, "visit").map((piece) => piece.text).join(""), text);
});

test("a word is found in any text without a letter lost", async () => {
  await underManySeeds(300, (dice) => {
    const text = Array.from({ length: 40 }, () => dice.pick([..."ab (.*+é’ \n"])).join("");
    const term = Array.from({ length: 1 + dice.below(3) }, () => dice.pick([..."ab(.*+é’"])).join("");
    assert.equal(marked(text, term).map((piece) => piece.text).join(""), text);
  });
});

test("communities come in the organizer's order with the newest first, and without the silent", () => {
  const about = { communities: [3, 1, 2].map((id) => ({ id, name: "", purpose: `${id}?`, lang: "en", hue: id })) };
  const at = (/** @type {number} */ id, name = `No. ${id}`) => ({ community: { id, name, hue: id } });
  const found = communities({ items: held(told("a", at(1)), told("b", at(3)), told("c", at(1, "Renamed"))) }, about);
  assert.deepEqual(found.map(({ name, purpose, items }) => [name, purpose, items.map((item) => item.id)]), [
    ["No. 3", "3?", ["b"]],
    ["Renamed", "1?", ["c", "a"]],
  ]);
});

test("themes keep their order and lose what is hidden; an empty one is not shown", () => {
  const items = held(told("a"), told("b"));
  const named = [["Trust", "b", "gone"], ["Empty", "gone"], ["Time", "a"]].map(([name, ...items]) => ({ name, items }));
  const found = themes({ items, stage: { seq: 1, scene: "themes", themes: named } });
  assert.deepEqual(found.map(({ name, items }) => [name, items.length]), [["Trust", 1], ["Time", 1]]);
  assert.deepEqual(themes({ items, stage: null }), []);
});

test("a page that has been read is turned, unless somebody pages by hand", (/** @type {any} */ context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let turns = 0;
  const pager = new Pager(() => {
    turns += 1;
  });
  pager.follow({ seq: 1, scene: "tour", page: 0 });
  pager.stays(5000);
  context.mock.timers.tick(4999);
  assert.deepEqual([turns, pager.at(3)], [0, 0]);
  context.mock.timers.tick(1);
  assert.deepEqual([turns, pager.at(3)], [1, 1]);
  pager.follow({ seq: 2, scene: "tour", page: 2 });
  pager.stays(5000);
  context.mock.timers.tick(5000);
  assert.deepEqual([turns, pager.at(3)], [2, 0]);
  pager.stays(5000);
  pager.stop();
  context.mock.timers.tick(9000);
  assert.equal(turns, 2);
});

test("time is the server's, carried on by a clock that only counts", () => {
  let counted = 1_000_000;
  const clock = new ServerClock(() => counted);
  assert.equal(clock.left("2025-11-05T16:05:00.000Z"), null);
  clock.heard("2025-11-05T16:00:00.000Z");
  assert.equal(clock.left("2025-11-05T16:05:00.000Z"), 300);
  counted += 299_100;
  assert.equal(clock.left("2025-11-05T16:05:00.000Z"), 1);
  counted += 2000;
  assert.equal(clock.left("2025-11-05T16:05:00.000Z"), -1);
  clock.heard("2025-11-05T16:00:00.000Z");
  assert.equal(clock.left("2025-11-05T16:05:00.000Z"), 300);
  assert.equal(clock.left(null), null);
});

test("seconds are said as people read them", () => {
  assert.deepEqual([0, 9, 65, 300, 3600, 5400].map(spoken), ["0:00", "0:09", "1:05", "5:00", "1:00:00", "1:30:00"]);
});

test("one reads the newest first, or the oldest", () => {
  const items = [told("b"), told("a"), told("c", { shown_at: "b", seq: 2 })];
  const ids = (/** @type {import("../../static/js/text-order.js").Order} */ order) =>
    ordered(items, order, new Map(), 1).map((item) => item.id);
  assert.deepEqual(ids("newest"), ["c", "b", "a"]);
  assert.deepEqual(ids("oldest"), ["a", "b", "c"]);
});

test("to discover is to meet the tables that one has read least, each once before any twice", async () => {
  await underManySeeds(200, (dice, seed) => {
    const items = Array.from({ length: 30 }, (_, n) => told(`r${n}`, { seat: `s${dice.below(10)}` }));
    const seen = new Map([["s1", 3], ["s2", 1]]);
    const before = new Map(seen);
    const turns = ordered(items, "discover", seen, seed).map(({ seat }) => {
      const turn = before.get(seat) ?? 0;
      before.set(seat, turn + 1);
      return turn;
    });
    assert.deepEqual(turns, [...turns].sort((a, b) => a - b));
  });
});

test("two readers discover different tables first, and one reader always the same", () => {
  const items = Array.from({ length: 20 }, (_, n) => told(`r${n}`, { seat: `seat ${n}` }));
  const first = (/** @type {number} */ seed) => ordered(items, "discover", new Map(), seed)[0]?.id;
  assert.equal(first(7), first(7));
  assert.ok(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(first)).size > 2);
});

test("a word that everybody says is heard from every table before a second time from any", () => {
  const said = (/** @type {string} */ seat, /** @type {number} */ n) => told(`${seat}${n}`, { seat });
  const items = [said("a", 1), said("a", 2), said("b", 1), said("a", 3), said("c", 1)];
  assert.deepEqual(
    [3, 4, 9].map((most) => heard(items, most).map((item) => item.id)),
    [
      ["b1", "a3", "c1"],
      ["a2", "b1", "a3", "c1"],
      ["a1", "a2", "b1", "a3", "c1"],
    ],
  );
});
