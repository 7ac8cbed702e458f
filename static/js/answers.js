// @ts-check
/**
 * Answers: the picture as it belongs to the question that is asked now. Beside a new question nobody should see what was
 * said to the old one, so the scenes that fill while it is answered, live and room, hold its answers alone; the server's
 * count of tables is the same question's. Every other scene, and the wall in one's own hand, keeps all that was said.
 */

/** @typedef {import("./feed.js").Picture} Picture */

/** What answers the present question; everything where nothing has been asked yet.
 * @template {Pick<Picture, "items"|"stage">} T @param {T} picture @returns {T} */
export function answers(picture) {
  const asked = picture.stage?.prompt?.id;
  if (asked === undefined) return picture;
  return { ...picture, items: new Map([...picture.items].filter(([, item]) => item.prompt === asked)) };
}
