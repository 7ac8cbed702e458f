// @ts-check
/** Headline: whether it says something that its text does not, so that nobody need read it twice. */

/** Whether it stands over its text. `rules/headlines.py` is the twin.
 * @param {import("./feed.js").Told} item */
export function headed({ headline, text }) {
  return Boolean(headline) && !flat(text).startsWith(flat(headline ?? ""));
}

/** @param {string} text */
function flat(text) {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}
