// @ts-check
/** Desk, small parts: elements made and found in one line. Words become text and never markup. */

/** @param {string} id @returns {HTMLElement} */
export function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}

/** @param {string} id @returns {HTMLInputElement} */
export function box(id) {
  return /** @type {HTMLInputElement} */ (at(id));
}

/** @param {string} id @returns {HTMLDialogElement} */
export function dialog(id) {
  return /** @type {HTMLDialogElement} */ (at(id));
}

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
export function all(selector, within = document) {
  return [...within.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
}

/** @param {string} tag @param {string} [name] @param {string} [text] @returns {HTMLElement} */
export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}

/** Somebody's words, in their own language and direction. @param {string} tag @param {string} name
 * @param {string} text @param {string|null} lang */
export function spoken(tag, name, text, lang) {
  const element = make(tag, name, text);
  element.dir = "auto";
  if (lang) element.lang = lang;
  return element;
}

/** A button with its key beside it: the key is told to those who listen as a shortcut, not as part of the name.
 * @param {string} text @param {string} key @param {() => void} work @param {string} [name] */
export function button(text, key, work, name = "") {
  const element = /** @type {HTMLButtonElement} */ (make("button", name, text));
  element.type = "button";
  if (key) {
    const cap = make("kbd", "", key);
    cap.setAttribute("aria-hidden", "true");
    element.append(cap);
    element.setAttribute("aria-keyshortcuts", key.replace("⇧", "Shift+"));
  }
  element.addEventListener("click", work);
  return element;
}

/** A choice among several. @param {string} label @param {[string, string][]} choices values and what they say
 * @param {string} chosen */
export function choice(label, choices, chosen) {
  const select = /** @type {HTMLSelectElement} */ (document.createElement("select"));
  select.setAttribute("aria-label", label);
  for (const [value, text] of choices) {
    const option = /** @type {HTMLOptionElement} */ (make("option", "", text));
    option.value = value;
    option.selected = value === chosen;
    select.append(option);
  }
  return select;
}

/** A sentence with its gaps filled. @param {string} text @param {Record<string, string|number>} values */
export function put(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/** Minutes and seconds. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {HTMLElement} element @param {boolean} on */
export function press(element, on) {
  element.setAttribute("aria-pressed", String(on));
}

/** What this device remembers for one conference; a browser that keeps nothing forgets it.
 * @param {string} name @param {string} otherwise */
export function recall(name, otherwise) {
  try {
    return localStorage.getItem(name) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // it lasts until the page is left
  }
}

/** A name that nobody else has: 22 characters of base64url. */
export function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}
