// Shows how saving stands: in one line above the table for the whole of it, and by a sign in the margin for each row.

import { allCells, boxOf, lineOf, sheet } from "./cells.js";
import { conflicts, isTyped, isUnsaved } from "./ledger.js";

const SIGNS = { unsaved: "●", saving: "…", conflict: "≠", saved: "✓" };
const NAMES = { unsaved: "未保存", saving: "保存中", conflict: "有冲突", saved: "已保存" };

const status = document.querySelector("#save-state");

let savedAt = null;
let trouble = null;

// A screen reader reads out what is written anew, so the same is not written twice.
function say(state, text, link = null) {
  status.dataset.state = state;
  if (status.dataset.said === text) return;
  status.dataset.said = text;
  status.textContent = text;
  if (link) status.append(" ", link);
}

// Notes that the server has taken what was sent, or why it has not.
export function noteSaved(time, cells) {
  savedAt = time;
  trouble = null;
  for (const cell of cells) if (lineOf(cell)) mark(lineOf(cell), "saved", time);
}

export function noteTrouble(text, link = null) {
  trouble = { text, link };
}

export function noteSaving(cells) {
  for (const cell of cells) if (lineOf(cell)) mark(lineOf(cell), "saving");
}

export function showStates(isSending = false) {
  const unsaved = allCells().filter((cell) => isTyped(cell) || conflicts.has(cell.name));
  const lines = new Set();
  for (const box of sheet.querySelectorAll(".slots td[data-state]")) delete box.dataset.state;
  for (const cell of unsaved) {
    const state = conflicts.has(cell.name) ? "conflict" : "unsaved";
    if (!lineOf(cell)) boxOf(cell).dataset.state = state;
    else if (!lines.has(lineOf(cell))) mark(lineOf(cell), state);
    lines.add(lineOf(cell));
  }
  for (const line of sheet.querySelectorAll(".line[data-state]")) {
    const isOver = line.dataset.state === "unsaved" || line.dataset.state === "conflict";
    if (isOver && !lines.has(line)) mark(line, savedAt ? "saved" : null, savedAt);
  }
  sayWhole(isSending);
}

function sayWhole(isSending) {
  if (conflicts.size > 0) say("conflict", `有 ${conflicts.size} 格和别人改的不一样，请选用哪一个；其余的${trouble ? "还没有" : "已经"}保存`);
  else if (trouble && isUnsaved()) say("unsaved", `未保存（${trouble.text}）`, trouble.link);
  else if (isSending) say("waiting", "保存中……");
  else if (isUnsaved()) say("waiting", "未保存");
  else if (savedAt) say("saved", `已保存 ${savedAt}`);
}

function mark(line, state, time = "") {
  const sign = line.querySelector(".row-state");
  if (!sign) return;
  if (state) line.dataset.state = state;
  else delete line.dataset.state;
  sign.textContent = SIGNS[state] ?? "";
  sign.title = `${NAMES[state] ?? ""} ${time ?? ""}`.trim();
}
