// @ts-check
/** Review, passages: from the words that somebody has marked to where they stand, in code points, as the server counts. */

/** @typedef {{start: number, end: number}} Passage */

/** What is marked within the words of one reflection, blanks around it left out; null when nothing is.
 * @param {Selection|null} selection @param {Element} words @returns {Passage|null} */
export function marked(selection, words) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(words)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(words);
  const before = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) before.collapse(true);
  else before.setEnd(range.startContainer, range.startOffset);
  const inside = range.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(whole.startContainer, whole.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) inside.setEnd(whole.endContainer, whole.endOffset);
  return passage(before.toString(), inside.toString());
}

/** @param {string} before what stands before it @param {string} text what is marked @returns {Passage|null} */
export function passage(before, text) {
  const kept = text.trim();
  if (!kept) return null;
  const start = points(before) + points(text.slice(0, text.indexOf(kept)));
  return { start, end: start + points(kept) };
}

/** How many code points. @param {string} text */
export function points(text) {
  return [...text].length;
}
