// @ts-check
/** Desk, passes: who may look and steer, for a moderator only, and the end of a link that went astray. */

import { asked } from "./desk-deeds.js";
import { at, button, make, put } from "./desk-dom.js";

/** @typedef {{id: string, role: string, label: string|null, created_at: string, expires_at: string|null,
 *   revoked_at: string|null, pin: boolean, fragment: boolean, standing: boolean, own: boolean}} Pass */

export class Passes {
  #api;
  #words;

  /** @param {import("./desk-api.js").Api} api @param {Record<string, string>} words */
  constructor(api, words) {
    this.#api = api;
    this.#words = words;
  }

  async open() {
    const told = await this.#api.get("passes");
    if (told) this.#draw(told.passes);
  }

  /** @param {Pass[]} passes */
  #draw(passes) {
    at("passes").replaceChildren(...passes.map((pass) => this.#line(pass)));
  }

  /** @param {Pass} pass */
  #line(pass) {
    const words = this.#words;
    const line = make("li", pass.revoked_at ? "pass over" : "pass");
    const name = pass.label || (pass.standing ? words.standing : words.unnamed);
    const marks = [
      ...(pass.own ? [words.own] : []),
      ...(pass.pin ? [words.with_pin] : []),
      ...(pass.revoked_at
        ? [put(words.revoked_at, { time: day(pass.revoked_at) })]
        : [pass.expires_at ? put(words.expires_at, { time: day(pass.expires_at) }) : words.never_expires]),
    ];
    line.append(make("b", "", words[`role_${pass.role}`] ?? pass.role), make("span", "", name));
    line.append(make("span", "quiet", marks.join(" · ")));
    if (!pass.revoked_at) {
      const end = button(words.revoke, "", () => void this.#revoke(pass, name));
      end.setAttribute("aria-label", `${words.revoke}: ${words[`role_${pass.role}`] ?? pass.role}, ${name}`);
      line.append(end);
    }
    return line;
  }

  /** @param {Pass} pass @param {string} name */
  async #revoke(pass, name) {
    const words = this.#words;
    const role = words[`role_${pass.role}`] ?? pass.role;
    at("sure-text").textContent = put(pass.own ? words.revoke_own : words.revoke_sure, { role, name });
    if (!(await asked("sure"))) return;
    const reply = await this.#api.drop(`passes/${pass.id}`);
    if (!reply) return;
    this.#draw(reply.body.passes);
    at("passes-panel").focus();
  }
}

/** @param {string} at */
function day(at) {
  return new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}
