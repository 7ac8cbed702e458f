// @ts-check
/** Feed: whatever the network does to frames, a screen comes to the server's picture. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Feed } from "../../static/js/feed.js";
import { Dice, UnderWay, settle, underManySeeds } from "./support.js";

/** @typedef {import("../../static/js/feed.js").Frame} Frame */
/** @typedef {import("../../static/js/feed.js").Picture} Picture */
/** @typedef {import("../../static/js/feed.js").Pulse} Pulse */
/** @typedef {import("../../static/js/feed.js").Stage} Stage */
/** @typedef {import("../../static/js/feed.js").Told} Told */

const NOW = "2025-11-05T17:00:00.000Z";

/** A feed whose requests wait until a test answers them. */
class Screen {
  /** The `after` of each request. @type {number[]} */
  asked = [];
  /** @type {Picture[]} */
  shown = [];
  pauses = 0;
  /** @type {((frame: Frame|null) => void)[]} */
  #open = [];

  constructor() {
    this.feed = new Feed({
      fetchAfter: (after) => {
        this.asked.push(after);
        return new Promise((done) => this.#open.push(done));
      },
      show: (picture) => this.shown.push(picture),
      pause: async () => {
        this.pauses += 1;
      },
    });
  }

  /** Answer the oldest open request, with nothing when it failed. @param {Frame|null} frame */
  async answer(frame) {
    const done = this.#open.shift();
    if (!done) throw new Error("nothing was asked");
    done(frame);
    await settle();
  }

  /** Give the same answer to whatever is asked. @param {Frame} frame */
  async answerAll(frame) {
    while (this.#open.length > 0) await this.answer(frame);
  }

  /** Hear something, and let happen what follows from it. @param {(feed: Feed) => void} what */
  async hear(what) {
    what(this.feed);
    await settle();
  }

  /** What each card on screen says, in order of ids. */
  get cards() {
    const items = this.shown.at(-1)?.items.values() ?? [];
    return [...items].map((item) => `${item.id}: ${item.text}`).sort();
  }
}

/** A screen that has come to the number 5, with two cards. */
async function screenAt5() {
  const screen = new Screen();
  void screen.feed.pull();
  await screen.answer(frame(0, 5, [live("a", 3), live("b", 5)], { stage: stage(1, "live") }));
  return screen;
}

/** @param {number} from @param {number} to @param {Told[]} items @param {Partial<Frame>} [more] @returns {Frame} */
function frame(from, to, items = [], more = {}) {
  return { epoch: "e1", from, to, head: to, now: NOW, items, ...more };
}

/** @param {string} id @param {number} seq @param {string} [text] @param {number} [version] @returns {Told} */
function live(id, seq, text = `${id}${seq}`, version = 1) {
  return { id, seq, version, state: "live", text };
}

/** @param {string} id @param {number} seq @returns {Told} */
function gone(id, seq) {
  return { id, seq, version: 2, state: "gone" };
}

/** @param {number} seq @param {string} scene @returns {Stage} */
function stage(seq, scene) {
  return { seq, scene };
}

/** @param {number} head @param {string|null} [digest] @param {string} [epoch] @returns {Pulse} */
function pulse(head, digest = null, epoch = "e1") {
  return { epoch, head, now: NOW, digest };
}

// ── The client rule, branch by branch ──

test("a frame of another epoch starts afresh", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 6, [live("c", 6)], { epoch: "e2" }), null));
  assert.deepEqual(screen.asked, [0, 0]);
  await screen.answer(frame(0, 2, [live("d", 2)], { epoch: "e2" }));
  assert.deepEqual(screen.cards, ["d: d2"]);
});

test("a frame of another epoch starts afresh even when it ends at or below the cursor", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(1, 2, [live("c", 2)], { epoch: "e2" }), null));
  assert.deepEqual(screen.asked, [0, 0]);
});

test("an answer with a head below what it was asked for starts afresh", async () => {
  const screen = await screenAt5();
  void screen.feed.pull();
  await screen.answer(frame(5, 5, [], { head: 4 }));
  assert.deepEqual(screen.asked, [0, 5, 0]);
  await screen.answer(frame(0, 4, [live("a", 4)]));
  assert.deepEqual(screen.cards, ["a: a4"]);
});

test("an answer with a head below the cursor, but not below what it was asked for, is only late", async () => {
  const screen = await screenAt5();
  void screen.feed.pull();
  await screen.hear((feed) => feed.heard(frame(5, 8, [live("c", 8)]), null));
  await screen.answer(frame(5, 6, []));
  assert.deepEqual(screen.asked, [0, 5]);
  assert.deepEqual(screen.cards, ["a: a3", "b: b5", "c: c8"]);
});

test("a pushed frame with a head below the cursor is only late", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(0, 3, [live("a", 3)]), null));
  assert.deepEqual(screen.asked, [0]);
  assert.equal(screen.shown.length, 1);
});

test("a frame that ends at the cursor is ignored", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(0, 5, [live("x", 5)]), null));
  assert.equal(screen.shown.length, 1);
  assert.equal(screen.feed.seen.to, 5);
});

test("a gap is pulled once, however many frames tell of it", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => {
    feed.heard(frame(7, 8, [live("h", 8)]), null);
    feed.heard(frame(8, 9, [live("i", 9)]), null);
  });
  await screen.hear((feed) => feed.heard(frame(9, 10, [live("j", 10)]), null));
  assert.equal(screen.pauses, 1);
  assert.deepEqual(screen.asked, [0, 5]);
});

test("a gap is pulled after a pause, so that a room of screens does not ask in chorus", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(7, 8, []), null));
  assert.equal(screen.pauses, 1);
});

test("nothing beyond a gap is shown before the gap is filled", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(7, 8, [live("h", 8)]), null));
  assert.deepEqual(screen.cards, ["a: a3", "b: b5"]);
  await screen.answer(frame(5, 8, [gone("a", 6), live("h", 8)]));
  assert.deepEqual(screen.cards, ["b: b5", "h: h8"]);
});

test("a frame that begins at the cursor is shown at once", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 6, [live("c", 6)]), null));
  assert.deepEqual(screen.cards, ["a: a3", "b: b5", "c: c6"]);
  assert.deepEqual(screen.asked, [0]);
});

test("a frame that begins below the cursor is shown where it says more", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(3, 7, [live("b", 5), live("a", 7)]), null));
  assert.deepEqual(screen.cards, ["a: a7", "b: b5"]);
});

test("an item is applied by its number, whatever its version says", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 6, [live("a", 6, "renamed community", 0)]), null));
  assert.deepEqual(screen.cards, ["a: renamed community", "b: b5"]);
});

test("an item with an older number than the one held changes nothing", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(3, 6, [live("b", 4, "older words", 9)]), null));
  assert.deepEqual(screen.cards, ["a: a3", "b: b5"]);
});

test("a card that is gone leaves the screen", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 6, [gone("a", 6)]), null));
  assert.deepEqual(screen.cards, ["b: b5"]);
});

test("a late frame with an older number does not bring back what is gone", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 7, [gone("a", 7)]), null));
  await screen.hear((feed) => feed.heard(frame(2, 8, [live("a", 3)]), null));
  assert.deepEqual(screen.cards, ["b: b5"]);
});

test("what was gone comes back with a newer number", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 7, [gone("a", 7)]), null));
  await screen.hear((feed) => feed.heard(frame(7, 8, [live("a", 8)]), null));
  assert.deepEqual(screen.cards, ["a: a8", "b: b5"]);
});

test("a stage is applied by its number", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 7, [], { stage: stage(7, "blank") }), null));
  await screen.hear((feed) => feed.heard(frame(2, 8, [], { stage: stage(4, "live") }), null));
  assert.equal(screen.shown.at(-1)?.stage?.scene, "blank");
});

test("a frame without a stage leaves the stage as it is", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 6, [live("c", 6)]), null));
  assert.equal(screen.shown.at(-1)?.stage?.scene, "live");
});

test("an empty frame moves the cursor on", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 9, []), null));
  await screen.hear((feed) => feed.heard(frame(9, 10, [live("c", 10)]), null));
  assert.deepEqual(screen.asked, [0]);
  assert.deepEqual(screen.feed.seen, { epoch: "e1", to: 10 });
});

// ── Asking ──

test("one request is open at a time", async () => {
  const screen = new Screen();
  void screen.feed.pull();
  void screen.feed.pull();
  await settle();
  assert.deepEqual(screen.asked, [0]);
});

test("pages are asked for until nothing is left", async () => {
  const screen = new Screen();
  void screen.feed.pull();
  await screen.answer(frame(0, 2, [live("a", 2)], { head: 6 }));
  await screen.answer(frame(2, 4, [], { head: 6 }));
  await screen.answer(frame(4, 6, [live("c", 6)], { head: 6 }));
  assert.deepEqual(screen.asked, [0, 2, 4]);
});

test("the first picture is shown once, and whole", async () => {
  const screen = new Screen();
  void screen.feed.pull();
  await screen.answer(frame(0, 2, [live("a", 2)], { head: 4 }));
  assert.equal(screen.shown.length, 0);
  await screen.answer(frame(2, 4, [live("b", 4)]));
  assert.equal(screen.shown.length, 1);
  assert.deepEqual(screen.cards, ["a: a2", "b: b4"]);
});

test("only the first picture is called fresh", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(5, 6, [live("c", 6)]), null));
  assert.deepEqual(screen.shown.map((picture) => picture.fresh), [true, false]);
});

test("the old picture stays on screen until the new one is whole", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(4, null, "e2")));
  await screen.answer(frame(0, 2, [live("c", 2)], { epoch: "e2", head: 4 }));
  assert.equal(screen.shown.length, 1);
  await screen.answer(frame(2, 4, [live("d", 4)], { epoch: "e2" }));
  assert.deepEqual(screen.cards, ["c: c2", "d: d4"]);
  assert.equal(screen.shown.at(-1)?.fresh, true);
});

test("a frame that fits in the middle of a fetch is not forgotten", async () => {
  const screen = await screenAt5();
  void screen.feed.pull();
  await screen.hear((feed) => feed.heard(frame(5, 7, [live("c", 7)]), null));
  await screen.answer(frame(5, 6, [live("a", 6)]));
  assert.deepEqual(screen.cards, ["a: a3", "b: b5", "c: c7"]);
});

test("a gap told in the middle of a fetch is asked for after it", async () => {
  const screen = await screenAt5();
  void screen.feed.pull();
  await screen.hear((feed) => feed.heard(frame(6, 7, [live("c", 7)]), null));
  await screen.answer(frame(5, 6, [live("a", 6)]));
  assert.deepEqual(screen.asked, [0, 5, 6]);
  await screen.answer(frame(6, 7, [live("c", 7)]));
  assert.deepEqual(screen.cards, ["a: a6", "b: b5", "c: c7"]);
});

test("an epoch told in the middle of a fetch outlives the old answer", async () => {
  const screen = await screenAt5();
  void screen.feed.pull();
  await screen.hear((feed) => feed.pulse(pulse(2, null, "e2")));
  await screen.answer(frame(5, 6, [live("c", 6)]));
  await screen.answer(frame(0, 2, [live("d", 2)], { epoch: "e2" }));
  await screen.answer(frame(0, 2, [live("d", 2)], { epoch: "e2" }));
  assert.deepEqual(screen.cards, ["d: d2"]);
});

test("an answer that does not help is followed by a pause, not by a storm", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(6)));
  const before = screen.pauses;
  await screen.answer(frame(5, 5, []));
  assert.equal(screen.pauses, before + 1);
});

test("a fetch that fails loses nothing", async () => {
  const screen = await screenAt5();
  void screen.feed.pull();
  await screen.answer(null);
  assert.deepEqual(screen.cards, ["a: a3", "b: b5"]);
  assert.equal(screen.feed.seen.to, 5);
});

test("after a fetch that failed the next pulse heals", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.heard(frame(7, 8, [live("h", 8)]), null));
  await screen.answer(null);
  await screen.hear((feed) => feed.pulse(pulse(8)));
  await screen.answer(frame(5, 8, [live("h", 8)]));
  assert.deepEqual(screen.cards, ["a: a3", "b: b5", "h: h8"]);
});

test("a fresh start that failed is healed by the next pulse too", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(2, null, "e2")));
  await screen.answer(null);
  await screen.hear((feed) => feed.pulse(pulse(2, null, "e2")));
  await screen.answer(frame(0, 2, [live("d", 2)], { epoch: "e2" }));
  assert.deepEqual(screen.cards, ["d: d2"]);
});

// ── Pulses ──

test("a pulse from further on is pulled up to", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(6)));
  assert.deepEqual(screen.asked, [0, 5]);
});

test("a pulse that says nothing new asks for nothing", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(5)));
  assert.deepEqual(screen.asked, [0]);
});

test("a pulse of another epoch starts afresh", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(3, null, "e2")));
  assert.deepEqual(screen.asked, [0, 0]);
});

test("a pulse heard before any frame belongs to its own epoch", async () => {
  const screen = new Screen();
  await screen.hear((feed) => feed.pulse(pulse(50, null, "e1")));
  await screen.answer(null);
  await screen.hear((feed) => feed.heard(frame(0, 2, [live("d", 2)], { epoch: "e2" }), null));
  await screen.answerAll(frame(0, 2, [live("d", 2)], { epoch: "e2" }));
  assert.deepEqual(screen.cards, ["d: d2"]);
});

// Expected values: `python -c "from reflection_wall.rules.digests import digest; print(digest([…]))"`.
const DIGESTS = /** @type {[Told[], string][]} */ ([
  [[], "0000000000000000"],
  [[live("a", 1)], "e661e41904a09e69"],
  [[live("Zk3_x-9Q", 17), live("a", 1)], "7eeeb557364c1ac0"],
  [[live("AbCdEfGhIjKl", 2), live("mnopqrstuvwx", 31), live("-_0123456789", 4000000000)], "ecc26b0e0a6268d8"],
]);

test("the digest is the twin of the server's", () => {
  for (const [items, expected] of DIGESTS) {
    const { feed } = new Screen();
    feed.heard(frame(0, 4000000000, items), null);
    assert.equal(feed.digest(), expected);
  }
});

test("the digest does not depend on the order of arrival", () => {
  const { feed } = new Screen();
  feed.heard(frame(0, 1, [live("a", 1)]), null);
  feed.heard(frame(1, 17, [live("Zk3_x-9Q", 17)]), null);
  assert.equal(feed.digest(), "7eeeb557364c1ac0");
});

test("what is gone does not count for the digest", () => {
  const { feed } = new Screen();
  feed.heard(frame(0, 5, [live("a", 1), gone("b", 5)]), null);
  assert.equal(feed.digest(), "e661e41904a09e69");
});

test("another digest at the same number starts afresh and is counted", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(5, "00000000000000ff")));
  assert.equal(screen.feed.mismatches, 1);
  await screen.answer(frame(0, 5, [live("z", 5)]));
  assert.deepEqual(screen.cards, ["z: z5"]);
});

test("the right digest at the same number changes nothing", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(5, feed.digest())));
  assert.deepEqual(screen.asked, [0]);
  assert.equal(screen.feed.mismatches, 0);
});

test("a digest for another number says nothing", async () => {
  const screen = await screenAt5();
  await screen.hear((feed) => feed.pulse(pulse(4, "00000000000000ff")));
  await screen.hear((feed) => feed.pulse(pulse(6, "00000000000000ff")));
  assert.equal(screen.feed.mismatches, 0);
  assert.deepEqual(screen.asked, [0, 5]);
});

test("an old digest is not compared with half a newer picture", async () => {
  const screen = new Screen();
  void screen.feed.pull();
  // The head was 5 when the pulse left; meanwhile "a" became number 8, so the page up to 5 no longer has it.
  await screen.answer(frame(0, 5, [live("b", 5)], { head: 8 }));
  const { feed } = new Screen();
  feed.heard(frame(0, 5, [live("a", 3), live("b", 5)]), null);
  await screen.hear((late) => late.pulse(pulse(5, feed.digest())));
  assert.equal(screen.feed.mismatches, 0);
});

// ── Any network at all ──

/** A server's side of one conference: numbered changes, ranges of what stands now, and backups. */
class House {
  /** @type {Map<string, {seq: number, version: number, state: string, text: string, public: boolean}>} */
  #rows = new Map();
  /** The whole picture as it was at each number. @type {Map<number, Picture["items"]>} */
  #pictures = new Map();
  #stage = stage(1, "live");
  head = 1;
  told = 0;

  /** @param {string} epoch @param {House} [backup] */
  constructor(epoch, backup) {
    this.epoch = epoch;
    if (!backup) return;
    this.head = backup.head;
    this.#rows = structuredClone(backup.#rows);
    this.#pictures = new Map(backup.#pictures);
    this.#stage = { ...backup.#stage };
  }

  /** One change, of the kinds that a conference sees. @param {Dice} dice */
  change(dice) {
    this.head += 1;
    this.#rewrite(dice);
    this.#pictures.set(this.head, this.picture);
  }

  /** @param {Dice} dice */
  #rewrite(dice) {
    const known = [...this.#rows.keys()];
    if (dice.happens(0.1)) {
      this.#stage = stage(this.head, dice.pick(["live", "blank", "opening"]));
      return;
    }
    const id = known.length === 0 || dice.happens(0.4) ? `r${this.epoch}-${this.head}` : dice.pick(known);
    const row = this.#rows.get(id) ?? { seq: 0, version: 0, state: "new", text: "", public: false };
    row.state = dice.pick(row.state === "new" ? ["live", "live", "held"] : ["live", "live", "held", "hidden"]);
    row.public ||= row.state === "live";
    row.text = `${id} at ${this.head}`;
    row.version += 1;
    row.seq = this.head;
    this.#rows.set(id, row);
  }

  /** @param {number} after @param {number} limit @returns {Frame} */
  frame(after, limit) {
    const changed = [...this.#rows].filter(([, row]) => row.seq > after).sort(([, a], [, b]) => a.seq - b.seq);
    const examined = changed.slice(0, limit);
    const to = examined.length === limit ? (examined.at(-1)?.[1].seq ?? 0) : this.head;
    const items = examined.flatMap(([id, { seq, version, state, text, public: once }]) =>
      state === "live" ? [{ id, seq, version, state, text }] : once ? [{ id, seq, version, state: "gone" }] : [],
    );
    const told = frame(after, to, items, { epoch: this.epoch, head: this.head });
    return after < this.#stage.seq && this.#stage.seq <= to ? { ...told, stage: this.#stage } : told;
  }

  /** What everybody may see now. @returns {Picture["items"]} */
  get picture() {
    const { items } = this.frame(0, Infinity);
    return new Map(items.filter((item) => item.state === "live").map((item) => [item.id, item]));
  }

  get stage() {
    return this.#stage;
  }

  /** @param {boolean} whole whether the pulse brings a digest @returns {Pulse} */
  pulse(whole) {
    const reference = new Screen().feed;
    reference.heard(this.frame(0, Infinity), null);
    return pulse(this.head, whole ? reference.digest() : null, this.epoch);
  }

  /** What everybody could see when this number was the newest. @param {number} at */
  pictureAt(at) {
    return this.#pictures.get(at) ?? new Map();
  }
}

/** A room: one house, one screen, and a network between them that loses, repeats, delays and reorders. */
class Room {
  network = new UnderWay();
  /** Whether the network has come to its senses. */
  good = false;
  house = new House("e1");
  /** @type {Map<string, House>} */
  houses = new Map([["e1", this.house]]);
  /** @type {Picture|null} */
  shown = null;
  #backup = new House("e1");
  /** The newest head that any frame of an epoch told of. @type {Map<string, number>} */
  #newest = new Map();
  /** What was shown, and what was true at that moment. @type {[Picture["items"], Picture["items"]|undefined][]} */
  #claims = [];

  /** @param {Dice} dice */
  constructor(dice) {
    this.dice = dice;
    this.limit = 1 + dice.below(6);
    this.feed = new Feed({
      fetchAfter: (after) => this.#fetch(after),
      show: (picture) => this.#show(picture),
      pause: () => new Promise((done) => this.network.add(() => done())),
    });
  }

  /** @param {number} after @returns {Promise<Frame|null>} */
  #fetch(after) {
    return new Promise((done) => {
      this.network.add(() => {
        if (this.#lost(0.2)) return done(null);
        const told = this.house.frame(after, this.limit);
        this.network.add(() => done(this.#lost(0.2) ? null : this.#hears(told)));
      });
    });
  }

  /** @param {Frame} told */
  #hears(told) {
    this.#newest.set(told.epoch, Math.max(told.head, this.#newest.get(told.epoch) ?? 0));
    return told;
  }

  /** @param {number} chance */
  #lost(chance) {
    return !this.good && this.dice.happens(chance);
  }

  /** @param {Picture} picture */
  #show(picture) {
    this.shown = picture;
    const { epoch, to } = this.feed.seen;
    // Half-way a picture mixes moments; once it has come as far as anything that was heard, it is the server's own.
    if (to === this.#newest.get(epoch)) this.#claims.push([picture.items, this.houses.get(epoch)?.pictureAt(to)]);
  }

  /** The tailer tells what it has not told yet, in pages. */
  push() {
    while (this.house.told < this.house.head) {
      const told = this.house.frame(this.house.told, this.limit);
      this.house.told = told.to;
      for (let copies = this.dice.pick([0, 1, 1, 1, 2]); copies > 0; copies -= 1) {
        this.network.add(() => this.feed.heard(this.#hears(told), null));
      }
    }
  }

  pulse() {
    const told = this.house.pulse(this.dice.happens(0.5));
    if (!this.#lost(0.3)) this.network.add(() => this.feed.pulse(told));
  }

  keep() {
    this.#backup = new House(this.house.epoch, this.house);
  }

  restore() {
    this.house = new House(`e${this.houses.size + 1}`, this.#backup);
    this.houses.set(this.house.epoch, this.house);
  }

  /** @param {number} steps */
  async live(steps) {
    void this.feed.pull();
    for (let step = 0; step < steps; step += 1) {
      if (this.dice.happens(0.3)) this.house.change(this.dice);
      if (this.dice.happens(0.3)) this.push();
      if (this.dice.happens(0.1)) this.pulse();
      if (this.network.size > 0) await this.network.happen(this.dice);
    }
  }

  async calm() {
    this.good = true;
    await this.network.calm(this.dice);
    this.feed.pulse(this.house.pulse(true));
    await settle();
    await this.network.calm(this.dice);
  }

  /** The screen shows what the server would show. */
  check() {
    assert.deepEqual(this.shown?.items, this.house.picture);
    assert.deepEqual(this.shown?.stage, this.house.stage);
    assert.deepEqual(this.feed.seen, { epoch: this.house.epoch, to: this.house.head });
    assert.equal(this.feed.mismatches, 0);
    for (const [shown, stood] of this.#claims) assert.deepEqual(shown, stood);
  }
}

test("after any network and one pulse the screen shows the server's picture", async () => {
  await underManySeeds(300, async (dice) => {
    const room = new Room(dice);
    await room.live(80);
    await room.calm();
    room.check();
  });
});

test("the same holds when a backup is restored in the middle", async () => {
  await underManySeeds(300, async (dice) => {
    const room = new Room(dice);
    await room.live(dice.below(40));
    room.keep();
    await room.live(dice.below(40));
    room.restore();
    await room.live(dice.below(60));
    await room.calm();
    room.check();
  });
});

test("the same holds for a screen that hears no frame at all, only pulses", async () => {
  await underManySeeds(100, async (dice) => {
    const room = new Room(dice);
    room.push = () => {};
    await room.live(60);
    await room.calm();
    room.check();
  });
});
