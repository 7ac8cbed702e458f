// @ts-check
/** Pages: a long text in parts that fit, with every word of it in its place. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { paginate, readingTime } from "../../static/js/pages.js";
import { Dice, underManySeeds } from "./support.js";

/** A place for so many characters. @param {number} most */
const room = (most) => (/** @type {string} */ part) => part.length <= most;

/** @param {string} text */
const letters = (text) => text.replace(/\s+/g, "");

/** @param {string} text */
const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

/** @param {Dice} dice @param {number} longest */
function word(dice, longest) {
  return Array.from({ length: 1 + dice.below(longest) }, () => dice.pick([..."abcdeéᐊ"])).join("");
}

/** Sentences of chance words, on one line or several. @param {Dice} dice @param {number} longest */
function prose(dice, longest) {
  const many = 1 + dice.below(60);
  return Array.from({ length: many }, () => word(dice, longest) + dice.pick(["", "", "", ",", ".", "!", " –"]))
    .map((each) => each + dice.pick([" ", " ", " ", "\n", "\n\n"]))
    .join("");
}

test("a text that fits is one part", () => {
  assert.deepEqual(paginate("We visit each other.", room(20)), ["We visit each other."]);
});

test("white space around a text is no part of it", () => {
  assert.deepEqual(paginate("  hello\n", room(5)), ["hello"]);
});

test("nothing has no parts", () => {
  assert.deepEqual(paginate(" \n ", room(5)), []);
});

test("a cut is made between words", () => {
  assert.deepEqual(paginate("abcd efgh ijkl", room(10)), ["abcd efgh", "ijkl"]);
});

test("a cut is made after a sentence that ends in the second half", () => {
  const text = "We visited two schools. They showed us their halls and gardens.";
  assert.equal(paginate(text, room(42))[0], "We visited two schools.");
});

test("a sentence that ends in the first half is no reason for a short part", () => {
  const text = "Yes. We visited two schools and they showed us their halls";
  assert.equal(paginate(text, room(40))[0], "Yes. We visited two schools and they");
});

test("a sentence may end with a French quotation mark", () => {
  const text = "Elle a dit « nous sommes ici » et nous avons tous compris";
  assert.equal(paginate(text, room(38))[0], "Elle a dit « nous sommes ici »");
});

test("one endless word is cut between its characters, as people see them", () => {
  const teacher = "👩🏽‍🏫";
  const parts = paginate(teacher.repeat(9), room(teacher.length * 4 + 1));
  assert.equal(parts.join(""), teacher.repeat(9));
  for (const part of parts) assert.match(part, new RegExp(`^(${teacher}){1,4}$`, "u"));
});

test("an endless word among others is cut, and the others are not", () => {
  const parts = paginate(`short ${"x".repeat(25)} words`, room(10));
  assert.ok(parts.every(room(10)), parts.join(" | "));
  assert.equal(letters(parts.join("")), `short${"x".repeat(25)}words`);
});

test("a last part of a few words is evened out", () => {
  const parts = paginate("aaaa bbbb cccc dddd eeee ffff gggg hhhh ii", room(39));
  assert.equal(parts.length, 2);
  assert.ok((parts[1] ?? "").length > 12, parts.join(" | "));
});

test("any text in any place: every word is there, in order and whole, and every part fits", async () => {
  await underManySeeds(2000, (dice) => {
    const most = 10 + dice.below(60);
    const text = prose(dice, 1 + dice.below(most - 3));
    const fits = room(most);
    const parts = paginate(text, fits);
    assert.deepEqual(wordsOf(parts.join(" ")), wordsOf(text));
    assert.ok(parts.every(fits), parts.join(" | "));
    assert.ok(parts.every((part) => part !== "" && part === part.trim()), "a part is empty or has white space around");
  });
});

test("any text in a place too narrow for its words: every letter is there, and every part fits", async () => {
  await underManySeeds(1000, (dice) => {
    const text = prose(dice, 40);
    const fits = room(5 + dice.below(20));
    const parts = paginate(text, fits);
    assert.equal(letters(parts.join("")), letters(text));
    assert.ok(parts.every(fits), parts.join(" | "));
    assert.ok(!parts.includes(""), "a part is empty");
  });
});

test("where not even one character fits, every character still gets its part", () => {
  assert.deepEqual(paginate("abc", () => false), ["a", "b", "c"]);
});

test("a part stays for at least five seconds", () => {
  assert.equal(readingTime("Yes."), 5000);
  assert.equal(readingTime(""), 5000);
});

test("a longer part stays for as long as it takes to read", () => {
  assert.equal(readingTime("word ".repeat(26)), 10000);
});
