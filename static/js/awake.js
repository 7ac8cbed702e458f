// @ts-check
/** Awake: keeps the projector awake where the browser can: on https, or on the server's own laptop. */

/** From now on, and again whenever the page comes back to the front. */
export function stayAwake() {
  document.addEventListener("visibilitychange", () => void ask());
  void ask();
}

async function ask() {
  try {
    if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen");
  } catch {
    // not here: the system's own power setting decides
  }
}
