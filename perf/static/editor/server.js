// Talks to the server: sends rows, and says what came of it in three ways: an answer, a refusal, or no answer at all.

import { form } from "./cells.js";

const PATIENCE = 30_000;

// The server refused; trying again by itself changes nothing, except after signing in.
export class Refused extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

// The server was not reached, or did not answer as it should: to be tried again.
export class Unreached extends Error {}

export async function send(fields) {
  const [response, answer] = await post(fields);
  if (response.status === 400 && answer.csrf_token) {
    // Somebody has signed in anew in another tab: their pages know a new token.
    for (const input of document.querySelectorAll("[name=csrf_token]")) input.value = answer.csrf_token;
    return send(fields);
  }
  if (answer.rows) return answer;
  if (response.status >= 500 || response.status === 429) throw new Unreached(answer.message ?? "服务器没有答复");
  throw new Refused(answer.error ?? "refused", answer.message ?? "服务器没有接受");
}

async function post(fields) {
  const body = new URLSearchParams(fields);
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("account", form.dataset.account);
  let response;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    response = await fetch(form.action, { method: "POST", body, signal, headers: { Accept: "application/json" } });
  } catch {
    throw new Unreached("断网");
  }
  try {
    return [response, await response.json()];
  } catch {
    throw new Unreached("服务器没有答复");
  }
}
