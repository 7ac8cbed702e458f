// @ts-check
/** Word source: from `/api/w/<key>/words` to the words scene; asked when the room has changed, every 5 s at most. */

/** @typedef {import("./word-list.js").Word} Word */

const AGAIN = 5000;

export class WordSource {
  #key;
  #tell;
  #etag = "";
  #asked = Number.NEGATIVE_INFINITY;
  #soon = 0;

  /** @param {string} key @param {(words: Word[]) => void} tell */
  constructor(key, tell) {
    this.#key = key;
    this.#tell = tell;
  }

  /** There may be new words. */
  ask() {
    const wait = this.#asked + AGAIN - performance.now();
    if (wait <= 0) void this.#fetch();
    else
      this.#soon ||= setTimeout(() => {
        this.#soon = 0;
        void this.#fetch();
      }, wait);
  }

  /** Nobody needs words now; the next time they are asked for at once. */
  rest() {
    clearTimeout(this.#soon);
    this.#soon = 0;
    this.#etag = "";
    this.#asked = Number.NEGATIVE_INFINITY;
  }

  async #fetch() {
    this.#asked = performance.now();
    try {
      const reply = await fetch(`/api/w/${this.#key}/words`, {
        headers: this.#etag ? { "If-None-Match": this.#etag } : {},
        cache: "no-store",
        redirect: "error",
      });
      if (!reply.ok) return;
      const { words, fresh } = await reply.json();
      this.#etag = reply.headers.get("ETag") ?? "";
      this.#tell(words);
      if (!fresh) this.ask();
    } catch {
      // no server just now: the words that are up stay
    }
  }
}
