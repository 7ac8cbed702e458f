// @ts-check
/** Outbox: whatever becomes of a phone and its network, nothing is lost, doubled or believed too early. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Outbox, hashed, isReceipt, measured, secondsLeft, takenBack } from "../../static/js/outbox.js";
import { Dice, UnderWay, settle, underManySeeds } from "./support.js";

/** @typedef {import("../../static/js/outbox.js").Body} Body */
/** @typedef {import("../../static/js/outbox.js").Box} Box */
/** @typedef {import("../../static/js/outbox.js").Item} Item */
/** @typedef {import("../../static/js/outbox.js").Receipt} Receipt */
/** @typedef {import("../../static/js/outbox.js").Reply} Reply */
/** @typedef {{method: string, key: string, body: Body|null, link?: string}} Sent */
/** @typedef {{conference: string, place: number, table: string, link: string, random: () => number,
 *   hash: (text: string) => Promise<string|null>}} Options */

const DAY = 24 * 60 * 60 * 1000;

/** A browser's storage, which all tabs share. @implements {Box} */
class Shelf {
  #kept = new Map();
  /** Whether it refuses to keep anything, as in a private window. */
  broken = false;

  get length() {
    return this.#kept.size;
  }

  /** @param {number} n @returns {string|null} */
  key(n) {
    return [...this.#kept.keys()][n] ?? null;
  }

  /** @param {string} name @returns {string|null} */
  getItem(name) {
    return this.#kept.get(name) ?? null;
  }

  /** @param {string} name @param {string} value */
  setItem(name, value) {
    if (this.broken) throw new Error("QuotaExceededError");
    this.#kept.set(name, value);
  }

  /** @param {string} name */
  removeItem(name) {
    this.#kept.delete(name);
  }
}

/** A phone with one tab open, whose requests wait until a test answers them. */
class Phone {
  /** @type {Sent[]} */
  sent = [];
  /** The waits that were asked for, in ms. @type {number[]} */
  waits = [];
  /** The item whose next wording is being written. @type {string|null} */
  editing = null;
  /** What another phone has written, by key. @type {Map<string, {receipt: Receipt, body: Omit<Body, "revision">}>} */
  elsewhere = new Map();
  /** The keys that were looked into. @type {string[]} */
  looked = [];
  now = Date.parse("2025-11-05T17:00:00Z");
  /** @type {{sent: Sent, done: (reply: Reply) => void, fail: (why: Error) => void}[]} */
  open = [];
  /** @type {(() => void)[]} */
  #later = [];
  #keys = 0;

  /** @param {Box} [storage] @param {Partial<Options>} [options] */
  constructor(storage = new Shelf(), options = {}) {
    this.storage = storage;
    const { conference = "fall", place = 14, table = "14", link = `link${place}` } = options;
    const { random = () => 0.5, hash = async (text) => sha256(text) } = options;
    this.outbox = new Outbox(
      {
        storage,
        send: (method, key, body, link) => {
          const sent = { method, key, body, link };
          this.sent.push(sent);
          return new Promise((done, fail) => this.open.push({ sent, done, fail }));
        },
        later: (ms, work) => {
          this.waits.push(ms);
          this.#later.push(work);
        },
        now: () => this.now,
        random,
        freshKey: () => `key${(this.#keys += 1)}`,
        hash,
        changed: () => {},
        editing: () => this.editing,
        look: async (key) => {
          this.looked.push(key);
          return this.elsewhere.get(key) ?? null;
        },
      },
      { conference, place, table, link },
    );
  }

  /** Share, and let it go out. @param {string} text */
  async share(text) {
    const key = this.outbox.share(words(text));
    await settle();
    return key;
  }

  /** Share, and have it acknowledged. @param {string} text */
  async shared(text) {
    const key = await this.share(text);
    await this.answer();
    return key;
  }

  /** @param {string} key @param {string} text */
  async revise(key, text) {
    this.outbox.revise(key, words(text));
    await settle();
  }

  /** @param {string} key */
  async withdraw(key) {
    this.outbox.withdraw(key);
    await settle();
  }

  /** Answer the oldest open request: with its receipt, unless told otherwise. @param {(sent: Sent) => Reply} [reply] */
  async answer(reply = acknowledged) {
    const { sent, done } = this.#next();
    done(reply(sent));
    await settle();
  }

  /** No answer comes: the request or its reply was lost, or the reply was cut off in the middle. */
  async lose() {
    this.#next().fail(new TypeError("Failed to fetch"));
    await settle();
  }

  #next() {
    const next = this.open.shift();
    if (!next) throw new Error("nothing was sent");
    return next;
  }

  /** The time that was asked for has passed. */
  async wait() {
    for (const work of this.#later.splice(0)) work();
    await settle();
  }

  /** What was sent, in short: a revision with its words, or a withdrawal. */
  get told() {
    return this.sent.map(({ method, body }) => (body ? `${body.revision} ${body.text}` : method));
  }

  /** @param {string} key @returns {Item} */
  item(key) {
    const item = this.outbox.item(key);
    if (!item) throw new Error(`${key} was forgotten`);
    return item;
  }
}

/** @param {string} text @returns {Omit<Body, "revision">} */
function words(text) {
  return {
    text,
    headline: null,
    kind: null,
    consent: "wall",
    on_wall: true,
    lang: "en",
    people: null,
    prompt: 1,
    written_at: "2025-11-05T17:00:00.000Z",
  };
}

/** @param {string} text */
function sha256(text) {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

/** @param {string} key @param {number} revision @param {string|null} hash @param {Partial<Receipt>} [more]
 * @returns {Receipt} */
function receipt(key, revision, hash, more = {}) {
  return {
    app: "reflection-wall",
    key,
    conference: "fall",
    revision,
    hash: hash ?? "",
    reference: `T14-${key}`,
    state: "live",
    show_at: null,
    late: false,
    on_wall: true,
    received_at: "2025-11-05T17:00:01.000Z",
    ...more,
  };
}

/** The reply of a server that has kept what was sent. @param {Sent} sent @param {Partial<Receipt>} [more]
 * @returns {Reply} */
function acknowledged({ key, body }, more = {}) {
  const told = body
    ? receipt(key, body.revision, sha256(hashed(body)), more)
    : receipt(key, 0, null, { state: "withdrawn", ...more });
  return { status: body ? 201 : 200, type: "application/json", body: told, retryAfter: 0 };
}

/** @param {number} status @param {number} [retryAfter] @returns {Reply} */
function problem(status, retryAfter = 0) {
  const body = { type: "about:blank", title: "No", status, detail: `Because of ${status}.` };
  return { status, type: "application/problem+json; charset=utf-8", body, retryAfter };
}

/** What a captive portal or a proxy says. @param {number} status @returns {Reply} */
function html(status) {
  return { status, type: "text/html", body: null, retryAfter: 0 };
}

// ── Frozen first, then sent ──

test("a reflection is on the shelf before it is sent", async () => {
  const shelf = new Shelf();
  const phone = new Phone(shelf, { hash: async () => null });
  phone.outbox.share(words("hello"));
  assert.equal(phone.sent.length, 0);
  assert.match(shelf.getItem("rw:item:key1") ?? "", /hello/);
  await settle();
  assert.deepEqual(phone.told, ["1 hello"]);
});

test("what was shared is frozen", async () => {
  const phone = new Phone();
  const body = words("first words");
  phone.outbox.share(body);
  body.text = "other words";
  await settle();
  assert.deepEqual(phone.told, ["1 first words"]);
});

test("a valid receipt makes an item sent", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  assert.equal(phone.outbox.waiting, 1);
  await phone.answer();
  assert.equal(phone.outbox.waiting, 0);
  assert.equal(phone.item(key).acked?.text, "hello");
  assert.equal(phone.item(key).receipt?.reference, "T14-key1");
});

test("a replay's 200 is as good as a 201", async () => {
  const phone = new Phone();
  await phone.share("hello");
  await phone.answer((sent) => ({ ...acknowledged(sent), status: 200 }));
  assert.equal(phone.outbox.waiting, 0);
});

test("each item has a key of its own", async () => {
  const phone = new Phone();
  await phone.share("one");
  await phone.share("two");
  assert.deepEqual(phone.sent.map((sent) => sent.key), ["key1", "key2"]);
});

test("the newest item stands first", async () => {
  const phone = new Phone();
  await phone.share("one");
  phone.now += 1;
  await phone.share("two");
  assert.deepEqual(phone.outbox.items().map((item) => item.key), ["key2", "key1"]);
});

for (const status of [404, 409, 422, 503]) {
  test(`what was sent stays so when another tab's try is answered late with a ${status}`, async () => {
    const shelf = new Shelf();
    const [one, two] = [new Phone(shelf), new Phone(shelf)];
    const key = await one.share("hello");
    void two.outbox.flush();
    await settle();
    await one.answer();
    await two.answer(() => problem(status));
    assert.equal(two.outbox.waiting, 0);
    assert.equal(two.item(key).refused, null);
  });
}

// ── What is no receipt ──

/** A receipt with one fault each. @type {[string, (good: Reply) => Reply][]} */
const FAULTS = [
  ["of another app", (good) => ({ ...good, body: { ...good.body, app: "portal" } })],
  ["for another key", (good) => ({ ...good, body: { ...good.body, key: "key9" } })],
  ["for another revision", (good) => ({ ...good, body: { ...good.body, revision: 2 } })],
  ["with another hash", (good) => ({ ...good, body: { ...good.body, hash: "sha256:00" } })],
  ["with no hash", (good) => ({ ...good, body: { ...good.body, hash: undefined } })],
  ["with a reference that is none", (good) => ({ ...good, body: { ...good.body, reference: null } })],
  ["with the status 202", (good) => ({ ...good, status: 202 })],
  ["with the status 500", (good) => ({ ...good, status: 500 })],
  ["as plain text", (good) => ({ ...good, type: "text/plain" })],
  ["as a problem", (good) => ({ ...good, type: "application/problem+json" })],
  ["with no content type", (good) => ({ ...good, type: "" })],
  ["that is null", (good) => ({ ...good, body: null })],
  ["that is a word", (good) => ({ ...good, body: "reflection-wall" })],
  ["that is a captive portal's page", () => html(200)],
];

for (const [fault, spoil] of FAULTS) {
  test(`a receipt ${fault} is not believed, and the item is sent again`, async () => {
    const phone = new Phone();
    const key = await phone.share("hello");
    await phone.answer((sent) => spoil(acknowledged(sent)));
    assert.equal(phone.outbox.waiting, 1);
    assert.equal(phone.item(key).refused, null);
    await phone.wait();
    assert.deepEqual(phone.told, ["1 hello", "1 hello"]);
  });
}

test("a request or reply that is lost or cut off is sent again", async () => {
  const phone = new Phone();
  await phone.share("hello");
  await phone.lose();
  assert.equal(phone.outbox.waiting, 1);
  await phone.wait();
  await phone.answer();
  assert.deepEqual(phone.told, ["1 hello", "1 hello"]);
  assert.equal(phone.outbox.waiting, 0);
});

test("where the browser cannot hash, app, key and revision must do", async () => {
  const phone = new Phone(new Shelf(), { hash: async () => null });
  await phone.share("hello");
  await phone.answer((sent) => acknowledged(sent, { hash: "sha256:unknown" }));
  assert.equal(phone.outbox.waiting, 0);
});

test("a content type may carry a character set", () => {
  const reply = { ...acknowledged({ method: "PUT", key: "k", body: { ...words("x"), revision: 1 } }) };
  assert.ok(isReceipt({ ...reply, type: "application/json; charset=utf-8" }, "k", 1, null));
});

test("a withdrawal is not believed from a receipt that says otherwise", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  await phone.withdraw(key);
  await phone.answer((sent) => acknowledged(sent, { state: "live" }));
  assert.equal(phone.outbox.waiting, 1);
  assert.deepEqual(phone.told, ["1 hello", "DELETE"]);
  await phone.wait();
  assert.deepEqual(phone.told, ["1 hello", "DELETE", "DELETE"]);
});

// ── Refusals ──

for (const status of [403, 404, 409, 410, 413, 415, 422]) {
  test(`a ${status} of our own server keeps the words and asks a person`, async () => {
    const phone = new Phone();
    const key = await phone.share("hello");
    await phone.answer(() => problem(status));
    assert.deepEqual(phone.item(key).refused, { status, detail: `Because of ${status}.` });
    assert.equal(phone.item(key).queue[0]?.text, "hello");
    assert.deepEqual(phone.waits, []);
  });

  test(`a ${status} of somebody else is only an item not sent`, async () => {
    const phone = new Phone();
    const key = await phone.share("hello");
    await phone.answer(() => html(status));
    assert.equal(phone.item(key).refused, null);
    assert.equal(phone.waits.length, 1);
  });
}

/** What looks like a refusal and is none. @type {[string, Reply][]} */
const NO_REFUSALS = [
  ["as plain JSON", { ...problem(404), type: "application/json" }],
  ["whose body tells of another status", { ...problem(404), status: 403 }],
  ["without a body", { ...problem(404), body: null }],
];

for (const [kind, reply] of NO_REFUSALS) {
  test(`a refusal ${kind} is only an item not sent`, async () => {
    const phone = new Phone();
    const key = await phone.share("hello");
    await phone.answer(() => reply);
    assert.equal(phone.item(key).refused, null);
    assert.equal(phone.waits.length, 1);
  });
}

for (const status of [429, 500, 503]) {
  test(`after a ${status} the item is sent again`, async () => {
    const phone = new Phone();
    const key = await phone.share("hello");
    await phone.answer(() => problem(status));
    assert.equal(phone.item(key).refused, null);
    await phone.wait();
    assert.deepEqual(phone.told, ["1 hello", "1 hello"]);
  });
}

test("a refused item does not hold back another", async () => {
  const phone = new Phone();
  await phone.share("one");
  await phone.answer(() => problem(422));
  await phone.shared("two");
  assert.deepEqual(phone.told, ["1 one", "1 two"]);
  assert.equal(phone.outbox.waiting, 0);
});

test("what a renewed link may cure is tried again when a person taps “Send now”", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  await phone.answer(() => problem(404));
  void phone.outbox.sendNow();
  await settle();
  await phone.answer();
  assert.equal(phone.item(key).refused, null);
  assert.equal(phone.outbox.waiting, 0);
});

test("after a conflict, insisting sends the words as the next revision", async () => {
  const phone = new Phone();
  const key = await phone.share("mine");
  await phone.answer(() => problem(409));
  phone.outbox.insist(key);
  await settle();
  await phone.answer();
  assert.deepEqual(phone.told, ["1 mine", "2 mine"]);
  assert.equal(phone.outbox.waiting, 0);
});

test("what was queued behind a conflict stays behind it", async () => {
  const phone = new Phone();
  const key = await phone.share("mine");
  await phone.revise(key, "mine, better");
  await phone.answer(() => problem(409));
  phone.outbox.insist(key);
  await settle();
  await phone.answer();
  await phone.answer();
  assert.deepEqual(phone.told, ["1 mine", "2 mine", "3 mine, better"]);
});

test("what had arrived and meets a 410 was taken back elsewhere: nothing of it was not sent", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  void phone.outbox.reoffer();
  await settle();
  await phone.answer(() => problem(410));
  assert.equal(phone.item(key).refused, null);
  assert.equal(takenBack(phone.item(key)), true);
  assert.equal(phone.item(key).acked?.text, "hello");
  assert.equal(phone.outbox.waiting, 0);
});

test("new words that meet a 410 were not sent, and are kept to copy", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  await phone.revise(key, "hello again");
  await phone.answer(() => problem(410));
  assert.equal(phone.item(key).refused?.status, 410);
  assert.equal(phone.item(key).queue[0]?.text, "hello again");
});

// ── Edits ──

test("an edit is the next revision under the same key", async () => {
  const phone = new Phone();
  const key = await phone.shared("first");
  await phone.revise(key, "second");
  assert.deepEqual(phone.told, ["1 first", "2 second"]);
  assert.deepEqual(phone.sent.map((sent) => sent.key), [key, key]);
});

test("an edit while the first is in flight waits behind it", async () => {
  const phone = new Phone();
  const key = await phone.share("first");
  await phone.revise(key, "second");
  assert.deepEqual(phone.told, ["1 first"]);
  await phone.answer();
  assert.deepEqual(phone.told, ["1 first", "2 second"]);
});

test("edits go out in order, each once", async () => {
  const phone = new Phone();
  const key = await phone.share("first");
  await phone.lose();
  for (const text of ["second", "third"]) await phone.revise(key, text);
  while (phone.open.length > 0) await phone.answer();
  assert.deepEqual(phone.told.slice(-3), ["1 first", "2 second", "3 third"]);
  assert.equal(phone.item(key).acked?.revision, 3);
});

test("an edit made while its item is offered again goes out afterwards", async () => {
  const phone = new Phone();
  const key = await phone.shared("first");
  void phone.outbox.reoffer();
  await settle();
  await phone.revise(key, "second");
  await phone.answer();
  assert.deepEqual(phone.told, ["1 first", "1 first", "2 second"]);
});

test("an older revision's receipt does not replace a newer one", async () => {
  const shelf = new Shelf();
  const [one, two] = [new Phone(shelf), new Phone(shelf)];
  const key = await one.share("first");
  void two.outbox.flush();
  await settle();
  await one.answer();
  await one.revise(key, "second");
  await one.answer((sent) => acknowledged(sent, { state: "held" }));
  await two.answer();
  assert.equal(two.item(key).acked?.revision, 2);
  assert.equal(two.item(key).receipt?.revision, 2);
  assert.equal(two.item(key).receipt?.state, "held");
});

test("an edit of nothing is nothing", async () => {
  const phone = new Phone();
  await phone.revise("unknown", "words");
  await phone.withdraw("unknown");
  assert.deepEqual(phone.sent, []);
});

// ── Taking back ──

test("what never arrived is taken back with a DELETE too", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  await phone.lose();
  await phone.withdraw(key);
  await phone.answer();
  assert.deepEqual(phone.told, ["1 hello", "DELETE"]);
  assert.equal(phone.item(key).receipt?.state, "withdrawn");
  assert.equal(phone.outbox.waiting, 0);
});

test("a withdrawal waits behind the request in flight", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  await phone.withdraw(key);
  await phone.answer();
  await phone.answer();
  assert.deepEqual(phone.told, ["1 hello", "DELETE"]);
  assert.equal(phone.item(key).receipt?.state, "withdrawn");
});

test("a withdrawal takes the edits that wait with it", async () => {
  const phone = new Phone();
  const key = await phone.share("first");
  await phone.revise(key, "second");
  await phone.withdraw(key);
  assert.deepEqual(phone.item(key).queue, []);
  await phone.answer();
  await phone.answer();
  assert.deepEqual(phone.told, ["1 first", "DELETE"]);
});

test("a lost withdrawal is sent again", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  await phone.withdraw(key);
  await phone.lose();
  await phone.wait();
  assert.deepEqual(phone.told, ["1 hello", "DELETE", "DELETE"]);
});

for (const status of [409, 410, 422]) {
  test(`a ${status} for words that are being taken back does not stop the withdrawal`, async () => {
    const phone = new Phone();
    const key = await phone.shared("first");
    await phone.revise(key, "second");
    await phone.withdraw(key);
    await phone.answer(() => problem(status));
    await phone.wait();
    assert.deepEqual(phone.told, ["1 first", "2 second", "DELETE"]);
  });
}

test("a 410 for words that were taken back from another tab is no refusal", async () => {
  const shelf = new Shelf();
  const [one, two] = [new Phone(shelf), new Phone(shelf)];
  const key = await one.share("hello");
  await two.withdraw(key);
  await two.answer();
  await one.answer(() => problem(410));
  assert.equal(one.item(key).refused, null);
  assert.equal(one.item(key).receipt?.state, "withdrawn");
});

test("a receipt that comes late does not turn back what was taken back from another tab", async () => {
  const shelf = new Shelf();
  const [one, two] = [new Phone(shelf), new Phone(shelf)];
  const key = await one.share("hello");
  await two.withdraw(key);
  await two.answer();
  await one.answer();
  assert.equal(one.item(key).receipt?.state, "withdrawn");
});

test("what is withdrawn stays so when its DELETE, offered again, is refused", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  await phone.withdraw(key);
  await phone.answer();
  void phone.outbox.reoffer();
  await settle();
  await phone.answer(() => problem(403));
  assert.equal(phone.item(key).refused, null);
});

// ── Tabs, reloads, and browsers that keep nothing ──

test("a new page goes on where the old one was closed", async () => {
  const shelf = new Shelf();
  await new Phone(shelf).share("hello");
  const reopened = new Phone(shelf);
  void reopened.outbox.flush();
  await settle();
  await reopened.answer();
  assert.deepEqual(reopened.told, ["1 hello"]);
  assert.equal(reopened.outbox.waiting, 0);
});

test("two tabs over one shelf each send the same, and it counts once", async () => {
  const shelf = new Shelf();
  const [one, two] = [new Phone(shelf), new Phone(shelf)];
  const key = await one.share("hello");
  void two.outbox.flush();
  await settle();
  await one.answer();
  await two.answer();
  assert.deepEqual([...one.told, ...two.told], ["1 hello", "1 hello"]);
  assert.deepEqual(two.outbox.items().map((item) => item.key), [key]);
  assert.equal(two.outbox.waiting, 0);
});

test("an edit in one tab survives the other tab's receipt for the words before", async () => {
  const shelf = new Shelf();
  const [one, two] = [new Phone(shelf), new Phone(shelf)];
  const key = await one.share("first");
  await two.revise(key, "second");
  await one.answer();
  assert.deepEqual(one.item(key).queue.map((body) => body.text), ["second"]);
  assert.deepEqual(one.told, ["1 first", "2 second"]);
});

test("a shelf that refuses costs nothing but a warning", async () => {
  const shelf = new Shelf();
  shelf.broken = true;
  const phone = new Phone(shelf);
  const key = await phone.share("hello");
  assert.equal(phone.outbox.saved, false);
  await phone.lose();
  await phone.wait();
  await phone.answer();
  assert.equal(phone.item(key).acked?.text, "hello");
  assert.equal(phone.outbox.items().length, 1);
});

test("a shelf that forgets at once counts as one that refuses", async () => {
  const shelf = new Shelf();
  shelf.setItem = () => {};
  const phone = new Phone(shelf);
  await phone.share("hello");
  assert.equal(phone.outbox.saved, false);
  assert.equal(phone.outbox.waiting, 1);
});

test("a shelf that throws at every touch keeps the phone working from memory", async () => {
  const refuse = () => {
    throw new Error("SecurityError");
  };
  const storage = /** @type {Box} */ ({ getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse, length: 1 });
  const phone = new Phone(storage);
  await phone.shared("hello");
  assert.equal(phone.outbox.items().length, 1);
  assert.equal(phone.outbox.waiting, 0);
});

test("once the shelf keeps again, everything is saved", async () => {
  const shelf = new Shelf();
  shelf.broken = true;
  const phone = new Phone(shelf);
  await phone.share("hello");
  shelf.broken = false;
  await phone.answer();
  assert.equal(phone.outbox.saved, true);
});

test("an entry that cannot be read harms no other", async () => {
  const shelf = new Shelf();
  shelf.setItem("rw:item:torn", '{"key": "to');
  const phone = new Phone(shelf);
  await phone.shared("hello");
  assert.equal(phone.outbox.items().length, 1);
});

test("items of another conference are left alone", async () => {
  const shelf = new Shelf();
  await new Phone(shelf).share("for fall");
  const phone = new Phone(shelf, { conference: "spring" });
  await phone.outbox.sendNow();
  await phone.outbox.reoffer();
  phone.outbox.clear();
  assert.deepEqual(phone.outbox.items(), []);
  assert.deepEqual(phone.sent, []);
  assert.match(shelf.getItem("rw:item:key1") ?? "", /for fall/);
});

test("clearing forgets what this table has on this phone", async () => {
  const phone = new Phone();
  await phone.shared("hello");
  phone.outbox.clear();
  assert.deepEqual(phone.outbox.items(), []);
  assert.equal(phone.storage.length, 0);
});

test("clearing the phone keeps what has not arrived: it is nowhere else", async () => {
  const phone = new Phone();
  await phone.share("hello");
  phone.outbox.clear();
  assert.equal(phone.outbox.items().length, 1);
});

for (const status of [403, 410, 413, 415, 422]) {
  test(`clearing the phone forgets what met a ${status}: it can never be sent`, async () => {
    const phone = new Phone();
    await phone.share("hello");
    await phone.answer(() => problem(status));
    phone.outbox.clear();
    assert.deepEqual(phone.outbox.items(), []);
  });
}

for (const status of [404, 409]) {
  test(`clearing the phone keeps what met a ${status}: it may still be sent`, async () => {
    const phone = new Phone();
    await phone.share("hello");
    await phone.answer(() => problem(status));
    phone.outbox.clear();
    assert.equal(phone.outbox.items().length, 1);
  });
}

test("a reply to what was cleared meanwhile brings nothing back", async () => {
  const phone = new Phone();
  await phone.shared("hello");
  void phone.outbox.reoffer();
  await settle();
  phone.outbox.clear();
  await phone.answer();
  assert.deepEqual(phone.outbox.items(), []);
});

test("what was sent is shown for 90 days", async () => {
  const phone = new Phone();
  await phone.shared("hello");
  phone.now += 90 * DAY - 1;
  assert.equal(phone.outbox.items().length, 1);
  phone.now += 1;
  assert.equal(phone.outbox.items().length, 0);
});

test("what still waits is sent, whatever the phone's clock says of its age", async () => {
  const phone = new Phone();
  await phone.share("written before the clock was put right");
  await phone.lose();
  phone.now += 400 * DAY;
  await phone.wait();
  await phone.answer();
  assert.equal(phone.sent.length, 2);
});

// ── Several tables, and tables that change ──

/** A phone over this storage with the page of a table open. @param {Shelf} shelf @param {Partial<Options>} [options] */
function at(shelf, options) {
  const phone = new Phone(shelf, options);
  phone.outbox.moveIn();
  return phone;
}

/** How the page of a table was before its places had numbers. @param {Shelf} shelf @param {string} key */
function asBefore(shelf, key) {
  const { place, link, ...item } = JSON.parse(shelf.getItem(`rw:item:${key}`) ?? "");
  shelf.setItem(`rw:item:${key}`, JSON.stringify(item));
}

test("what waits is sent after its table was renamed, and what had arrived is still there", async () => {
  const shelf = new Shelf();
  const before = at(shelf);
  await before.shared("arrived");
  before.now += 1;
  await before.share("waiting");
  const after = at(shelf, { table: "14A" });
  assert.deepEqual(after.outbox.items().map((item) => (item.queue[0] ?? item.acked)?.text), ["waiting", "arrived"]);
  void after.outbox.sendNow();
  await settle();
  assert.deepEqual(after.sent.map(({ body, link }) => [body?.text, link]), [["waiting", "link14"]]);
});

test("what waits from another table is shown, and goes under that table's own link", async () => {
  const shelf = new Shelf();
  const key = await at(shelf, { place: 13, table: "13" }).share("from thirteen");
  const phone = at(shelf, { place: 12, table: "12" });
  assert.equal(phone.outbox.waiting, 1);
  void phone.outbox.sendNow();
  await settle();
  assert.deepEqual(phone.sent.map(({ body, link }) => [body?.text, link]), [["from thirteen", "link13"]]);
  await phone.answer();
  assert.equal(phone.item(key).receipt?.reference, "T14-key1");
  assert.equal(phone.outbox.waiting, 0);
});

test("what this page has sent for another table stays in sight; the next page has only its own", async () => {
  const shelf = new Shelf();
  const key = await at(shelf, { place: 13, table: "13" }).share("from thirteen");
  const phone = at(shelf, { place: 12, table: "12" });
  void phone.outbox.sendNow();
  await settle();
  await phone.answer();
  assert.deepEqual(phone.outbox.items().map((item) => item.key), [key]);
  assert.deepEqual(at(shelf, { place: 12, table: "12" }).outbox.items(), []);
  assert.deepEqual(at(shelf, { place: 13, table: "13" }).outbox.items().map((item) => item.key), [key]);
});

test("an edit and a withdrawal of another table's words go under that table's link too", async () => {
  const shelf = new Shelf();
  const there = at(shelf, { place: 13, table: "13" });
  const key = await there.shared("first");
  await there.revise(key, "second");
  const phone = at(shelf, { place: 12, table: "12" });
  void phone.outbox.sendNow();
  await settle();
  await phone.answer();
  await phone.withdraw(key);
  assert.deepEqual(phone.sent.map(({ method, link }) => [method, link]), [["PUT", "link13"], ["DELETE", "link13"]]);
});

test("what waits goes under the link that its table has now", async () => {
  const shelf = new Shelf();
  await at(shelf, { link: "old" }).share("hello");
  at(shelf, { link: "new" });
  const elsewhere = at(shelf, { place: 12, table: "12" });
  void elsewhere.outbox.sendNow();
  await settle();
  assert.deepEqual(elsewhere.sent.map((sent) => sent.link), ["new"]);
});

test("words under another table's link that is no more wait for that table's new code", async () => {
  const shelf = new Shelf();
  const key = await at(shelf, { place: 13, table: "13", link: "old" }).share("from thirteen");
  const elsewhere = at(shelf, { place: 12, table: "12" });
  void elsewhere.outbox.sendNow();
  await settle();
  await elsewhere.answer(() => problem(404));
  assert.equal(elsewhere.item(key).refused?.status, 404);
  const there = at(shelf, { place: 13, table: "13", link: "new" });
  void there.outbox.sendNow();
  await settle();
  assert.deepEqual(there.sent.map((sent) => sent.link), ["new"]);
});

test("what was kept under a table's label goes with the table of that label", async () => {
  const shelf = new Shelf();
  asBefore(shelf, await at(shelf).share("hello"));
  const phone = at(shelf);
  void phone.outbox.sendNow();
  await settle();
  assert.deepEqual(phone.sent.map((sent) => sent.link), ["link14"]);
  assert.equal(at(shelf, { table: "14A" }).outbox.items().length, 1);
});

test("words of another label whose link nobody kept are shown, and sent for no other table", async () => {
  const shelf = new Shelf();
  const key = await at(shelf, { place: 13, table: "13" }).share("from thirteen");
  asBefore(shelf, key);
  const elsewhere = at(shelf, { place: 12, table: "12" });
  await elsewhere.outbox.sendNow();
  assert.deepEqual(elsewhere.sent, []);
  assert.deepEqual(elsewhere.outbox.items().map((item) => item.refused?.status), [404]);
  const there = at(shelf, { place: 13, table: "13" });
  void there.outbox.sendNow();
  await settle();
  assert.deepEqual(there.sent.map((sent) => sent.link), ["link13"]);
});

// ── Waiting ──

/** The waits of a phone whose every try fails. @param {number} tries @param {number} random */
async function waitsOf(tries, random) {
  const phone = new Phone(new Shelf(), { random: () => random });
  await phone.share("hello");
  for (let n = 0; n < tries; n += 1) {
    await phone.lose();
    await phone.wait();
  }
  return phone.waits;
}

test("every wait is between one second and fifteen", async () => {
  for (const random of [0, 0.5, 0.999]) {
    for (const wait of await waitsOf(12, random)) assert.ok(wait >= 1000 && wait <= 15000, `${wait} ms`);
  }
});

test("waits may grow longer, up to fifteen seconds", async () => {
  const waits = await waitsOf(12, 1);
  assert.deepEqual([...waits].sort((a, b) => a - b), waits);
  assert.equal(waits.at(-1), 15000);
});

test("every wait is drawn by lot, so that phones do not come back in chorus", async () => {
  const [early, late] = [await waitsOf(6, 0), await waitsOf(6, 0.999)];
  early.forEach((wait, n) => assert.ok(wait < (late[n] ?? 0), `wait ${n + 1} is always ${wait} ms`));
});

test("Retry-After is the least wait", async () => {
  const phone = new Phone();
  await phone.share("hello");
  await phone.answer(() => problem(429, 20));
  assert.ok((phone.waits[0] ?? 0) >= 20000);
});

test("phones that were told the same Retry-After come back apart", async () => {
  const waits = [];
  for (const random of [0, 0.999]) {
    const phone = new Phone(new Shelf(), { random: () => random });
    await phone.share("hello");
    await phone.answer(() => problem(503, 3));
    waits.push(phone.waits[0]);
  }
  assert.notEqual(waits[0], waits[1]);
});

test("a success counts the tries from the beginning", async () => {
  const phone = new Phone(new Shelf(), { random: () => 1 });
  const key = await phone.share("hello");
  for (let n = 0; n < 5; n += 1) {
    await phone.lose();
    await phone.wait();
  }
  await phone.answer();
  await phone.revise(key, "again");
  await phone.lose();
  assert.equal(phone.waits.at(-1), phone.waits[0]);
});

test("one alarm is set at a time", async () => {
  const phone = new Phone();
  await phone.share("one");
  await phone.share("two");
  await phone.lose();
  await phone.lose();
  assert.equal(phone.waits.length, 1);
});

// ── Refused for its words ──

for (const status of [413, 415, 422]) {
  test(`other words take the place of those that met a ${status}`, async () => {
    const phone = new Phone();
    const key = await phone.share("too long");
    await phone.answer(() => problem(status));
    await phone.revise(key, "short");
    await phone.answer();
    assert.deepEqual(phone.told, ["1 too long", "2 short"]);
    assert.equal(phone.item(key).acked?.text, "short");
    assert.equal(phone.outbox.waiting, 0);
  });
}

test("what was refused can be given up", async () => {
  const phone = new Phone();
  const key = await phone.share("too long");
  await phone.answer(() => problem(422));
  phone.outbox.forget(key);
  assert.deepEqual(phone.outbox.items(), []);
  assert.equal(phone.storage.length, 0);
});

test("an edit that was refused and is given up leaves what had arrived", async () => {
  const phone = new Phone();
  const key = await phone.shared("first");
  await phone.revise(key, "too long");
  await phone.answer(() => problem(422));
  phone.outbox.forget(key);
  await phone.outbox.sendNow();
  assert.equal(phone.item(key).acked?.text, "first");
  assert.deepEqual(phone.item(key).queue, []);
  assert.equal(phone.item(key).refused, null);
  assert.deepEqual(phone.told, ["1 first", "2 too long"]);
});

test("what still waits cannot be given up", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  phone.outbox.forget(key);
  assert.equal(phone.outbox.items().length, 1);
});

// ── Offered again ──

test("the newest acknowledged revision is offered again", async () => {
  const phone = new Phone();
  const key = await phone.shared("first");
  await phone.revise(key, "second");
  await phone.answer();
  void phone.outbox.reoffer();
  await settle();
  assert.deepEqual(phone.told, ["1 first", "2 second", "2 second"]);
});

test("for what was withdrawn the DELETE is offered again", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  await phone.withdraw(key);
  await phone.answer();
  void phone.outbox.reoffer();
  await settle();
  assert.deepEqual(phone.told, ["1 hello", "DELETE", "DELETE"]);
});

test("what still waits is not offered again: it is sent anyway", async () => {
  const phone = new Phone();
  await phone.share("hello");
  void phone.outbox.reoffer();
  await settle();
  assert.deepEqual(phone.told, ["1 hello"]);
});

for (const status of [429, 503]) {
  test(`an offer that met a ${status} is made again: the restored server still lacks it`, async () => {
    const phone = new Phone();
    await phone.shared("hello");
    void phone.outbox.reoffer();
    await settle();
    await phone.answer(() => problem(status, 3));
    await phone.wait();
    assert.deepEqual(phone.told, ["1 hello", "1 hello", "1 hello"]);
  });
}

/** A phone whose reflection is shown in ten seconds. */
async function delayed() {
  const phone = new Phone();
  const key = await phone.share("hello");
  await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: "2025-11-05T17:00:11.000Z" }));
  return { phone, key };
}

/** @param {Phone} phone @param {number} ms @param {boolean} [listless] */
async function looks(phone, ms, listless = false) {
  phone.now += ms;
  void phone.outbox.lookAgain(listless);
  await settle();
}

test("once its clock has run out it is asked what became of an item", async () => {
  const { phone, key } = await delayed();
  await looks(phone, 9000);
  assert.deepEqual(phone.told, ["1 hello"]);
  await looks(phone, 1000);
  assert.deepEqual(phone.told, ["1 hello", "1 hello"]);
  await phone.answer();
  assert.equal(phone.item(key).receipt?.state, "live");
});

test("a clock that goes on being run out is asked about every four seconds and no more often", async () => {
  const { phone } = await delayed();
  for (let second = 0; second < 60; second += 1) {
    await looks(phone, 1000);
    if (phone.open.length > 0) {
      await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: "2025-11-05T17:00:11.000Z" }));
    }
  }
  assert.equal(phone.told.length, 1 + 13);
});

test("the first question is asked the moment a short clock has run out", async () => {
  const phone = new Phone();
  await phone.share("hello");
  await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: "2025-11-05T17:00:03.000Z" }));
  await looks(phone, 2000);
  assert.deepEqual(phone.told, ["1 hello", "1 hello"]);
});

test("a phone that is told no list asks about a running clock every ten seconds", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: "2025-11-05T17:01:00.000Z" }));
  await looks(phone, 9000, true);
  assert.deepEqual(phone.told, ["1 hello"]);
  await looks(phone, 1000, true);
  await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: null }));
  assert.equal(phone.item(key).receipt?.show_at, null);
});

test("an answer to what was offered again does not start the seconds anew", async () => {
  const { phone, key } = await delayed();
  phone.now += 4000;
  void phone.outbox.reoffer();
  await settle();
  await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: "2025-11-05T17:00:11.000Z" }));
  assert.equal(secondsLeft(phone.item(key), phone.now), 6);
});

test("a phone that is told no list asks about everything once a minute", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  for (let asked = 0; asked < 24; asked += 1) {
    await looks(phone, 5000, true);
    if (phone.open.length > 0) await phone.answer((sent) => acknowledged(sent, { state: "hidden" }));
  }
  assert.equal(phone.told.length, 1 + 2);
  assert.equal(phone.item(key).receipt?.state, "hidden");
});

test("a phone that is told its table's list asks for nothing besides", async () => {
  const phone = new Phone();
  await phone.shared("hello");
  await looks(phone, DAY);
  assert.deepEqual(phone.told, ["1 hello"]);
});

test("of what was taken back nobody asks again", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  await phone.withdraw(key);
  await phone.answer();
  await looks(phone, DAY, true);
  assert.deepEqual(phone.told, ["1 hello", "DELETE"]);
});

test("a reflection written on another phone is taken over", async () => {
  const phone = new Phone();
  phone.outbox.adopt(receipt("k", 3, null), words("theirs"));
  await phone.revise("k", "ours");
  assert.deepEqual(phone.told, ["4 ours"]);
});

test("what is taken over does not replace what this phone has as new or newer", async () => {
  const phone = new Phone();
  const key = await phone.shared("ours");
  phone.outbox.adopt(receipt(key, 1, null), words("theirs"));
  assert.equal(phone.item(key).acked?.text, "ours");
});

test("what is taken over does not replace an edit that waits", async () => {
  const phone = new Phone();
  const key = await phone.shared("first");
  await phone.revise(key, "second");
  phone.outbox.adopt(receipt(key, 5, null), words("theirs"));
  assert.equal(phone.item(key).queue[0]?.text, "second");
});

test("the table's list tells what became of an item since its receipt", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  const told = { reference: "T14-key1", state: "hidden", show_at: null, late: false, on_wall: true };
  phone.outbox.learn([{ ...told, reference: "T14-other" }]);
  assert.equal(phone.item(key).receipt?.state, "live");
  phone.outbox.learn([told]);
  assert.equal(phone.item(key).receipt?.state, "hidden");
});

test("the table's list tells that a clock was stopped", async () => {
  const phone = new Phone();
  const key = await phone.share("hello");
  await phone.answer((sent) => acknowledged(sent, { state: "held", show_at: "2025-11-05T17:00:11.000Z" }));
  phone.outbox.learn([{ reference: "T14-key1", state: "held", show_at: null, late: false, on_wall: true }]);
  assert.equal(phone.item(key).receipt?.show_at, null);
});

/** What a table's list says of the phone's first reflection. @param {number} version */
function listed(version) {
  return { reference: "T14-key1", state: "live", show_at: null, late: false, on_wall: true, version };
}

/** A phone whose reflection another one has written on. @param {string} text @param {Partial<Receipt>} [more] */
async function changedElsewhere(text, more) {
  const phone = new Phone();
  const key = await phone.shared("hello");
  phone.elsewhere.set(key, { receipt: receipt(key, 2, null, more), body: words(text) });
  return { phone, key };
}

test("newer words of another phone are taken over, and known as such", async () => {
  const { phone, key } = await changedElsewhere("hello from elsewhere");
  await phone.outbox.learn([listed(2)]);
  const { acked, elsewhere } = phone.item(key);
  assert.deepEqual([acked?.text, acked?.revision, elsewhere], ["hello from elsewhere", 2, true]);
  await phone.revise(key, "hello to all");
  assert.deepEqual(phone.told, ["1 hello", "3 hello to all"]);
  assert.equal(phone.item(key).elsewhere, false);
});

test("each version of the list is looked into once", async () => {
  const { phone } = await changedElsewhere("hello from elsewhere");
  for (const version of [2, 2, 3, 3]) await phone.outbox.learn([listed(version)]);
  assert.equal(phone.looked.length, 2);
});

test("a look that brought nothing is taken again, though the list has nothing new", async () => {
  const { phone, key } = await changedElsewhere("hello from elsewhere");
  const told = phone.elsewhere.get(key);
  phone.elsewhere.clear();
  await phone.outbox.learn([listed(2)]);
  assert.equal(phone.item(key).acked?.text, "hello");
  if (told) phone.elsewhere.set(key, told);
  await phone.outbox.lookAgain(false);
  assert.equal(phone.item(key).acked?.text, "hello from elsewhere");
});

test("whoever is at an edit is not overtaken: the server asks them when they share", async () => {
  const { phone, key } = await changedElsewhere("hello from elsewhere");
  phone.editing = key;
  await phone.outbox.learn([listed(2)]);
  assert.equal(phone.item(key).acked?.text, "hello");
  await phone.revise(key, "my own hello");
  assert.deepEqual(phone.told.at(-1), "2 my own hello");
});

test("what another phone took back is known as taken back from its receipt", async () => {
  const { phone, key } = await changedElsewhere("hello", { state: "withdrawn", revision: 1 });
  await phone.outbox.learn([listed(2)]);
  assert.equal(takenBack(phone.item(key)), true);
  assert.equal(phone.outbox.waiting, 0);
});

test("what has vanished from the table's list is offered again, and a 410 tells that it was taken back", async () => {
  const phone = new Phone();
  const key = await phone.shared("hello");
  void phone.outbox.learn([]);
  await settle();
  assert.deepEqual(phone.told, ["1 hello", "1 hello"]);
  await phone.answer(() => problem(410));
  assert.equal(takenBack(phone.item(key)), true);
  void phone.outbox.learn([]);
  await settle();
  assert.equal(phone.told.length, 2);
});

test("what has not arrived yet is no news when the list does not have it", async () => {
  const phone = new Phone();
  await phone.share("hello");
  await phone.lose();
  void phone.outbox.learn([]);
  await settle();
  assert.deepEqual(phone.told, ["1 hello"]);
});

test("whoever leaves the receipts has seen what those that had arrived ask", async () => {
  const phone = new Phone();
  const first = await phone.shared("one");
  const second = await phone.share("two");
  phone.outbox.seen();
  assert.deepEqual([phone.item(first).asked, phone.item(second).asked], [true, undefined]);
});

// ── The length ──

/** @type {{about: string, text: string, length: number}[]} */
const LENGTHS = JSON.parse(readFileSync(new URL("../support/lengths.json", import.meta.url), "utf8"));

for (const { about, text, length } of LENGTHS) {
  test(`a text is as long as the server says: ${about}`, () => {
    assert.equal(measured(text), length);
  });
}

// ── The hash ──

/** The contract's vectors. @type {[any[], string][]} */
const VECTORS = [
  [
    [null, "We will visit each other's schools.", null, null, "wall", true, null, null],
    "sha256:0281b2c845ef10474cbad69a5830ef83aa1eae2ebf0913f19e325f0f1d990117",
  ],
  [
    [
      7,
      "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ “belongs” in the hallway\tŁı̨kʼe 👩🏽‍🏫",
      "Relationship first",
      "both",
      "quote",
      false,
      "fr-CA",
      6,
    ],
    "sha256:bdf43c08d92ddd4e72221cc3d3131d2eecbb81bfc53062730512b1ef6127abc2",
  ],
  [
    [null, 'a\r\nb "quoted" \\ back\u0001slash / ', "", null, "report", true, null, null],
    "sha256:63a30d25b6d0856f5f980f4813c0d39df76dde1c6b5e1bff934ef174bf1e7261",
  ],
];

for (const [n, [values, hash]] of VECTORS.entries()) {
  test(`the hash equals the contract's vector ${n + 1}`, () => {
    const [prompt, text, headline, kind, consent, on_wall, lang, people] = values;
    const body = { prompt, text, headline, kind, consent, on_wall, lang, people, revision: 1, written_at: "" };
    assert.equal(sha256(hashed(body)), hash);
  });
}

test("revision and time of writing are not hashed", () => {
  const body = { ...words("hello"), revision: 1 };
  assert.equal(hashed({ ...body, revision: 2, written_at: "later" }), hashed(body));
});

// ── Any network at all ──

/** A server that keeps the contract's PUT and DELETE. */
class Server {
  /** @type {Map<string, {revisions: Map<number, {hash: string, text: string}>, withdrawn: boolean}>} */
  rows = new Map();
  conflicts = 0;

  /** @param {Sent} sent @returns {Reply} */
  answer({ method, key, body }) {
    const row = this.rows.get(key) ?? { revisions: new Map(), withdrawn: false };
    this.rows.set(key, row);
    if (method === "DELETE" || !body) {
      row.withdrawn = true;
      return acknowledged({ method, key, body: null });
    }
    if (row.withdrawn) return problem(410);
    const hash = sha256(hashed(body));
    const known = row.revisions.get(body.revision);
    if (known && known.hash !== hash) {
      this.conflicts += 1;
      return problem(409);
    }
    const status = row.revisions.size === 0 ? 201 : 200;
    row.revisions.set(body.revision, { hash, text: body.text });
    return { ...acknowledged({ method, key, body }), status };
  }
}

/** A table's phone with several tabs, its server, and a network that loses, repeats, delays and lies. */
class Table {
  network = new UnderWay();
  alarms = new UnderWay();
  server = new Server();
  shelf = new Shelf();
  good = false;
  /** What people wrote: the wordings under each key, in order. @type {Map<string, string[]>} */
  written = new Map();
  /** @type {Set<string>} */
  takenBack = new Set();
  /** @type {Outbox[]} */
  tabs = [];
  /** What was sent before it was saved. @type {string[]} */
  early = [];

  /** @param {Dice} dice */
  constructor(dice) {
    this.dice = dice;
    this.open();
  }

  /** A tab is opened; a closed one hears of nothing any more. */
  open() {
    const tab = new Outbox(
      {
        storage: this.shelf,
        send: (method, key, body, link) => this.#send(tab, { method, key, body, link }),
        later: (_, work) => this.alarms.add(() => this.tabs.includes(tab) && work()),
        now: () => 0,
        random: () => this.dice.next(),
        freshKey: () => `key${this.written.size + 1}`,
        hash: async (text) => sha256(text),
        changed: () => {},
        editing: () => null,
        look: async () => null,
      },
      { conference: "fall", place: 14, table: "14", link: "link14" },
    );
    this.tabs.push(tab);
    void tab.sendNow();
    void tab.reoffer();
  }

  /** A tab is closed, and another comes to the front. */
  close() {
    this.tabs.splice(this.dice.below(this.tabs.length), 1);
    if (this.tabs.length === 0) this.open();
    else void this.dice.pick(this.tabs).sendNow();
  }

  /** @param {Outbox} tab @param {Sent} sent @returns {Promise<Reply>} */
  #send(tab, sent) {
    if (this.shelf.getItem(`rw:item:${sent.key}`) === null) this.early.push(sent.key);
    return new Promise((done, fail) => {
      const lost = () => this.tabs.includes(tab) && fail(new TypeError("Failed to fetch"));
      const answer = (/** @type {Reply} */ reply) => this.tabs.includes(tab) && done(reply);
      this.network.add(() => {
        if (this.#bad(0.2)) return lost();
        if (this.#bad(0.1)) return answer(this.dice.pick([html(200), html(404), problem(503, 3)]));
        if (this.#bad(0.2)) this.network.add(() => this.server.answer(sent));
        const reply = this.server.answer(sent);
        this.network.add(() => (this.#bad(0.2) ? lost() : answer(reply)));
      });
    });
  }

  /** @param {number} chance */
  #bad(chance) {
    return !this.good && this.dice.happens(chance);
  }

  /** Somebody at the table does something. */
  act() {
    const tab = this.dice.pick(this.tabs);
    const keys = [...this.written.keys()].filter((key) => !this.takenBack.has(key));
    const deed = this.dice.below(10);
    if (deed < 3 || keys.length === 0) {
      const text = `words ${this.written.size + 1}.1`;
      this.written.set(tab.share(words(text)), [text]);
    } else if (deed < 6) {
      const key = this.dice.pick(keys);
      const wordings = this.written.get(key) ?? [];
      wordings.push(`words ${key}.${wordings.length + 1}`);
      tab.revise(key, words(wordings.at(-1) ?? ""));
    } else if (deed < 7) {
      const key = this.dice.pick(keys);
      this.takenBack.add(key);
      tab.withdraw(key);
    } else if (deed < 8) this.open();
    else if (deed < 9) this.close();
    else void tab.sendNow();
  }

  /** @param {number} steps */
  async live(steps) {
    for (let step = 0; step < steps; step += 1) {
      if (this.dice.happens(0.25)) this.act();
      if (this.alarms.size > 0 && this.dice.happens(0.2)) await this.alarms.happen(this.dice);
      if (this.network.size > 0) await this.network.happen(this.dice);
    }
  }

  /** The network is good now, and alarms ring. */
  async calm() {
    this.good = true;
    for (let rounds = 0; this.network.size + this.alarms.size > 0; rounds += 1) {
      if (rounds > 50) throw new Error("this never comes to rest");
      await this.network.calm(this.dice);
      if (this.alarms.size > 0) await this.alarms.happen(this.dice);
    }
  }

  /** The server goes back to a time before all of this, and every open tab learns of it. */
  restore() {
    this.server = new Server();
    this.good = false;
    for (const tab of this.tabs) void tab.reoffer();
  }

  /** The server has the newest of what people wrote. */
  checkNewest() {
    for (const [key, wordings] of this.written) {
      const row = this.server.rows.get(key);
      assert.equal(row?.withdrawn, this.takenBack.has(key));
      if (!row?.withdrawn) assert.equal(row?.revisions.get(wordings.length)?.text, wordings.at(-1));
    }
  }

  /** Phone and server agree, and on what people wrote. */
  check() {
    const phone = this.tabs[0];
    assert.equal(phone?.waiting, 0);
    assert.deepEqual([...this.server.rows.keys()].sort(), [...this.written.keys()].sort());
    assert.deepEqual(phone?.items().map((item) => item.key).sort(), [...this.written.keys()].sort());
    for (const item of phone?.items() ?? []) this.#checkItem(item);
    assert.equal(this.server.conflicts, 0, "somebody saw a conflict");
    assert.deepEqual(this.early, [], "something was sent before it was saved");
  }

  /** @param {Item} item */
  #checkItem({ key, queue, acked, receipt: proof, refused }) {
    const wordings = this.written.get(key) ?? [];
    const row = this.server.rows.get(key);
    assert.deepEqual(queue, []);
    assert.equal(refused, null);
    assert.equal(row?.withdrawn, this.takenBack.has(key));
    assert.equal(proof?.state, this.takenBack.has(key) ? "withdrawn" : "live");
    if (this.takenBack.has(key)) return;
    assert.deepEqual([...(row?.revisions.values() ?? [])].map((each) => each.text), wordings);
    assert.equal(acked?.text, wordings.at(-1));
    assert.equal(proof?.revision, wordings.length);
  }
}

test("after any network everything is acknowledged in its newest words, nothing lost, nothing doubled", async () => {
  await underManySeeds(300, async (dice) => {
    const table = new Table(dice);
    await table.live(80);
    await table.calm();
    table.check();
  });
});

test("what a restored server has lost comes back from the phone, whatever the network", async () => {
  await underManySeeds(300, async (dice) => {
    const table = new Table(dice);
    await table.live(60);
    await table.calm();
    table.restore();
    await table.live(dice.below(40));
    await table.calm();
    table.checkNewest();
  });
});
