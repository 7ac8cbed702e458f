// @ts-check
/** Support: chance that can be repeated, and a way to wait without a clock. */

import { setImmediate } from "node:timers/promises";

/** Everything that can happen without news from outside has happened. @returns {Promise<void>} */
export const settle = () => setImmediate();

/** Chance from a seed (mulberry32), so that a failure can be seen again. */
export class Dice {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed;
  }

  /** From 0 up to, but never, 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to, but never, `most`. @param {number} most */
  below(most) {
    return Math.floor(this.next() * most);
  }

  /** @param {number} chance */
  happens(chance) {
    return this.next() < chance;
  }

  /** One of these. @template T @param {T[]} from @returns {T} */
  pick(from) {
    return /** @type {T} */ (from[this.below(from.length)]);
  }
}

/** What is under way: what has begun and not yet happened, in whatever order chance brings it. */
export class UnderWay {
  /** @type {(() => void)[]} */
  #works = [];

  get size() {
    return this.#works.length;
  }

  /** @param {() => void} work */
  add(work) {
    this.#works.push(work);
  }

  /** One of them happens. @param {Dice} dice */
  async happen(dice) {
    this.#works.splice(dice.below(this.size), 1)[0]?.();
    await settle();
  }

  /** All of them happen, and all that follows from them. @param {Dice} dice */
  async calm(dice) {
    for (let left = 2000; this.size > 0; left -= 1) {
      if (left === 0) throw new Error("this never comes to rest");
      await this.happen(dice);
    }
  }
}

/** Do the same under many seeds, and name the seed that fails. @param {number} runs
 * @param {(dice: Dice, seed: number) => void|Promise<void>} work */
export async function underManySeeds(runs, work) {
  for (let seed = 1; seed <= runs; seed += 1) {
    try {
      await work(new Dice(seed), seed);
    } catch (cause) {
      throw new Error(`with seed ${seed}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
}
