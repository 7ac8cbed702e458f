// @ts-check
/**
 * Outbox: from what a table shares to a receipt, whatever the network does in between. No DOM and no clock of its own:
 * storage, sending and waiting are handed in, so that all of it is tested in Node.
 *
 * A reflection is frozen before any network. An edit is the next revision, queued behind it. Nothing is forgotten
 * before a valid receipt for that key and revision; `sent` is terminal.
 */

/** @typedef {{text: string, headline: string|null, kind: string|null, consent: string, on_wall: boolean,
 *   lang: string|null, people: number|null, prompt: number|null, revision: number, written_at: string}} Body */
/** @typedef {{app: string, key: string, conference: string, revision: number, hash: string, reference: string,
 *   state: string, show_at: string|null, late: boolean, on_wall: boolean, received_at: string}} Receipt */
/** @typedef {{conference: string, place: number, table: string, link: string}} Here whose page this is: `place` is the
 *   table for good, whatever it is called or its link becomes */
/** @typedef {Omit<Here, "place"|"link"> & Partial<Here> & {key: string, made: number, queue: Body[], acked: Body|null,
 *   receipt: Receipt|null, arrived: string, heard: number, withdraw: boolean,
 *   refused: {status: number, detail: string}|null, asked?: boolean, version?: number, elsewhere?: boolean}} Item
 *   `place` and `link`: its table, and the link it goes by; once there was only a label. `asked`: its group has seen the
 *   question about consent; `version`: the table's list as it was when last looked into; `elsewhere`: its words are
 *   another phone's */
/** @typedef {{reference: string, state: string, show_at: string|null, late: boolean, on_wall: boolean,
 *   version?: number}} Told */
/** @typedef {{status: number, type: string, body: any, retryAfter: number}} Reply */
/** @typedef {{getItem(key: string): string|null, setItem(key: string, value: string): void,
 *   removeItem(key: string): void, key(n: number): string|null, readonly length: number}} Box */
/** @typedef {{storage: Box, send: (method: string, key: string, body: Body|null, link: string) => Promise<Reply>,
 *   later: (ms: number, work: () => void) => void, now: () => number, random: () => number, freshKey: () => string,
 *   hash: (text: string) => Promise<string|null>, changed: () => void, editing: () => string|null,
 *   look: (key: string) => Promise<{receipt: Receipt, body: Omit<Body, "revision">}|null>}} Means */

const PREFIX = "rw:item:";
const DAY = 24 * 60 * 60 * 1000;
const KEPT = 90 * DAY;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
/** A server may ask for more patience, but for no more than this. */
const LONGEST_ASKED = 60000;
/** What needs a person: the words stay, and are offered to copy. */
const REFUSALS = [403, 404, 409, 410, 413, 415, 422];
/** Of these, what other words would mend. */
const MENDABLE = [413, 415, 422];
/** What no try will ever bring to the server. */
const NEVER = [403, 410, ...MENDABLE];
/** A clock that has run out and an item without news are asked about again, but no more often than this. */
const OVERDUE = 4000;
const RUNNING = 10_000;
const NO_NEWS = 60_000;

/** What the server hashes: JSON.stringify of the eight values as sent, line breaks as LF. @param {Body} body */
export function hashed(body) {
  const { prompt, text, headline, kind, consent, on_wall, lang, people } = body;
  const lf = (/** @type {any} */ value) => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : value);
  return JSON.stringify([prompt, text, headline, kind, consent, on_wall, lang, people].map(lf));
}

const LINE_BREAKS = /\r\n|[\r\u0085\u2028\u2029]/g;
const DROPPED =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]/gu;
const TAGS = /(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const MARK = /[\p{Mn}\p{Me}]/u;
const MOST_MARKS = 4;

/** How long a text is, in code points, once it is cleaned as the server will: what `rules/cleaning.py` takes away does
 * not count. It is sent as it was typed. @param {string} text */
export function measured(text) {
  return [...cleaned(text)].length;
}

/** @param {string} text */
export function cleaned(text) {
  const plain = text.replace(LINE_BREAKS, "\n").replaceAll("\t", " ").replace(DROPPED, "");
  return withoutTowers(plain.replace(TAGS, "$1").normalize("NFC"))
    .replace(/\n[ \u00a0]*(?:\n[ \u00a0]*){2,}/g, "\n\n")
    .trim();
}

/** @param {string} text */
function withoutTowers(text) {
  if (!MARK.test(text)) return text;
  let marks = 0;
  return [...text]
    .filter((char) => {
      if (char !== "\u200c" && char !== "\u200d") marks = MARK.test(char) ? marks + 1 : 0;
      return marks <= MOST_MARKS;
    })
    .join("");
}

/**
 * Whether a reply proves that our own server has this revision. A captive portal answers 200 to anything.
 * @param {Reply} reply @param {string} key @param {number|null} revision @param {string|null} hash
 */
export function isReceipt(reply, key, revision, hash) {
  const told = reply.body;
  return (
    (reply.status === 200 || reply.status === 201) &&
    reply.type.startsWith("application/json") &&
    told !== null &&
    typeof told === "object" &&
    told.app === "reflection-wall" &&
    told.key === key &&
    typeof told.reference === "string" &&
    (revision === null ? told.state === "withdrawn" : told.revision === revision) &&
    (hash === null || told.hash === hash)
  );
}

export class Outbox {
  #means;
  #here;
  /** What could not be saved, because this browser keeps nothing. @type {Map<string, string>} */
  #memory = new Map();
  /** Keys that are being sent now. @type {Set<string>} */
  #busy = new Set();
  /** Keys that are offered again although they were acknowledged. @type {Set<string>} */
  #offers = new Set();
  /** Keys that this page has tried to send: another table's stay in sight until the page goes. @type {Set<string>} */
  #tried = new Set();
  /** Keys whose last try did not arrive. @type {Set<string>} */
  #failed = new Set();
  /** When each key was last asked about again. @type {Map<string, number>} */
  #looked = new Map();
  /** Versions of which the list told and that nobody has looked into yet. @type {Map<string, number>} */
  #news = new Map();
  #tries = 0;
  #waiting = false;

  /** @param {Means} means @param {Here} here */
  constructor(means, here) {
    this.#means = means;
    this.#here = here;
  }

  /** What this table has on this phone goes by its present link and name. What once was kept under a label alone is the
   * table's of that label; what waits of any other is for that one's code, and is not sent in this one's name. */
  moveIn() {
    const { place, table, link } = this.#here;
    for (const item of this.#all()) {
      const nameless = item.place === undefined;
      if (nameless ? item.table === table : item.place === place) {
        if (item.link !== link || item.table !== table) this.#save({ ...item, place, table, link });
      } else if (nameless && unsent(item) && !item.refused) {
        this.#save({ ...item, refused: { status: 404, detail: "" } });
      }
    }
  }

  /** Whether everything so far could be saved on this phone. */
  get saved() {
    return this.#memory.size === 0;
  }

  /** What this phone has shared from this table, and what waits here from whichever table, newest first.
   * @returns {Item[]} */
  items() {
    const young = (/** @type {Item} */ item) => this.#means.now() - item.made < KEPT;
    return this.#all()
      .filter((item) => unsent(item) || (this.away(item) ? this.#tried.has(item.key) : young(item)))
      .sort((a, b) => b.made - a.made);
  }

  /** Whether it was shared from another table of this conference. @param {Item} item */
  away(item) {
    return item.place !== this.#here.place;
  }

  /** The link under which it goes: it arrives as its own table's. @param {Item} item */
  linkOf(item) {
    return this.away(item) ? (item.link ?? null) : this.#here.link;
  }

  /** Everything of this conference on this phone. @returns {Item[]} */
  #all() {
    const { storage } = this.#means;
    const names = new Set(this.#memory.keys());
    try {
      for (let n = 0; n < storage.length; n += 1) {
        const name = storage.key(n);
        if (name?.startsWith(PREFIX)) names.add(name);
      }
    } catch {
      // a browser that forbids storage: memory has everything
    }
    const found = [...names].map((name) => this.#load(name)).filter((item) => item !== null);
    return found.filter((item) => item.conference === this.#here.conference);
  }

  /** One item, as it stands. @param {string} key */
  item(key) {
    return this.#load(PREFIX + key);
  }

  /** Freeze a new reflection. @param {Omit<Body, "revision">} body @returns {string} its key */
  share(body) {
    const key = this.#means.freshKey();
    this.#save({ ...this.#blank(key), queue: [{ ...body, revision: 1 }] });
    void this.flush();
    return key;
  }

  /** Freeze the next wording of a reflection. @param {string} key @param {Omit<Body, "revision">} body */
  revise(key, body) {
    const item = this.item(key);
    if (!item) return;
    const newest = item.queue.at(-1) ?? item.acked;
    if (mendable(item)) item.queue = []; // what was refused would be refused again, and hold up its successor
    item.queue.push({ ...body, revision: (newest?.revision ?? 0) + 1 });
    this.#save({ ...item, refused: null, elsewhere: false });
    void this.flush();
  }

  /** After a conflict: the refused wording, and all behind it, as later revisions. @param {string} key */
  insist(key) {
    const item = this.item(key);
    if (!item?.refused) return;
    item.queue = item.queue.map((body) => ({ ...body, revision: body.revision + 1 }));
    item.refused = null;
    this.#save(item);
    void this.flush();
  }

  /** Give up a wording that can never be sent. What had arrived before it stays. @param {string} key */
  forget(key) {
    const item = this.item(key);
    if (!item?.refused) return;
    if (item.acked) this.#save({ ...item, queue: [], refused: null });
    else this.#remove(key);
    this.#means.changed();
  }

  /** Take a reflection back, for good. @param {string} key */
  withdraw(key) {
    const item = this.item(key);
    if (!item) return;
    this.#save({ ...item, queue: [], withdraw: true, refused: null });
    void this.flush();
  }

  /** Whoever leaves the receipts has seen what they ask. */
  seen() {
    for (const item of this.items()) if (item.receipt && !item.asked) this.#save({ ...item, asked: true });
  }

  /** Take over what another phone has written. @param {Receipt} receipt @param {Omit<Body, "revision">} body */
  adopt(receipt, body) {
    const known = this.item(receipt.key);
    if (known && known.queue.length > 0) return;
    if (known && receipt.state === "withdrawn") return this.#takenBack({ ...known, receipt });
    if (known && (known.acked?.revision ?? 0) >= receipt.revision) return;
    const item = { ...(known ?? this.#blank(receipt.key)), elsewhere: known !== null };
    this.#acknowledge(item, { ...body, revision: receipt.revision }, receipt);
  }

  /** What the table's list says of our own: the state may have changed since the receipt, another phone may have
   * brought newer words, and what is there no more was taken back: offered again it gets the answer.
   * @param {Told[]} shared */
  async learn(shared) {
    for (const item of this.items()) {
      if (!item.receipt || takenBack(item)) continue;
      const told = shared.find((each) => each.reference === item.receipt?.reference);
      if (told) this.#learnOf(item, item.receipt, told);
      else if (!unsent(item) && !this.#lately(item.key, NO_NEWS)) this.#offer(item.key);
    }
    await Promise.all([this.#catchUp(), this.#offers.size > 0 ? this.flush() : null]);
  }

  /** @param {Item} item @param {Receipt} proof @param {Told} told */
  #learnOf(item, proof, { state, show_at, late, on_wall, version }) {
    const receipt = { ...proof, state, show_at, late, on_wall };
    if (JSON.stringify(receipt) !== JSON.stringify(proof)) this.#save({ ...item, receipt });
    if (version !== undefined && version !== item.version) this.#news.set(item.key, version);
  }

  /** Look into what the list has told of. Whoever is at an edit of their own is asked later, by a conflict. */
  async #catchUp() {
    for (const [key, version] of [...this.#news]) {
      const item = this.item(key);
      if (!item || takenBack(item)) this.#news.delete(key);
      else if (!unsent(item) && this.#means.editing() !== key) await this.#lookInto(key, version);
    }
  }

  /** @param {string} key @param {number} version */
  async #lookInto(key, version) {
    this.#news.delete(key);
    const told = await this.#means.look(key).catch(() => null);
    const item = this.item(key);
    if (!item) return;
    if (told?.receipt.key !== key || this.#means.editing() === key) {
      if (!this.#news.has(key)) this.#news.set(key, version); // the next time, then
      return;
    }
    this.#save({ ...item, version });
    this.adopt(told.receipt, told.body);
  }

  /** Another phone was first, or the organizers were. @param {Item} item */
  #takenBack(item) {
    const receipt = item.receipt && { ...item.receipt, state: "withdrawn" };
    this.#save({ ...item, queue: [], withdraw: true, receipt, refused: null });
  }

  /** Offer again what was acknowledged: a restored server may have lost it, any other answers with a replay. */
  async reoffer() {
    for (const item of this.items()) if (!unsent(item)) this.#offers.add(item.key);
    await this.flush();
  }

  /** Ask what became of what nothing else tells of: of a clock that has run out, and for a phone that is told no list
   * of everything now and then. The receipt of a replay carries the present state. @param {boolean} listless */
  async lookAgain(listless) {
    const now = this.#means.now();
    const before = this.#offers.size;
    for (const item of this.items()) {
      const { key, receipt } = item;
      if (unsent(item) || item.refused || !receipt || takenBack(item)) continue;
      const overdue = receipt.show_at !== null && secondsLeft(item, now) === 0;
      const least = overdue ? OVERDUE : !listless ? Infinity : receipt.show_at ? RUNNING : NO_NEWS;
      if (!this.#lately(key, least, overdue ? -Infinity : item.heard)) this.#offer(key);
    }
    await Promise.all([this.#catchUp(), this.#offers.size > before ? this.flush() : null]);
  }

  /** Whether it was asked about less than so many ms ago.
   * @param {string} key @param {number} ms @param {number} [heard] */
  #lately(key, ms, heard = -Infinity) {
    return this.#means.now() - (this.#looked.get(key) ?? heard) < ms;
  }

  /** @param {string} key */
  #offer(key) {
    this.#looked.set(key, this.#means.now());
    this.#offers.add(key);
  }

  /** Forget what has arrived from this conference, and what never can; the rest stays, for it is nowhere else. */
  clear() {
    for (const item of this.#all()) {
      const done = item.refused ? NEVER.includes(item.refused.status) : !unsent(item);
      if (done) this.#remove(item.key);
    }
    this.#means.changed();
  }

  /** @param {string} key */
  #remove(key) {
    this.#memory.delete(PREFIX + key);
    try {
      this.#means.storage.removeItem(PREFIX + key);
    } catch {
      // a browser that forbids storage has nothing to forget
    }
  }

  /** Whether an item is on its way and nothing has gone wrong with it yet. @param {string} key */
  sending(key) {
    return this.#busy.has(key) && !this.#failed.has(key);
  }

  /** How many wait for a receipt. */
  get waiting() {
    return this.items().filter((item) => !item.refused && unsent(item)).length;
  }

  /** Send what waits, in order; what does not arrive is tried again after a while, for as long as the page lives. */
  async flush() {
    const open = this.items().filter((item) => this.#due(item) && !this.#busy.has(item.key));
    const waits = await Promise.all(open.map((item) => this.#drain(item.key)));
    const failed = waits.filter((wait) => wait !== null);
    if (failed.length === 0) {
      this.#tries = 0;
      return;
    }
    this.#again(Math.max(...failed));
  }

  /** A person taps "Send now", or the phone has come back: start counting afresh. */
  async sendNow() {
    this.#tries = 0;
    // Under a renewed link the same key is tried again.
    for (const item of this.items()) {
      if (item.refused?.status === 404 && this.linkOf(item)) this.#save({ ...item, refused: null });
    }
    await this.flush();
  }

  /** @param {number} asked */
  #again(asked) {
    if (this.#waiting) return;
    this.#waiting = true;
    const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#tries + 1));
    this.#tries += 1;
    const wait = Math.max(asked, FIRST_WAIT) + this.#means.random() * (most - FIRST_WAIT);
    this.#means.later(wait, () => {
      this.#waiting = false;
      void this.flush();
    });
  }

  /** Send one item until it is empty; null when it is, else the least wait in ms. @param {string} key */
  async #drain(key) {
    for (;;) {
      const item = this.item(key);
      if (!item || !this.#due(item)) return null;
      const wait = await this.#one(key);
      if (wait !== null) return wait;
      this.#failed.delete(key);
      this.#offers.delete(key);
    }
  }

  /** Whether an item is to be sent now. @param {Item} item */
  #due(item) {
    return !item.refused && this.linkOf(item) !== null && (unsent(item) || this.#offers.has(item.key));
  }

  /** One try. @param {string} key */
  async #one(key) {
    const item = this.item(key);
    if (!item) return null;
    const body = item.withdraw ? null : (item.queue[0] ?? item.acked);
    const link = this.linkOf(item);
    if (!link || (!body && !item.withdraw)) return null;
    this.#busy.add(key);
    this.#tried.add(key);
    this.#means.changed();
    try {
      const hash = body ? await this.#means.hash(hashed(body)) : null;
      const reply = await this.#means.send(body ? "PUT" : "DELETE", key, body, link);
      return this.#heard(key, body, hash, reply);
    } catch {
      this.#failed.add(key);
      return 0; // no reply: it may have arrived, the next try will tell
    } finally {
      this.#busy.delete(key);
      this.#means.changed();
    }
  }

  /** @param {string} key @param {Body|null} body @param {string|null} hash @param {Reply} reply */
  #heard(key, body, hash, reply) {
    const item = this.item(key); // another tab may have been quicker
    if (!item) return null;
    if (isReceipt(reply, key, body ? body.revision : null, hash)) {
      this.#acknowledge(item, body, reply.body);
      return null;
    }
    const problem = reply.type.startsWith("application/problem+json") && reply.body?.status === reply.status;
    if (problem && REFUSALS.includes(reply.status)) {
      // An answer to what was acknowledged meanwhile, by another tab, or is being taken back, is stale.
      if (body ? item.withdraw : item.receipt?.state === "withdrawn") return null;
      if (body && (item.acked?.revision ?? 0) >= body.revision && reply.status !== 410) return null;
      if (reply.status === 410 && sameWords(item)) {
        this.#takenBack(item); // it had arrived, so nothing of it was "not sent"
        return null;
      }
      this.#save({ ...item, refused: { status: reply.status, detail: String(reply.body.detail ?? "") } });
      return null;
    }
    this.#failed.add(key);
    return Math.min(reply.retryAfter * 1000, LONGEST_ASKED);
  }

  /** @param {Item} item @param {Body|null} body @param {Receipt} receipt */
  #acknowledge(item, body, receipt) {
    const late = body && (body.revision < (item.acked?.revision ?? 0) || item.receipt?.state === "withdrawn");
    const acked = body && !late ? body : item.acked;
    const queue = body ? item.queue.filter((each) => each.revision > body.revision) : [];
    const arrived = item.arrived || receipt.received_at;
    const proof = late ? item.receipt : receipt;
    // A replay tells again when it was received: the seconds of a delay go on from where they were.
    const again = item.receipt?.received_at === receipt.received_at;
    const heard = again ? item.heard : this.#means.now();
    this.#save({ ...item, acked, queue, receipt: proof, arrived, heard, refused: null });
  }

  /** @param {string} key @returns {Item} */
  #blank(key) {
    return {
      ...this.#here,
      key,
      made: this.#means.now(),
      queue: [],
      acked: null,
      receipt: null,
      arrived: "",
      heard: 0,
      withdraw: false,
      refused: null,
    };
  }

  /** @param {Item} item */
  #save(item) {
    const name = PREFIX + item.key;
    const text = JSON.stringify(item);
    try {
      this.#means.storage.setItem(name, text);
      if (this.#means.storage.getItem(name) !== text) throw new Error("not kept");
      this.#memory.delete(name);
    } catch {
      this.#memory.set(name, text);
    }
    this.#means.changed();
  }

  /** @param {string} name @returns {Item|null} */
  #load(name) {
    try {
      const text = this.#memory.get(name) ?? this.#means.storage.getItem(name);
      return text ? JSON.parse(text) : null;
    } catch {
      return null;
    }
  }
}

/** Whether what waits are only companions of words that have arrived, such as consent. @param {Item} item */
export function sameWords({ acked, queue, receipt, withdraw }) {
  const says = (/** @type {Body} */ body) => JSON.stringify([body.text, body.headline, body.kind, body.lang]);
  return !withdraw && receipt !== null && acked !== null && queue.every((body) => says(body) === says(acked));
}

/** Seconds until it shows, by the server's own times: its clock and the phone's may differ by days.
 * @param {Item} item @param {number} now */
export function secondsLeft({ receipt, heard }, now) {
  if (!receipt?.show_at) return 0;
  const wait = Date.parse(receipt.show_at) - Date.parse(receipt.received_at);
  return Math.max(0, Math.ceil((wait - (now - heard)) / 1000));
}

/** Whether it was refused for what it says, so that other words may be taken. @param {Item} item */
export function mendable(item) {
  return item.refused !== null && MENDABLE.includes(item.refused.status);
}

/** Whether it was taken back, here or on another phone, or soon will be. @param {Item} item */
export function takenBack(item) {
  return item.withdraw || item.receipt?.state === "withdrawn";
}

/** Whether an item still waits for a receipt. @param {Item} item */
export function unsent(item) {
  return item.queue.length > 0 || (item.withdraw && item.receipt?.state !== "withdrawn");
}
