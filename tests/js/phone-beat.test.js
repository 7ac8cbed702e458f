// @ts-check
/** Phone beat: what the desk hears of a phone, when, and when not. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Heart, beatOf } from "../../static/js/phone-beat.js";
import { settle } from "./support.js";

const CALM = { unsent: 0, draft: false, refused: 0, misses: 0, online: true, sinceTyped: Infinity };

/** A phone whose seconds go by one after the other. */
class Phone {
  now = 0;
  facts = CALM;
  /** @type {any[]} */
  said = [];
  /** @type {{status: number, retryAfter: number}|null} */
  answer = { status: 204, retryAfter: 0 };
  heart = new Heart({
    send: async (beat, last) => {
      this.said.push({ ...beat, at: this.now / 1000, last });
      if (!this.answer) throw new Error("no answer");
      return this.answer;
    },
    facts: () => this.facts,
    now: () => this.now,
  });

  /** @param {number} many */
  async seconds(many) {
    for (let n = 0; n < many; n += 1) {
      this.heart.look();
      await settle();
      this.now += 1000;
    }
  }
}

test("what calls loudest is told", () => {
  assert.equal(beatOf(CALM).state, "opened");
  assert.equal(beatOf({ ...CALM, sinceTyped: 29_000 }).state, "writing");
  assert.equal(beatOf({ ...CALM, sinceTyped: 31_000 }).state, "opened");
  assert.deepEqual(beatOf({ ...CALM, sinceTyped: 0, unsent: 2, misses: 1 }), { state: "sending", unsent: 2, draft: false });
  assert.equal(beatOf({ ...CALM, unsent: 1, misses: 2 }).state, "trouble");
  assert.equal(beatOf({ ...CALM, unsent: 1, online: false }).state, "trouble");
  assert.equal(beatOf({ ...CALM, unsent: 1, refused: 1 }).state, "trouble");
  assert.equal(beatOf({ ...CALM, online: false, misses: 5 }).state, "opened");
});

test("that words stand in the box is told, and taken back when they have gone", async () => {
  const phone = new Phone();
  phone.facts = { ...CALM, draft: true };
  await phone.seconds(5);
  phone.facts = CALM;
  await phone.seconds(5);
  assert.deepEqual(phone.said.map(({ draft }) => draft), [true, false]);
});

test("a phone beats at once, and every 20 s as long as nothing changes", async () => {
  const phone = new Phone();
  await phone.seconds(62);
  assert.deepEqual(phone.said.map(({ at }) => at), [0, 20, 40, 60]);
});

test("a change is told when it has settled, and what lasts for no time is not", async () => {
  const phone = new Phone();
  await phone.seconds(5);
  phone.facts = { ...CALM, unsent: 1 };
  await phone.seconds(1);
  phone.facts = CALM;
  await phone.seconds(4);
  assert.equal(phone.said.length, 1);
  phone.facts = { ...CALM, sinceTyped: 0 };
  await phone.seconds(5);
  assert.deepEqual(phone.said.map(({ state, at }) => [state, at]), [["opened", 0], ["writing", 12]]);
});

test("a heartbeat that did not arrive is said again, and no oftener than every 3 s", async () => {
  const phone = new Phone();
  phone.answer = null;
  await phone.seconds(7);
  assert.deepEqual(phone.said.map(({ at }) => at), [0, 3, 6]);
});

test("a server that asks for patience gets it, and a link that is no more hears nothing more", async () => {
  const phone = new Phone();
  phone.answer = { status: 429, retryAfter: 50 };
  await phone.seconds(49);
  assert.equal(phone.said.length, 1);
  phone.answer = { status: 404, retryAfter: 0 };
  await phone.seconds(60);
  phone.heart.last();
  assert.equal(phone.said.length, 2);
});

test("a page that goes says how it was, and nothing but that", async () => {
  const phone = new Phone();
  await phone.seconds(2);
  phone.facts = { ...CALM, unsent: 3, misses: 4 };
  phone.heart.last();
  assert.deepEqual(phone.said.at(-1), { state: "trouble", unsent: 3, draft: false, at: 2, last: true });
});
