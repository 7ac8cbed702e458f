// @ts-check
/**
 * Entrance: from the secret after `#`, which no browser sends by itself, to a cookie and to the page behind it.
 * The address stays whole until it has worked, so that a reload tries again; after that no history holds the secret.
 */

const GIVE_UP = 10000;

const pass = document.body.dataset.pass ?? "";

element("again").addEventListener("click", () => void enter());
// A whole link typed over an incomplete one changes only what stands after `#`, and loads nothing.
addEventListener("hashchange", () => void enter());
void enter();

async function enter() {
  waiting(true);
  for (const id of ["incomplete", "cookies", "unreachable", "again"]) element(id).hidden = true;
  element("refused").textContent = "";
  const secret = location.hash.slice(1);
  if (!secret) return say("incomplete");
  if (!navigator.cookieEnabled) return say("cookies");
  const reply = await fetch(`/api/enter/${encodeURIComponent(pass)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret }),
    redirect: "error",
    signal: AbortSignal.timeout(GIVE_UP),
  }).catch(() => null);
  /** @type {{to?: unknown, detail?: unknown}|null} */
  const told = (await reply?.json().catch(() => null)) ?? null;
  if (reply?.ok && typeof told?.to === "string") {
    history.replaceState(null, "", location.pathname);
    return location.replace(told.to);
  }
  if (typeof told?.detail !== "string") return say("unreachable");
  waiting(false);
  element("refused").textContent = told.detail;
  element("again").hidden = false;
}

/** @param {boolean} still */
function waiting(still) {
  element("moment").hidden = !still;
  element("sorry").hidden = still;
}

/** @param {string} id */
function say(id) {
  waiting(false);
  element(id).hidden = false;
  element("again").hidden = id === "incomplete";
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}
