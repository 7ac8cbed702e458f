// @ts-check
/** Receipt: from the link of a receipt to this phone's own outbox, so that another phone goes on where one stopped.
 * Where this phone cannot keep anything, the page stays, and its forms do everything. */

import { Outbox } from "./outbox.js";

/** @type {{key: string, conference: string, place: number, table: string, mine: {receipt: any, body: any}}} */
const page = JSON.parse(document.body.dataset.phone ?? "{}");

try {
  const outbox = new Outbox(
    {
      storage: localStorage,
      send: () => Promise.reject(new Error("nothing is sent from here")),
      later: () => undefined,
      now: () => Date.now(),
      random: Math.random,
      freshKey: () => "",
      hash: () => Promise.resolve(null),
      changed: () => undefined,
      editing: () => null,
      look: () => Promise.resolve(null),
    },
    { conference: page.conference, place: page.place, table: page.table, link: page.key },
  );
  outbox.adopt(page.mine.receipt, page.mine.body);
  if (outbox.saved) location.replace(`/t/${page.key}`);
} catch {
  // no storage at all
}
