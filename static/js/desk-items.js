// @ts-check
/**
 * Desk items: from the desk's picture to three lists: what waits, what is up, what is hidden. New ones never steal the
 * focus or push the target away from under a finger: while somebody works in the list they wait behind a button.
 */

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {"waiting"|"up"|"off"} Tab */

/** @type {Tab[]} */
const TABS = ["waiting", "up", "off"];

export class Items {
  #words;
  #means;
  #list = at("list");
  /** @type {Tab} */
  #tab = "waiting";
  /** @type {Map<string, Told>} */
  #items = new Map();
  /** Ids in the order in which they stand. @type {string[]} */
  #order = [];
  /** @type {string|null} */
  #chosen = null;
  /** Whether a person has seen that it is chosen: only then does a key judge it. */
  #armed = false;
  /** What was judged from this desk and still stands in the list. @type {Set<string>} */
  #judged = new Set();
  /** The server's clock minus ours, in ms. */
  #ahead = 0;

  /** @param {Record<string, string>} words
   * @param {{judge: (item: Told, deed: string) => void, said: (text: string) => void}} means */
  constructor(words, means) {
    this.#words = words;
    this.#means = means;
    for (const tab of TABS) {
      at(`tab-${tab}`).addEventListener("click", () => this.#open(tab));
      at(`tab-${tab}`).addEventListener("keydown", (event) => this.#turn(event, tab));
    }
    at("fresh").addEventListener("click", () => this.#redraw());
    setInterval(() => this.#tick(), 1000);
    this.#open("waiting");
  }

  /** @param {import("./feed.js").Picture} picture */
  draw(picture) {
    this.#items = picture.items;
    this.#ahead = Date.parse(picture.now) - Date.now();
    for (const tab of TABS) {
      const count = at(`tab-${tab}`).querySelector("b");
      if (count) count.textContent = String([...picture.items.values()].filter((item) => belongs(item, tab)).length);
    }
    this.#update();
  }

  /** The next or the previous one. @param {number} step */
  move(step) {
    const at = this.#chosen ? this.#order.indexOf(this.#chosen) : -1;
    const next = this.#order[Math.min(Math.max(at + step, 0), this.#order.length - 1)];
    if (next) this.#choose(next);
  }

  /** Do it to the chosen one. With none chosen, or with one that came into its place by itself, the first press
   * only chooses: a key must not judge what has just arrived. @param {string} deed */
  deed(deed) {
    const standing = this.#chosen && this.#order.includes(this.#chosen) ? this.#chosen : null;
    const id = standing ?? this.#list.querySelector(".item:hover")?.id ?? this.#order[0];
    const item = id ? this.#items.get(id) : undefined;
    if (!item) return;
    if (standing && this.#armed) return this.#judge(item, deed === "pin" && item.pinned ? "unpin" : deed);
    this.#choose(item.id);
    this.#means.said((this.#words.chosen ?? "").replace("{words}", () => beginning(item.headline || item.text)));
  }

  /** @param {Told} item @param {string} deed */
  #judge(item, deed) {
    this.#judged.add(item.id);
    this.#means.judge(item, deed);
  }

  /** Arrows go from tab to tab. @param {KeyboardEvent} event @param {Tab} tab */
  #turn(event, tab) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? tab;
    this.#open(next);
    at(`tab-${next}`).focus();
  }

  /** Whether somebody works in the list: nothing may move under a finger, a pointer or the focus. */
  get #busy() {
    return this.#chosen !== null || this.#list.matches(":hover") || this.#list.contains(document.activeElement);
  }

  /** @param {Tab} tab */
  #open(tab) {
    this.#tab = tab;
    this.#chosen = null;
    for (const each of TABS) {
      const button = at(`tab-${each}`);
      button.setAttribute("aria-selected", String(each === tab));
      button.tabIndex = each === tab ? 0 : -1;
    }
    this.#list.setAttribute("aria-labelledby", `tab-${tab}`);
    this.#redraw();
  }

  /** What stands is brought up to date where it stands; what is new comes when it disturbs nobody. */
  #update() {
    const wanted = this.#wanted();
    const known = new Set(this.#order);
    const fresh = wanted.filter((item) => !known.has(item.id));
    // What comes at the end moves nothing; the queue mostly grows there.
    const appended = wanted.slice(0, wanted.length - fresh.length).every((item) => known.has(item.id));
    if (fresh.length > 0 && this.#busy && !appended) {
      this.#arrange(wanted.filter((item) => known.has(item.id)));
      const button = at("fresh");
      button.hidden = false;
      button.textContent = (this.#words.new ?? "").replace("{n}", String(fresh.length));
      return;
    }
    this.#arrange(wanted);
  }

  #redraw() {
    this.#list.replaceChildren();
    this.#order = [];
    this.#arrange(this.#wanted());
  }

  /** @returns {Told[]} */
  #wanted() {
    const found = [...this.#items.values()].filter((item) => belongs(item, this.#tab));
    const queue = this.#tab === "waiting";
    return found.sort((a, b) => (a.received_at < b.received_at ? -1 : 1) * (queue ? 1 : -1));
  }

  /** @param {Told[]} wanted */
  #arrange(wanted) {
    at("fresh").hidden = true;
    const ids = new Set(wanted.map((item) => item.id));
    const gone = this.#chosen && !ids.has(this.#chosen) ? this.#order.indexOf(this.#chosen) : -1;
    const held = document.activeElement?.closest(".item");
    const heldAt = held ? this.#order.indexOf(held.id) : -1;
    for (const element of [...this.#list.children]) if (!ids.has(element.id)) element.remove();
    /** @type {Element|null} */
    let before = null;
    for (const item of wanted) {
      const present = document.getElementById(item.id);
      const element = present?.dataset.seq === String(item.seq) ? present : this.#card(item);
      if (present && present !== element) {
        present.replaceWith(element);
        this.#judged.delete(item.id);
      }
      const next = /** @type {Element|null} */ (before ? before.nextElementSibling : this.#list.firstElementChild);
      if (next !== element) this.#list.insertBefore(element, next);
      before = element;
    }
    this.#order = wanted.map((item) => item.id);
    const yours = this.#chosen !== null && this.#judged.has(this.#chosen);
    if (gone >= 0) this.#choose(this.#order[Math.min(gone, this.#order.length - 1)] ?? null, yours);
    for (const id of this.#judged) if (!ids.has(id)) this.#judged.delete(id);
    if (wanted.length === 0) this.#list.replaceChildren(this.#nothing());
    if (held && !held.isConnected) {
      const [chosen, armed] = [this.#chosen, this.#armed];
      this.#hold(held.id, heldAt);
      this.#choose(chosen, armed); // moving the focus is not choosing
    }
    this.#tick();
  }

  /** The focus was on a card that has gone or was drawn anew: it goes to its successor. @param {string} id
   * @param {number} place */
  #hold(id, place) {
    const next = document.getElementById(id) ?? this.#list.children[Math.min(place, this.#list.children.length - 1)];
    const button = next?.querySelector("button");
    (button ?? this.#list).focus();
  }

  #nothing() {
    const { nothing_waiting, nothing_up, nothing_off } = this.#words;
    return make("p", "quiet", { waiting: nothing_waiting, up: nothing_up, off: nothing_off }[this.#tab]);
  }

  /** @param {string|null} id @param {boolean} [armed] */
  #choose(id, armed = true) {
    this.#armed = armed;
    if (this.#chosen) document.getElementById(this.#chosen)?.classList.remove("at");
    this.#chosen = id;
    const element = id ? document.getElementById(id) : null;
    element?.classList.add("at");
    element?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Told} item */
  #card(item) {
    const words = this.#words;
    const card = make("article", item.id === this.#chosen ? "item at" : "item");
    card.id = item.id;
    card.dataset.seq = String(item.seq);
    for (const name of ["pointerdown", "focusin"]) card.addEventListener(name, () => this.#choose(item.id));
    if (item.headline) card.append(spoken("h3", "", item.headline, item.lang));
    card.append(spoken("p", "words", item.text, item.lang));
    if (item.shown) {
      card.append(make("p", "quiet", words.edited), spoken("p", "words before", item.shown.text, item.shown.lang));
    }
    const signed = make("footer", "");
    signed.append(
      make("b", "", item.community.name),
      make("span", "", (words.table ?? "").replace("{label}", item.table)),
      make("span", "", item.reference),
    );
    for (const said of this.#marks(item)) signed.append(make("span", "flag", said));
    const age = make("span", "age");
    age.dataset.show = item.show_at ?? "";
    age.dataset.since = item.state === "held" ? item.received_at : "";
    signed.append(age);
    card.append(signed, this.#deeds(item));
    return card;
  }

  /** @param {Told} item @returns {(string|undefined)[]} */
  #marks(item) {
    const words = this.#words;
    return [
      ...item.flags.map((/** @type {string} */ name) => words[`flag_${name}`]),
      ...(item.late ? [words.late] : []),
      ...(item.walk_in ? [words.walk_in] : []),
      ...(item.pinned ? [words.pinned] : []),
      ...(item.on_wall && !item.guarded ? [] : [words.quiet]),
      ...(item.state === "withdrawn" ? [words.back] : []),
    ];
  }

  /** @param {Told} item */
  #deeds(item) {
    const words = this.#words;
    const row = make("div", "deeds");
    if (item.state === "held") row.append(this.#deed(item, "show", words.show, "A", "yes"));
    if (item.state === "hidden") row.append(this.#deed(item, "restore", words.again, "", "yes"));
    if (item.state !== "hidden") row.append(this.#deed(item, "hide", words.hide, "H"));
    if (item.state === "live") row.append(this.#deed(item, "hold", words.hold, ""));
    if (item.state !== "hidden") {
      row.append(this.#deed(item, item.pinned ? "unpin" : "pin", item.pinned ? words.unpin : words.pin, "P"));
    }
    return row;
  }

  /** @param {Told} item @param {string} deed @param {string|undefined} text @param {string} key @param {string} [name] */
  #deed(item, deed, text, key, name = "") {
    const button = make("button", name, text);
    button.setAttribute("type", "button");
    if (key) button.append(make("kbd", "", key));
    button.addEventListener("click", () => this.#judge(this.#items.get(item.id) ?? item, deed));
    return button;
  }

  /** How long each waits, and how soon a clock runs out, by the server's time. */
  #tick() {
    const now = Date.now() + this.#ahead;
    for (const age of this.#list.querySelectorAll(".age")) {
      if (!(age instanceof HTMLElement)) continue;
      const { show, since } = age.dataset;
      if (show) {
        const left = Math.max(0, Math.ceil((Date.parse(show) - now) / 1000));
        age.textContent = (this.#words.shown_in ?? "").replace("{n}", String(left));
      } else if (since) {
        const minutes = Math.floor((now - Date.parse(since)) / 60_000);
        age.textContent =
          (minutes > 0 ? this.#words.age?.replace("{n}", String(minutes)) : this.#words.just_now) ?? "";
      }
    }
  }
}

/** @param {Told} item @param {Tab} tab */
function belongs(item, tab) {
  if (tab === "waiting") return item.state === "held";
  if (tab === "up") return item.state === "live";
  return item.state === "hidden";
}

/** The first words, enough to tell one from another on one line. @param {string} text */
function beginning(text) {
  const all = [...text.trim()];
  return all.length > 60 ? `${all.slice(0, 60).join("")}…` : all.join("");
}

/** @param {string} tag @param {string} name @param {string|undefined} [text] */
function make(tag, name, text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}

/** Somebody's words, in their own language and direction. @param {string} tag @param {string} name
 * @param {string} text @param {string|null} lang */
function spoken(tag, name, text, lang) {
  const element = make(tag, name, text);
  element.dir = "auto";
  if (lang) element.lang = lang;
  return element;
}

/** @param {string} id */
function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id} on this page`);
  return found;
}
