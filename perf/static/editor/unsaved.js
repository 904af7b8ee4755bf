// What was typed and is not kept by the server yet, on this computer: by account, draft and showing of the page, so that
// neither a lost connection nor a closed tab loses it. Signing out clears it (signing_out.js).

import { form } from "./cells.js";

const PREFIX = `jixiao:unsaved:${form.dataset.account}:${form.dataset.draft}:`;
const OWN = PREFIX + crypto.getRandomValues(new Uint32Array(2)).join("");

const texts = {};

// Keeps a text with where it stands and the versions of the rows it was typed in; gives whether it could be kept.
export function keepUnsaved(name, text, where, versions) {
  texts[name] = { text, where, versions, at: Date.now() };
  return write();
}

export function forgetUnsaved(name) {
  if (!(name in texts)) return;
  delete texts[name];
  write();
}

function write() {
  try {
    if (Object.keys(texts).length === 0) localStorage.removeItem(OWN);
    else localStorage.setItem(OWN, JSON.stringify(texts));
    return true;
  } catch {
    return false;
  }
}

// Gives what former showings of this page left behind, the newest of each cell.
export function leftBehind() {
  const found = {};
  for (const key of formerKeys()) {
    for (const [name, entry] of Object.entries(read(key))) {
      if (!(found[name]?.at > entry.at)) found[name] = entry;
    }
  }
  return found;
}

export function forgetLeftBehind() {
  for (const key of formerKeys()) localStorage.removeItem(key);
}

const formerKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key !== OWN);

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}
