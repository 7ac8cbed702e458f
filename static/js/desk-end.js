// @ts-check
/** Desk, end: the pass of this page has ended. Nothing that was on it stays, nothing goes on, and nothing is offered. */

import { make } from "./desk-dom.js";

/** @param {string} said in the page's language */
export function end(said) {
  const last = window.setTimeout(() => undefined);
  for (let id = 1; id <= last; id += 1) window.clearInterval(id); // intervals and timeouts are numbered together
  const only = make("main", "ended");
  const heading = make("h1", "", said);
  heading.tabIndex = -1;
  only.append(heading);
  document.body.removeAttribute("data-desk");
  document.body.replaceChildren(only);
  document.title = said;
  heading.focus();
}
