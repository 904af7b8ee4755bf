// Puts the table as the server writes it now in place of the one shown: nothing typed is lost, nobody's place moves.

import { allCells, cellNamed, enter, isCell, rowOf, setText, sheet, tableWasWritten, whereIs } from "./cells.js";
import { noteConflict } from "./conflicts.js";
import { conflicts, ground, isTyped, readPage } from "./ledger.js";

export function replaceTable(markup) {
  const typed = allCells().filter((cell) => isTyped(cell) || conflicts.has(cell.name));
  const held = typed.map((cell) => ({ name: cell.name, text: cell.value, where: whereIs(cell), seen: ground(cell)[rowOf(cell.name)] }));
  const place = rememberPlace();
  sheet.innerHTML = markup;
  readPage();
  tableWasWritten();
  for (const { name, text, where, seen } of held) {
    const cell = cellNamed(name);
    if (cell) setText(cell, text);
    else if (!conflicts.has(name)) {
      noteConflict({ name, where, typed: text, kept: null, by: "别人", at: "", row: rowOf(name), seen });
    }
  }
  returnTo(place);
}

// Goes on in a row after a button: where something is still to be written, or in the column one was in.
export function goOnIn(row, key, top) {
  const line = document.getElementById(`r${row}`);
  if (!line) return;
  if (top !== null) window.scrollBy(0, line.getBoundingClientRect().top - top);
  const cells = [...line.querySelectorAll(".cell")];
  const same = key && cellNamed(`r${row}-${key}`);
  const next = same || cells.find((cell) => cell.value === "") || cells[0];
  if (next) enter(next);
}

function rememberPlace() {
  const active = document.activeElement;
  const held = sheet.contains(active) ? active : null;
  const anchor = held?.closest("tr") ?? firstInSight();
  return {
    name: isCell(held) ? held.name : null,
    selection: isCell(held) ? [held.selectionStart, held.selectionEnd] : null,
    line: anchor?.id,
    top: anchor?.getBoundingClientRect().top,
  };
}

const firstInSight = () => [...sheet.querySelectorAll("tr[data-row]")].find((line) => line.getBoundingClientRect().top > 0);

function returnTo({ name, selection, line, top }) {
  const anchor = line && document.getElementById(line);
  if (anchor) window.scrollBy(0, anchor.getBoundingClientRect().top - top);
  const cell = name && cellNamed(name);
  if (!cell) return;
  cell.focus({ preventScroll: true });
  cell.setSelectionRange(...selection);
}
