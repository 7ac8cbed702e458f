// @ts-check
/**
 * Feed: from frames, pulled or pushed, to one picture. No DOM and no socket: what fetches and what shows are handed in.
 *
 * Any loss, repeat or reordering of frames leads to the same picture. The order of the cases in `heard` is the
 * contract's, and each is tested.
 */

/** @typedef {{id: string, seq: number, version: number, state: string, [more: string]: any}} Told */
/** @typedef {{seq: number, scene: string, [more: string]: any}} Stage */
/** @typedef {{epoch: string, from: number, to: number, head: number, now: string, items: Told[],
 *   tables?: {shared: number, of: number}, stage?: Stage}} Frame */
/** @typedef {{epoch: string, head: number, now: string, digest: string|null}} Pulse */
/** @typedef {{items: Map<string, Told>, stage: Stage|null, tables: {shared: number, of: number}, now: string,
 *   fresh: boolean}} Picture */
/** @typedef {{fetchAfter: (after: number) => Promise<Frame|null>, show: (picture: Picture) => void,
 *   pause: () => Promise<void>}} Means */

export class Feed {
  #means;
  /** @type {string|null} */
  #epoch = null;
  #cursor = 0;
  /** How far the server is known to have come. */
  #known = 0;
  /** Every item held, gone ones with nothing but their number. @type {Map<string, Told>} */
  #held = new Map();
  /** @type {Stage|null} */
  #stage = null;
  #tables = { shared: 0, of: 0 };
  #now = "";
  #fresh = true;
  #pulling = false;
  #soon = false;
  /** How often a digest differed at an equal cursor: 0, or somebody has a bug. */
  mismatches = 0;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /** How far this screen has come. */
  get seen() {
    return { epoch: this.#epoch ?? "", to: this.#cursor };
  }

  /**
   * A frame has come. `asked` is the `after` of the very request that it answers, or null when it was pushed.
   * @param {Frame} frame @param {number|null} asked
   */
  heard(frame, asked) {
    if ((this.#epoch !== null && frame.epoch !== this.#epoch) || (asked !== null && frame.head < asked)) {
      this.#startAfresh(frame.epoch);
      return;
    }
    this.#epoch = frame.epoch;
    this.#known = Math.max(this.#known, frame.head);
    if (frame.to <= this.#cursor) return;
    if (frame.from > this.#cursor) {
      void this.#pullSoon();
      return;
    }
    this.#apply(frame);
  }

  /** A pulse has come: it says how far the server is, and now and then what the whole picture should be.
   * @param {Pulse} pulse */
  pulse(pulse) {
    if (this.#epoch !== null && pulse.epoch !== this.#epoch) {
      this.#startAfresh(pulse.epoch);
      return;
    }
    this.#epoch = pulse.epoch;
    this.#known = Math.max(this.#known, pulse.head);
    if (pulse.head > this.#cursor) void this.#pullSoon();
    // Half-way, or behind a newer head, the picture mixes moments: then a digest proves nothing.
    const level = pulse.head === this.#cursor && pulse.head === this.#known;
    if (pulse.digest !== null && level && pulse.digest !== this.digest()) {
      this.mismatches += 1;
      this.#startAfresh(pulse.epoch);
    }
  }

  /** Ask for what is missing until nothing is. One request at a time; what is heard meanwhile is not forgotten. */
  async pull() {
    if (this.#pulling) return;
    this.#pulling = true;
    try {
      do {
        const asked = this.#cursor;
        const frame = await this.#means.fetchAfter(asked);
        if (frame === null) return;
        const before = this.#cursor;
        this.heard(frame, asked);
        if (this.#cursor === before && this.#known > this.#cursor) await this.#means.pause();
      } while (this.#known > this.#cursor);
    } finally {
      this.#pulling = false;
    }
  }

  /** A gap: hundreds of screens that missed the same frame must not all ask in the same moment. */
  async #pullSoon() {
    if (this.#pulling || this.#soon) return;
    this.#soon = true;
    await this.#means.pause();
    this.#soon = false;
    await this.pull();
  }

  /** The digest of what is shown: XOR of FNV-1a hashes of `id:seq`, the twin of `rules/digests.py`. */
  digest() {
    let total = 0n;
    for (const item of this.#held.values()) {
      if (item.state !== "gone") total ^= fnv(`${item.id}:${item.seq}`);
    }
    return total.toString(16).padStart(16, "0");
  }

  /** @param {string} epoch */
  #startAfresh(epoch) {
    this.#epoch = epoch;
    this.#cursor = 0;
    this.#known = 1; // at least one number: the stage's
    this.#held = new Map();
    this.#stage = null;
    this.#fresh = true;
    void this.pull();
  }

  /** @param {Frame} frame */
  #apply(frame) {
    for (const item of frame.items) {
      if (item.seq > (this.#held.get(item.id)?.seq ?? 0)) this.#held.set(item.id, item);
    }
    if (frame.stage && frame.stage.seq > (this.#stage?.seq ?? 0)) this.#stage = frame.stage;
    this.#cursor = frame.to;
    this.#tables = frame.tables ?? this.#tables;
    this.#now = frame.now;
    // The first picture is shown whole, when there is nothing left to ask for.
    if (this.#fresh && this.#cursor < this.#known) return;
    this.#means.show({
      items: new Map([...this.#held].filter(([, item]) => item.state !== "gone")),
      stage: this.#stage,
      tables: this.#tables,
      now: this.#now,
      fresh: this.#fresh,
    });
    this.#fresh = false;
  }
}

/** 64-bit FNV-1a of an ASCII text. @param {string} text */
function fnv(text) {
  let value = 0xcbf29ce484222325n;
  for (let n = 0; n < text.length; n += 1) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(n))) * 0x100000001b3n);
  }
  return value;
}
