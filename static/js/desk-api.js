// @ts-check
/** Desk, requests: from a deed to the server and back. What went wrong is said in one place and in one line. */

/** @typedef {{status: number, body: any}} Reply */

const GIVE_UP = 10_000;

export class Api {
  #base;
  #failed;
  #means;
  #over = false;

  /** @param {string} key @param {string} failed what is said when nothing better is known
   * @param {{say: (text: string) => void, changed: () => void}} means */
  constructor(key, failed, means) {
    this.#base = `/api/d/${key}/`;
    this.#failed = failed;
    this.#means = means;
  }

  /** The pass has ended: what was asked stays without an answer, so that nothing is drawn any more. */
  stop() {
    this.#over = true;
  }

  /** @param {string} path @param {Record<string, unknown>} body */
  put(path, body) {
    return this.#ask("PUT", path, body);
  }

  /** @param {string} path @param {Record<string, unknown>} body */
  post(path, body) {
    return this.#ask("POST", path, body);
  }

  /** @param {string} path */
  drop(path) {
    return this.#ask("DELETE", path);
  }

  /** To read, in silence: what cannot be read now is asked for again. @param {string} path @returns {Promise<any>} */
  async get(path) {
    const reply = await fetch(this.#base + path, { cache: "no-store", signal: AbortSignal.timeout(GIVE_UP) }).catch(
      () => null,
    );
    const told = reply?.ok ? await reply.json().catch(() => null) : null;
    return this.#over ? new Promise(() => undefined) : told;
  }

  /** The answer when it was carried out, or when somebody was quicker (409); otherwise null, and it has been said why.
   * @param {string} method @param {string} path @param {Record<string, unknown>} [body] @returns {Promise<Reply|null>} */
  async #ask(method, path, body) {
    try {
      const reply = await fetch(this.#base + path, {
        method,
        ...(body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(GIVE_UP),
      });
      const told = await reply.json().catch(() => ({}));
      if (this.#over) return new Promise(() => undefined);
      this.#means.changed();
      if (reply.ok || reply.status === 409) return { status: reply.status, body: told };
      this.#means.say(why(told) ?? this.#failed);
    } catch {
      if (!this.#over) this.#means.say(this.#failed);
    }
    return null;
  }
}

/** The server's own sentence: of the field at fault, or of the whole. @param {any} problem @returns {string|undefined} */
function why(problem) {
  const first = problem.errors ? Object.values(problem.errors)[0] : undefined;
  return first ?? problem.detail;
}
