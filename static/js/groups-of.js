// @ts-check
/** Groups of: from a picture to what the scenes with columns show side by side. No DOM, and no ranking. */

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {import("./feed.js").Picture} Picture */
/** @typedef {{id: number, name: string, purpose: string, lang: string|null, hue: number}} Community */
/** @typedef {{name: string, hue: number|null, purpose: string, lang: string|null, items: Told[]}} Group */

/** Communities of which a table has shared, in the organizer's order, each with its newest first.
 * @param {Pick<Picture, "items">} picture @param {{communities: Community[]}} about @returns {(Group & {id: number})[]} */
export function communities({ items }, about) {
  /** @type {Map<number, Told[]>} */
  const found = new Map();
  for (const item of [...items.values()].sort(byNewest)) {
    const there = found.get(item.community.id);
    if (there) there.push(item);
    else found.set(item.community.id, [item]);
  }
  const order = new Map(about.communities.map((each, n) => [each.id, n]));
  const place = (/** @type {number} */ id) => order.get(id) ?? order.size + id;
  return [...found].sort(([a], [b]) => place(a) - place(b)).map(([id, items]) => group(id, items, about));
}

/** Named as its newest reflection says, because a community may be renamed while the wall is up.
 * @param {number} id @param {Told[]} items @param {{communities: Community[]}} about */
function group(id, items, about) {
  const told = about.communities.find((each) => each.id === id);
  const { name, hue = 1 } = items[0]?.community ?? {};
  return { id, name, hue, purpose: told?.purpose ?? "", lang: told?.lang ?? null, items };
}

/** Themes that hold something, in the order and under the names that people gave them.
 * @param {Pick<Picture, "items"|"stage">} picture @returns {Group[]} */
export function themes({ items, stage }) {
  /** @type {{name: string, items: string[]}[]} */
  const named = stage?.themes ?? [];
  return named
    .map(({ name, items: ids }) => ({
      name,
      hue: null,
      purpose: "",
      lang: null,
      items: ids.flatMap((id) => items.get(id) ?? []).sort(byNewest),
    }))
    .filter((theme) => theme.items.length > 0);
}

/** @param {Told} a @param {Told} b */
function byNewest(a, b) {
  return a.shown_at === b.shown_at ? b.seq - a.seq : a.shown_at < b.shown_at ? 1 : -1;
}
