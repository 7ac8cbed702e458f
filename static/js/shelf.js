// @ts-check
/** Shelf: what a screen keeps for a conference across reloads, under its epoch. Little, and not for ever. */

const KEPT = 6;

export class Shelf {
  #prefix;

  /** @param {string} prefix @param {Storage|null} [storage] */
  constructor(prefix, storage) {
    this.#prefix = prefix;
    this.storage = storage === undefined ? storageHere() : storage;
  }

  /** @param {string} epoch @returns {string|null} */
  read(epoch) {
    try {
      return this.storage?.getItem(this.#prefix + epoch) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} epoch @param {string} text */
  write(epoch, text) {
    try {
      this.storage?.setItem(this.#prefix + epoch, text);
      this.#tidy(epoch);
    } catch {
      // a browser that keeps nothing: it lasts until the page is reloaded
    }
  }

  /** Other conferences' are dropped when there are many. @param {string} epoch */
  #tidy(epoch) {
    const others = Object.keys(this.storage ?? {}).filter(
      (name) => name.startsWith(this.#prefix) && name !== this.#prefix + epoch,
    );
    for (const name of others.slice(KEPT)) this.storage?.removeItem(name);
  }
}

function storageHere() {
  try {
    return localStorage;
  } catch {
    return null; // forbidden by the browser's settings
  }
}
