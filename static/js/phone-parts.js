// @ts-check
/** Phone parts: what the modules that come after the first load have in common. */

/** @typedef {import("./phone.js").Page} Page */
/** @typedef {{page: Page, outbox: import("./outbox.js").Outbox, mine: import("./mine.js").Mine,
 *   box: HTMLInputElement|HTMLTextAreaElement, freshKey: () => string, speak: (said: string) => void, ask: () => void,
 *   fit: () => void, drafted: (draft: import("./drafting.js").Box) => void, editing: () => string|null,
 *   misses: () => number, edit: (key: string) => void}} Phone what the page of a table offers */
/** @typedef {{id: string, reference: string, text: string, resonance: number, signatures: number}} Shared */
/** @typedef {{stage: {scene: string, ends_at: string|null, closes_at: string|null, now: string}, resonance: boolean,
 *   shared_draft: boolean, shared: Shared[], notes: import("./phone-notes.js").Note[]}} Told */

const GIVE_UP = 10_000;
const SHORT = 90;

/** One request about this table. What is not our own server's answer counts as none.
 * @param {Page} page @param {string} method @param {string} path @param {object|null} [body] @param {RequestInit} [more] */
export async function request(page, method, path, body = null, more = {}) {
  const reply = await fetch(`/api/t/${page.key}/${path}`, {
    method,
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(GIVE_UP),
    body: body ? JSON.stringify(body) : null,
    ...more,
    headers: { "Accept-Language": page.locale, ...(body ? { "Content-Type": "application/json" } : {}), ...more.headers },
  });
  const json = (reply.headers.get("Content-Type") ?? "").includes("json");
  const told = json ? await reply.json() : null;
  return {
    status: reply.status,
    body: told,
    etag: reply.headers.get("ETag") ?? "",
    retryAfter: Number(reply.headers.get("Retry-After")) || 0,
  };
}

/** @param {string} tag @param {string} name @param {string|undefined} [text] */
export function make(tag, name, text = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

/** @param {string|undefined} text @param {() => void} work @param {string} [name] */
export function button(text, work, name = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = text ?? "";
  made.addEventListener("click", work);
  return made;
}

/** @param {string|undefined} text @param {Record<string, string|number>} values */
export function fill(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** What speaks of a text without saying all of it. @param {string} text */
export function short(text) {
  const all = [...text.replace(/\s+/gu, " ")];
  return all.length > SHORT ? `${all.slice(0, SHORT).join("").trimEnd()}…` : all.join("");
}

/** @param {string} id */
export function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}

/** Over the head of the page, so that what is being written stays where it is: a sentence, and what to do about it.
 * @param {HTMLElement} said @param {HTMLElement[]} deeds */
export function banner(said, ...deeds) {
  const element = make("div", "news word");
  element.append(said, ...deeds);
  return element;
}

/** The style of what comes later. @returns {Promise<void>} */
export function style() {
  return new Promise((done, fail) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("../css/phone-room.css", import.meta.url).href;
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => {
      link.remove();
      fail(new Error("no style"));
    });
    document.head.append(link);
  });
}

/** Something small that this browser keeps, or does not. */
export const shelf = {
  /** @param {string} name */
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "null");
    } catch {
      return null;
    }
  },
  /** @param {string} name @param {any} value */
  write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing: it will be said again after a reload
    }
  },
  /** @param {string} name */
  drop(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // nothing was kept
    }
  },
};
