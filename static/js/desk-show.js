// @ts-check
/** Desk, show: puts the wall full screen on the second display where the browser can, and says what to do where not. */

import { at } from "./desk-dom.js";

/** What browsers tell of displays; not all do. @typedef {{left: number, top: number, width: number, height: number}} Display */

/** @param {string} url the wall's @param {Record<string, string>} words @param {(text: string) => void} say */
export function offer(url, words, say) {
  warn(words);
  /** @type {any} */ (screen).addEventListener?.("change", () => warn(words));
  at("start").addEventListener("click", () => void start(url, words, say));
}

/** One display, or two that show the same: the room would see the desk. @param {Record<string, string>} words */
function warn(words) {
  at("mirrored").hidden = /** @type {any} */ (screen).isExtended !== false;
  at("mirrored").textContent = words.mirrored;
}

/** @param {string} url @param {Record<string, string>} words @param {(text: string) => void} say */
async function start(url, words, say) {
  const other = await second();
  const { left, top, width, height } = other ?? { left: 80, top: 80, width: 1280, height: 720 };
  const place = `popup,left=${left},top=${top},width=${width},height=${height}${other ? ",fullscreen" : ""}`;
  const opened = window.open(url, "reflection-wall", place);
  say(!opened ? words.show_blocked : other ? words.show_there : words.show_drag);
}

/** The display that this window is not on, if the browser tells and is allowed to. @returns {Promise<Display|null>} */
async function second() {
  const ask = /** @type {any} */ (window).getScreenDetails;
  if (!ask || !(/** @type {any} */ (screen).isExtended)) return null;
  try {
    const { screens, currentScreen } = await ask.call(window);
    const other = screens.find((/** @type {any} */ each) => each !== currentScreen);
    return other
      ? { left: other.availLeft, top: other.availTop, width: other.availWidth, height: other.availHeight }
      : null;
  } catch {
    return null;
  }
}
