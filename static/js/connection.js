// @ts-check
/**
 * Connection: from the server to a feed, by socket when there is one, by asking when there is not.
 * Nothing heard on the socket for 7 s: ask every 3 s, until something is heard.
 */

import { Feed } from "./feed.js";
import { io } from "../vendor/socket.io.js";

/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{key: string, audience: "wall"|"desk", show: (picture: Picture) => void,
 *   pulse?: (pulse: any) => void, link: (state: "live"|"polling"|"lost") => void,
 *   deaf?: (deaf: boolean) => void, ended?: () => void}} Options `deaf`: the socket is gone and asking is in vain, which
 *   a desk must know at once; `ended`: the server knows this key no more */

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
  #deaf = false;
  #over = false;
  #watching = 0;
  /** What is said again whenever a socket is there. @type {Map<string, unknown>} */
  #standing = new Map();
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
    this.#socket.on("connect", () => this.#met());
    this.#socket.on("connect_error", () => this.#joinLater());
    this.#socket.on("disconnect", () => this.#left());
  }

  /** Ask for the first picture at once, and listen from then on. */
  start() {
    void this.feed.pull().finally(() => this.#join());
    this.#watching = window.setInterval(() => this.#watch(), 1000);
    for (const name of ["online", "pageshow"]) addEventListener(name, () => this.#wake());
    document.addEventListener("visibilitychange", () => this.#wake());
  }

  /** Say something of this screen to the server, now and after every reconnection.
   * @param {string} name @param {unknown} told */
  stand(name, told) {
    this.#standing.set(name, told);
    if (this.#socket.connected) this.#socket.emit(name, told);
  }

  /** The name that this screen goes by among others. */
  get screen() {
    return this.#screen;
  }

  #met() {
    this.#say();
    for (const [name, told] of this.#standing) this.#socket.emit(name, told);
  }

  /** The socket has gone: whoever must know at once asks at once, and hears whether anybody is there. */
  #left() {
    this.#joinLater();
    if (this.#options.deaf && !this.#over) void this.feed.pull();
  }

  /** @param {() => void} work */
  #hear(work) {
    if (this.#over) return;
    this.#heardSocket = Date.now();
    this.#heard();
    work();
  }

  #heard() {
    this.#heardAny = Date.now();
    this.#tell(false);
  }

  /** An answer did not come; with a socket that speaks this means nothing. */
  #missed() {
    if (!this.#socket.connected || Date.now() - this.#heardSocket > SILENCE) this.#tell(true);
    return null;
  }

  /** @param {boolean} deaf */
  #tell(deaf) {
    if (deaf === this.#deaf || this.#over) return;
    this.#deaf = deaf;
    this.#options.deaf?.(deaf);
  }

  /** The key is known no more: nothing is asked or heard under it from now on. */
  #end() {
    if (this.#over || !this.#options.ended) return;
    this.#over = true;
    window.clearInterval(this.#watching);
    this.#socket.disconnect();
    this.#options.ended();
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
    const lost = silent && now - this.#heardAny > LOST;
    if (lost) this.#tell(true);
    this.#options.link(!silent ? "live" : lost ? "lost" : "polling");
  }

  /** Connect, unless the client is at it already: asking twice while it is would be refused. */
  #join() {
    if (!this.#socket.active && !this.#over) this.#socket.connect();
  }

  /** A refusal ends the client's own tries; the link may be good again later, and polling goes on meanwhile. */
  #joinLater() {
    if (!this.#socket.active) setTimeout(() => this.#join(), AGAIN * (1 + Math.random()));
  }

  #wake() {
    if (document.visibilityState === "hidden" || this.#over) return;
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
      if (reply.status === 304) this.#heard();
      if (reply.status === 404 && isOurs(reply)) this.#end();
      if (reply.status >= 500) return this.#missed();
      if (!reply.ok || this.#over) return null;
      const frame = await reply.json();
      this.#heard();
      this.#etags = new Map([[after, reply.headers.get("ETag") ?? ""]]);
      return frame;
    } catch {
      return this.#missed();
    }
  }
}

/** Whether the server itself refused, and not something on the way to it. @param {Response} reply */
function isOurs(reply) {
  return (reply.headers.get("Content-Type") ?? "").startsWith("application/problem+json");
}
