// @ts-check
/** Fit: the largest of something that still fits. What fits is asked of the caller, so that this needs no DOM. */

const STEPS = 10;

/** The largest size that fits between two, or 0 when not even the least does.
 * @param {number} least @param {number} most @param {(size: number) => boolean} fits */
export function largest(least, most, fits) {
  if (most > least && fits(most)) return most;
  if (!fits(least)) return 0;
  let low = least;
  let high = Math.max(least, most);
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low); // so that what was measured last is what was found
  return low;
}

/** The largest whole number up to `most` that fits; 0 fits always. @param {number} most
 * @param {(count: number) => boolean} fits */
export function most(most, fits) {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
