// A cell that somebody else changed while it was typed in: both texts, and a button for each. Nothing is decided by itself.

import { boxOf, cellNamed, notices, setText, sheet } from "./cells.js";
import { conflicts, decide, keptText, versions } from "./ledger.js";
import { forgetUnsaved } from "./unsaved.js";

let asked = { saveNow: () => {}, showStates: () => {} };

export function useConflicts(saving) {
  asked = saving;
}

export function noteConflict(conflict) {
  conflicts.set(conflict.name, conflict);
}

export function showConflicts() {
  for (const shown of document.querySelectorAll(".cell-conflict")) shown.remove();
  for (const conflict of conflicts.values()) {
    const cell = cellNamed(conflict.name);
    if (cell) boxOf(cell).append(atTheCell(conflict));
    else notices.append(ofARemovedRow(conflict));
  }
}

// A text that cannot be kept stays in its cell, with the sentence that says why.
export function showRefusals(refusals) {
  for (const shown of sheet.querySelectorAll(".cell-refusal")) shown.remove();
  for (const { name, sentence } of refusals) {
    const cell = cellNamed(name);
    if (cell) boxOf(cell).append(box("cell-refusal cell-conflict", line(sentence)));
  }
}

function atTheCell(conflict) {
  const who = `${conflict.by}${conflict.at ? ` ${conflict.at}` : ""} 改为：`;
  return box(
    "cell-conflict",
    line(who + quoted(conflict.kept)),
    button("用对方的", conflict, takeTheirs),
    button("用我填的", conflict, keepMine),
  );
}

function ofARemovedRow(conflict) {
  return box(
    "cell-conflict notice",
    line(`${conflict.where}：这一行已被删除，您填的${quoted(conflict.typed)}没有保存。`),
    button("恢复这一行，用我填的", conflict, bringBack),
    button("不要了", conflict, forget),
  );
}

function takeTheirs(conflict) {
  const cell = decide(conflict.name);
  setText(cell, keptText(conflict.name));
  forgetUnsaved(conflict.name);
  done(cell);
}

function keepMine(conflict) {
  const rows = Object.fromEntries(conflict.rows.map((row) => [row, versions.get(row)]));
  done(decide(conflict.name, rows));
  asked.saveNow();
}

function bringBack(conflict) {
  decide(conflict.name);
  done(null);
  asked.saveNow({ do: `back-${conflict.row}`, [conflict.name]: conflict.typed, [`v${conflict.row}`]: conflict.seen });
  forgetUnsaved(conflict.name);
}

function forget(conflict) {
  decide(conflict.name);
  forgetUnsaved(conflict.name);
  done(null);
}

function done(cell) {
  showConflicts();
  asked.showStates();
  cell?.focus();
}

const quoted = (text) => (text === "" ? "（空白）" : `“${text}”`);

function box(className, ...content) {
  const made = document.createElement("div");
  made.className = className;
  made.append(...content);
  return made;
}

function line(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function button(label, conflict, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm btn-outline-primary";
  made.textContent = label;
  made.setAttribute("aria-label", `${conflict.where}：${label}`);
  made.addEventListener("click", () => press(conflict));
  return made;
}
