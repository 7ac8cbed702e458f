// @ts-check
/**
 * Connection: from the server to a feed, by socket when there is one, by asking when there is not.
 * Nothing heard on the socket for 7 s: ask every 3 s, until something is heard.
 */

import { Feed } from "./feed.js";
import { io } from "../vendor/socket.io.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{key: string, audience: "wall"|"desk", show: (picture: Picture) => void,
 *   pulse?: (pulse: any) => void, link: (state: "live"|"polling"|"lost") => void}} Options */

const SILENCE = 7000;
const POLL = 3000;
const LOST = 10000;
const GIVE_UP = 10000;
const AGAIN = 10000;

export class Connection {
  #options;
  #socket;
  #heardSocket = Date.now();
  #heardAny = Date.now();
  #asked = 0;
  #screen = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16)).join("");
  /** @type {Map<number, string>} */
  #etags = new Map();

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.feed = new Feed({
      fetchAfter: (after) => this.#fetch(after),
      show: (picture) => this.#show(picture),
      pause: () => new Promise((done) => setTimeout(done, Math.random() * 400)),
    });
    this.#socket = io(`/${options.audience}`, {
      transports: ["websocket"],
      auth: (give) => give({ key: options.key, after: this.feed.seen.to, screen: this.#screen }),
      reconnectionDelayMax: 5000,
      autoConnect: false,
    });
    this.#socket.on("frame", (frame) => this.#hear(() => this.feed.heard(frame, null)));
    this.#socket.on("pulse", (pulse) => this.#hear(() => this.#pulse(pulse)));
    this.#socket.on("connect", () => this.#say());
    for (const end of ["connect_error", "disconnect"]) this.#socket.on(end, () => this.#joinLater());
  }

  /** Ask for the first picture at once, and listen from then on. */
  start() {
    void this.feed.pull().finally(() => this.#join());
    setInterval(() => this.#watch(), 1000);
    for (const name of ["online", "pageshow"]) addEventListener(name, () => this.#wake());
    document.addEventListener("visibilitychange", () => this.#wake());
  }

  /** @param {() => void} work */
  #hear(work) {
    this.#heardSocket = this.#heardAny = Date.now();
    work();
  }

  /** @param {any} pulse */
  #pulse(pulse) {
    this.feed.pulse(pulse);
    this.#options.pulse?.(pulse);
  }

  /** @param {Picture} picture */
  #show(picture) {
    this.#options.show(picture);
    this.#say();
  }

  /** Say how far this screen has shown; without a socket the next request says it, under the screen's own name. */
  #say() {
    if (this.#socket.connected) this.#socket.volatile.emit("seen", this.feed.seen);
  }

  #watch() {
    const now = Date.now();
    const silent = now - this.#heardSocket > SILENCE;
    if (silent && now - this.#asked >= POLL) {
      this.#asked = now;
      void this.feed.pull();
    }
    this.#options.link(!silent ? "live" : now - this.#heardAny > LOST ? "lost" : "polling");
  }

  /** Connect, unless the client is at it already: asking twice while it is would be refused. */
  #join() {
    if (!this.#socket.active) this.#socket.connect();
  }

  /** A refusal ends the client's own tries; the link may be good again later, and polling goes on meanwhile. */
  #joinLater() {
    if (!this.#socket.active) setTimeout(() => this.#join(), AGAIN * (1 + Math.random()));
  }

  #wake() {
    if (document.visibilityState === "hidden") return;
    this.#join();
    void this.feed.pull();
  }

  /** @param {number} after @returns {Promise<import("./feed.js").Frame|null>} */
  async #fetch(after) {
    const { key, audience } = this.#options;
    const path = `/api/${audience === "wall" ? "w" : "d"}/${key}/changes?after=${after}&screen=${this.#screen}`;
    const known = after > 0 ? this.#etags.get(after) : undefined;
    try {
      const reply = await fetch(path, {
        headers: known ? { "If-None-Match": known } : {},
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(GIVE_UP),
      });
      if (reply.status === 304) this.#heardAny = Date.now();
      if (!reply.ok) return null;
      const frame = await reply.json();
      this.#heardAny = Date.now();
      this.#etags = new Map([[after, reply.headers.get("ETag") ?? ""]]);
      return frame;
    } catch {
      return null;
    }
  }
}
