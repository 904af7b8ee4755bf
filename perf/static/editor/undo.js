// Ctrl+Z and Ctrl+Y across cells. What somebody else has written over in the meantime is not taken back.

import { allCells, cellNamed, enter, isCell, setText, sheet } from "./cells.js";

const PAUSE = 1000;

const done = [];
const undone = [];
let lastTexts = new Map();

export function useUndo() {
  remember();
  sheet.addEventListener("input", typed);
  sheet.addEventListener("keydown", pressed);
  // What is written by others, or cleaned on keeping, is no step of whoever sits here.
  document.addEventListener("jixiao:rows-kept", remember);
}

function remember() {
  lastTexts = new Map(allCells().map((cell) => [cell.name, cell.value]));
}

function typed(event) {
  const cell = event.target;
  if (!isCell(cell) || event.isComposing || event.detail === "undo") return;
  const [before, after] = [lastTexts.get(cell.name) ?? "", cell.value];
  if (before === after) return;
  lastTexts.set(cell.name, after);
  const last = done.at(-1);
  const goesOn = last?.name === cell.name && last.after === before && event.timeStamp - last.at < PAUSE;
  if (goesOn) Object.assign(last, { after, at: event.timeStamp });
  else done.push({ name: cell.name, before, after, at: event.timeStamp });
  undone.length = 0;
}

function pressed(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) step(event, done, undone, "after", "before");
  else if (key === "y" || (key === "z" && event.shiftKey)) step(event, undone, done, "before", "after");
}

function step(event, from, to, held, wanted) {
  event.preventDefault();
  for (let last = from.pop(); last; last = from.pop()) {
    const cell = cellNamed(last.name);
    if (!cell || cell.readOnly || cell.value !== last[held]) continue;
    to.push({ ...last, at: -Infinity });
    setText(cell, last[wanted]);
    lastTexts.set(cell.name, cell.value);
    cell.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "undo" }));
    enter(cell);
    return;
  }
}
