// @ts-check
/** Drafting: whatever a network does to what phones say, no keystroke is lost or doubled, and all come to one text. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { SharedDraft } from "../../static/js/drafting.js";
import { change, letters, merged, moved } from "../../static/js/merging.js";
import { Dice, UnderWay, settle, underManySeeds } from "./support.js";

/** @typedef {import("../../static/js/drafting.js").Kept} Kept */
/** @typedef {import("../../static/js/drafting.js").Reply} Reply */

const MOST_VERSIONS = 50;

/** The server's side, as services/drafting.py has it: one order for all changes. */
class Server {
  epoch = "e1";
  text = letters("");
  /** Who wrote each letter. @type {string[]} */
  by = [];
  /** @type {{text: string[], by: string[]}[]} */
  versions = [{ text: [], by: [] }];
  /** @type {Map<string, any>} */
  last = new Map();
  /** @type {{reference: string, version: number, phone: string}|null} */
  became = null;

  /** Everything in memory is gone. @param {string} epoch */
  restarts(epoch) {
    Object.assign(this, new Server(), { epoch });
  }

  /** @param {"GET"|"POST"} method @param {any} asked @returns {Reply} */
  answers(method, asked) {
    const taken = method === "POST" && this.#hear(asked);
    const version = this.versions.length - 1;
    const base = method === "POST" ? asked.base : asked.version;
    const had = method === "POST" ? asked.text : asked.epoch === this.epoch && base === version && this.text.join("");
    const late = this.became && asked.epoch === this.epoch && base < this.became.version;
    const shared = late && this.became?.phone !== asked.phone ? (this.became?.reference ?? null) : null;
    const text = had === this.text.join("") ? null : this.text.join("");
    const body = { epoch: this.epoch, version, text, taken, others: 1, writing: false, shared };
    return { status: 200, body, retryAfter: 0 };
  }

  /** @param {any} asked */
  #hear(asked) {
    const last = this.last.get(asked.phone);
    if (last && asked.sent <= last.sent) return asked.sent === last.sent && asked.text === last.text;
    const start = this.#start(asked, last);
    if (!start) return false;
    const leads = (/** @type {number} */ place) => start.by[place - 1] === asked.phone;
    const text = merged(start.text, this.text, letters(asked.text), leads);
    this.last.set(asked.phone, asked);
    const became = asked.shared !== null && this.became?.reference !== asked.shared;
    if (text.join("") !== this.text.join("") || became) this.#put(text, asked.phone);
    if (became) this.became = { reference: asked.shared, version: this.versions.length - 1, phone: asked.phone };
    return true;
  }

  /** @param {any} asked @param {any} last */
  #start(asked, last) {
    if (last && last.epoch === asked.epoch && last.base === asked.base) {
      const text = letters(last.text);
      return { text, by: this.#whose(text, "") };
    }
    if (asked.epoch === this.epoch && asked.base !== null) {
      const old = asked.base <= this.versions.length - 1 - MOST_VERSIONS;
      return old ? null : this.versions[asked.base];
    }
    // What was typed on from the same words stands once; the real server looks at every word.
    const text = letters(asked.text).join("").startsWith(this.text.join("")) ? this.text : [];
    return { text, by: text === this.text ? this.by : [] };
  }

  /** @param {string[]} text @param {string} phone */
  #put(text, phone) {
    this.by = this.#whose(text, phone);
    this.text = text;
    this.versions.push({ text, by: this.by });
  }

  /** @param {string[]} text @param {string} phone */
  #whose(text, phone) {
    const { gone, came } = change(this.text, text);
    const by = [];
    for (let place = 0; place <= this.text.length; place += 1) {
      for (const _ of came.get(place) ?? []) by.push(phone);
      if (place < this.text.length && !gone.has(place)) by.push(this.by[place] ?? "");
    }
    return by;
  }
}

/** A phone with a box and a caret in it, on a network that a test may make bad. */
class Phone {
  text = "";
  caret = 0;
  composing = false;
  now = 0;
  changes = 0;
  ended = false;
  /** @type {{ms: number, work: () => void}[]} */
  plans = [];

  /** @param {string} name @param {(method: "GET"|"POST", asked: any) => Promise<Reply>} send @param {Kept} [kept] */
  constructor(name, send, kept) {
    this.name = name;
    this.draft = new SharedDraft(
      {
        getText: () => (this.composing ? null : { text: this.text, start: this.caret, end: this.caret }),
        setText: ({ text, start }) => Object.assign(this, { text, caret: start }),
        now: () => this.now,
        random: () => 0.5,
        send,
        later: (ms, work) => this.plans.push({ ms, work }),
        changed: () => {
          this.changes += 1;
        },
        ended: () => {
          this.ended = true;
        },
      },
      kept ?? { phone: name, sent: 0, heard: true, epoch: null, base: null, agreed: "" },
    );
  }

  /** @param {string} more @param {number} [at] */
  types(more, at = this.caret) {
    this.text = this.text.slice(0, at) + more + this.text.slice(at);
    this.caret = at + more.length;
    return this;
  }

  /** @param {number} at @param {number} many */
  deletes(at, many) {
    this.text = this.text.slice(0, at) + this.text.slice(at + many);
    this.caret = at;
  }

  async exchanges(times = 1) {
    for (let n = 0; n < times; n += 1) await this.draft.exchange();
    return this;
  }
}

/** Phones and a server with a good network between them. @param {string[]} names */
function table(...names) {
  const server = new Server();
  const phones = names.map((name) => new Phone(name, async (method, asked) => server.answers(method, asked)));
  return { server, phones: /** @type {[Phone, Phone]} */ (phones) };
}

/** A network that holds every reply back until the test lets it through. @param {Server} server */
function slow(server) {
  /** @type {(() => void)[]} */
  const replies = [];
  const send = (/** @type {"GET"|"POST"} */ method, /** @type {any} */ asked) => {
    const reply = server.answers(method, asked);
    return /** @type {Promise<Reply>} */ (new Promise((done) => replies.push(() => done(reply))));
  };
  return { send, replies };
}

// ── One draft ──

test("what one phone writes stands on the other", async () => {
  const { phones } = table("one", "two");
  await phones[0].types("We will visit.").exchanges();
  await phones[1].exchanges();
  assert.equal(phones[1].text, "We will visit.");
});

test("what was typed while a request was under way stays, and so does the caret", async () => {
  const server = new Server();
  const { send, replies } = slow(server);
  const phone = new Phone("one", send).types("schools");
  const under = phone.draft.exchange();
  server.answers("POST", { phone: "two", sent: 1, epoch: null, base: null, text: "schoolsWe visit ", shared: null });
  phone.types(" soon");
  replies.shift()?.();
  await under;
  const second = phone.draft.exchange();
  replies.shift()?.();
  await second;
  assert.equal(phone.text, "schools soonWe visit ");
  assert.equal(phone.caret, "schools soon".length);
});

test("what somebody goes on typing stays behind their own last letter, before what has come in there", async () => {
  const told = { epoch: "e1", version: 2, text: "abXY", taken: true, others: 1, writing: true, shared: null };
  /** @type {(reply: Reply) => void} */
  let answer = () => undefined;
  const phone = new Phone("one", () => new Promise((done) => (answer = done))).types("ab");
  const under = phone.draft.exchange();
  phone.types("c");
  answer({ status: 200, body: told, retryAfter: 0 });
  await under;
  assert.deepEqual([phone.text, phone.caret], ["abcXY", 3]);
});

test("a deletion takes the word that was deleted, whatever letters stand around it", () => {
  const [base, first, second] = ["one two three", "one three", "one two and a half three"].map(letters);
  assert.equal(merged(base ?? [], first ?? [], second ?? []).join(""), "one and a half three");
});

test("a large rewriting keeps what it kept, and what the other wrote", () => {
  const words = Array.from({ length: 60 }, (_, n) => `word${n * 7919}`);
  const base = letters(words.join(" "));
  const first = letters(words.map((word, n) => (n % 3 ? word : `${n * 104729}`)).join(" "));
  const second = letters(`${words.join(" ")} End.`);
  assert.equal(merged(base, first, second).join(""), `${first.join("")} End.`);
  assert.equal(change(base, first).gone.has(base.indexOf(" ") + 2), false);
});

test("a caret stays behind the letter that it stood behind", () => {
  const before = letters("one three");
  assert.equal(moved(before, letters("one two three"), 9), 13);
  assert.equal(moved(before, letters("one two three"), 3), 3);
  assert.equal(moved(before, letters("three"), 6), 2);
  assert.equal(moved(before, letters("one three!"), 9), 9);
});

test("an emoji is one letter, and half of one is none", async () => {
  const { phones } = table("one", "two");
  await phones[0].types("😀").exchanges();
  await phones[1].exchanges();
  phones[1].types("😁", 2);
  phones[0].deletes(0, 2);
  await phones[0].types("\ud83d").exchanges();
  await phones[1].exchanges(2);
  assert.equal(phones[1].text, "😁");
});

test("two who write on at the same place do not tear each other's words", async () => {
  const { phones } = table("one", "two");
  await phones[0].types("So: ").exchanges();
  await phones[1].exchanges();
  phones[1].caret = 4;
  for (let n = 0; n < 6; n += 1) {
    phones[0].types("abcdef"[n] ?? "");
    phones[1].types("uvwxyz"[n] ?? "");
    await Promise.all(phones.map((phone) => phone.exchanges()));
  }
  await phones[0].exchanges();
  assert.equal(phones[0].text, "So: abcdefuvwxyz");
});

test("what was said and taken out again, before an answer was heard, stays out", async () => {
  const server = new Server();
  let lost = true;
  const phone = new Phone("one", async (method, asked) => {
    const reply = server.answers(method, asked);
    return lost ? Promise.reject(new Error("lost")) : reply;
  });
  await phone.types("Not this.").exchanges();
  phone.deletes(0, 9);
  lost = false;
  await phone.exchanges(2);
  assert.deepEqual([phone.text, server.text.join("")], ["", ""]);
});

test("while a word is being composed nothing changes, and nothing is lost", async () => {
  const server = new Server();
  const { send, replies } = slow(server);
  const phone = new Phone("one", send).types("ab");
  const under = phone.draft.exchange();
  server.answers("POST", { phone: "two", sent: 1, epoch: "e1", base: 1, text: "abXY", shared: null });
  phone.composing = true;
  replies.shift()?.();
  await under;
  await phone.draft.exchange();
  assert.equal(replies.length, 0);
  phone.composing = false;
  const second = phone.types("c").draft.exchange();
  replies.shift()?.();
  await second;
  assert.equal(phone.text, "abcXY");
});

test("after a reload a phone goes on where it was", async () => {
  const { server, phones } = table("one", "two");
  const [one] = phones;
  await one.types("Shared words.").exchanges();
  await phones[1].exchanges();
  const again = new Phone("two", async (method, asked) => server.answers(method, asked), phones[1].draft.kept);
  again.text = phones[1].text;
  one.deletes(0, one.text.length);
  one.draft.became("T14-7QK3");
  await one.exchanges();
  await again.exchanges();
  assert.deepEqual([again.text, again.draft.shared], ["", "T14-7QK3"]);
});

test("a server that has forgotten gets every word again, once", async () => {
  const { server, phones } = table("one", "two");
  await phones[0].types("We will visit").exchanges();
  await phones[1].exchanges();
  server.restarts("e2");
  phones[1].types(" soon", phones[1].text.length);
  for (const phone of [phones[0], phones[1], phones[0]]) await phone.exchanges(2);
  assert.deepEqual([phones[0].text, phones[1].text], ["We will visit soon", "We will visit soon"]);
});

test("a phone that has forgotten how often it spoke is heard all the same", async () => {
  const { server, phones } = table("one");
  for (const word of ["We ", "will ", "visit "]) await phones[0].types(word).exchanges();
  const again = new Phone("one", async (method, asked) => server.answers(method, asked), {
    ...phones[0].draft.kept,
    sent: 0,
  });
  again.text = phones[0].text;
  await again.types("soon.", again.text.length).exchanges(2);
  assert.deepEqual([server.text.join(""), again.text], ["We will visit soon.", "We will visit soon."]);
});

// ── Sharing ──

test("when one shares, the others are told what the draft has become, and their boxes are empty", async () => {
  const { phones } = table("one", "two");
  await phones[0].types("Ours.").exchanges();
  await phones[1].exchanges();
  phones[0].deletes(0, 5);
  phones[0].draft.became("T14-7QK3");
  await phones[0].exchanges(2);
  await phones[1].exchanges();
  assert.deepEqual([phones[1].text, phones[1].draft.shared], ["", "T14-7QK3"]);
  assert.equal(phones[0].draft.shared, null);
});

// ── When it asks ──

test("it asks every second while somebody writes, and seldom when nobody is there", async () => {
  const { server, phones } = table("one", "two");
  const [one] = phones;
  const others = { status: 200, body: { ...server.answers("GET", {}).body, others: 0 }, retryAfter: 0 };
  const alone = new Phone("alone", async () => others);
  one.draft.start();
  alone.draft.start();
  for (const phone of [one, alone]) {
    phone.plans.shift()?.work();
    await settle();
  }
  assert.deepEqual([one.plans[0]?.ms, alone.plans[0]?.ms], [2500, 5000]);
  one.types("x").draft.typed();
  assert.equal(one.plans.at(-1)?.ms, 500);
  one.plans.shift()?.work(); // the plan before is void
  one.plans.shift()?.work();
  await settle();
  assert.deepEqual([one.plans.length, one.plans[0]?.ms, server.text.join("")], [1, 1000, "x"]);
});

test("failures make it patient, and a limit is obeyed", async () => {
  /** @type {Reply[]} */
  const replies = [];
  const phone = new Phone("one", async () => replies.shift() ?? Promise.reject(new Error("no network")));
  phone.draft.start();
  const waits = [];
  for (let n = 0; n < 6; n += 1) {
    if (n === 4) replies.push({ status: 429, body: { status: 429 }, retryAfter: 40 });
    phone.plans.shift()?.work();
    await settle();
    waits.push(phone.plans[0]?.ms);
  }
  assert.deepEqual(waits, [2000, 4000, 8000, 15000, 40000, 40000]);
});

test("a word that is being composed is no failure", async () => {
  const { phones } = table("one");
  const [one] = phones;
  one.draft.start();
  one.plans.shift()?.work();
  one.composing = true;
  await settle();
  assert.equal(one.plans[0]?.ms, 5000);
});

test("it ends where tables no longer write together, and not because of a strange network", async () => {
  const replies = [
    { status: 404, body: null, retryAfter: 0 },
    { status: 200, body: "<html>", retryAfter: 0 },
    { status: 404, body: { status: 404 }, retryAfter: 0 },
  ];
  const phone = new Phone("one", async () => /** @type {Reply} */ (replies.shift())).types("Ours.");
  await phone.exchanges(2);
  assert.equal(phone.ended, false);
  await phone.exchanges();
  assert.deepEqual([phone.ended, phone.text], [true, "Ours."]);
});

// ── Whatever happens ──

/** A network that loses, delays and doubles what phones say and what they are told.
 * @param {Dice} dice @param {Server} server @param {UnderWay} network */
function bad(dice, server, network) {
  return (/** @type {"GET"|"POST"} */ method, /** @type {any} */ asked) =>
    /** @type {Promise<Reply>} */ (
      new Promise((done, fail) => {
        const arrives = (/** @type {boolean} */ first) => () => {
          const reply = server.answers(method, asked);
          if (first) network.add(() => (dice.happens(0.3) ? fail(new Error("lost")) : done(reply)));
        };
        if (dice.happens(0.2)) network.add(() => fail(new Error("lost")));
        else network.add(arrives(true));
        if (dice.happens(0.2)) network.add(arrives(false));
      })
    );
}

/** Somebody does something at a phone. @param {Dice} dice @param {Phone} phone @param {Set<string>} typed
 * @param {Set<string>} deleted */
function act(dice, phone, typed, deleted) {
  const at = dice.below(phone.text.length + 1);
  if (dice.happens(0.8)) {
    const letter = String.fromCharCode(0x4e00 + typed.size); // nobody else will ever type it
    typed.add(letter);
    phone.types(letter, dice.happens(0.6) ? phone.caret : at);
  } else {
    for (const letter of phone.text.slice(at, at + 2)) deleted.add(letter);
    phone.deletes(at, 2);
  }
}

for (const many of [2, 3]) {
  test(`${many} phones on a bad network come to one text, with every keystroke in it once`, async () => {
    await underManySeeds(400, async (dice) => {
      const server = new Server();
      const network = new UnderWay();
      const phones = Array.from({ length: many }, (_, n) => new Phone(`${n}`, bad(dice, server, network)));
      const typed = new Set();
      const deleted = new Set();
      for (let step = 0; step < 120; step += 1) {
        const phone = dice.pick(phones);
        if (dice.happens(0.5)) act(dice, phone, typed, deleted);
        else if (dice.happens(0.5)) void phone.draft.exchange();
        else if (network.size > 0) await network.happen(dice);
        assert.ok(phone.caret <= phone.text.length);
      }
      for (let round = 0; round < 40; round += 1) {
        for (const phone of phones) void phone.draft.exchange();
        await network.calm(dice);
      }
      const left = [...typed].filter((letter) => !deleted.has(letter)).sort();
      for (const phone of phones) {
        assert.equal(phone.text, server.text.join(""));
        assert.deepEqual([...phone.text].sort(), left);
      }
    });
  });
}

test("through a restart of the server every keystroke that nobody deleted stays", async () => {
  await underManySeeds(300, async (dice) => {
    const { server, phones } = table("one", "two");
    const typed = new Set();
    const deleted = new Set();
    for (let step = 0; step < 60; step += 1) {
      const phone = dice.pick(phones);
      if (dice.happens(0.6)) act(dice, phone, typed, deleted);
      else await phone.exchanges();
      if (step === 30) server.restarts("e2");
    }
    for (const phone of [...phones, ...phones, ...phones]) await phone.exchanges();
    assert.equal(phones[0].text, phones[1].text);
    for (const letter of typed) assert.ok(deleted.has(letter) || phones[0].text.includes(letter), letter);
  });
});
