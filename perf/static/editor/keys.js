// Keys as in a spreadsheet: arrows, Tab, Enter, Esc, F2. While somebody composes Chinese every key is theirs.

import { columnOf, enter, following, isCell, neighbour, setText, sheet } from "./cells.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

let textOnEntering = "";
// Going up and down keeps to the column where it began, past labels that are wider.
let column = null;
let isGoing = false;

export function useKeys() {
  sheet.addEventListener("focusin", ({ target }) => {
    if (isCell(target)) textOnEntering = target.value;
    if (!isGoing) column = null;
  });
  sheet.addEventListener("pointerdown", clicked);
  sheet.addEventListener("keydown", pressed);
  document.querySelector("#keys-help").hidden = false;
}

// The whole box of a cell is the cell, also where its text does not reach.
function clicked(event) {
  const cell = event.target.closest("td") === event.target ? event.target.querySelector(".cell") : null;
  if (cell && event.button === 0) {
    event.preventDefault();
    cell.focus();
    cell.setSelectionRange(cell.value.length, cell.value.length);
  }
}

function pressed(event) {
  if (event.isComposing || event.keyCode === 229 || event.metaKey) return;
  const field = event.target;
  if (!isCell(field)) {
    if (field.localName === "summary" && event.key in ARROWS) arrow(event, field);
    return;
  }
  if (event.key in ARROWS) arrow(event, field);
  else if (event.key === "Tab" && !event.ctrlKey && !event.altKey) tab(event, field);
  else if (event.key === "Enter") entered(event, field);
  else if (event.key === "Escape") escaped(event, field);
  else if (event.key === "F2") edit(event, field);
}

function go(event, field, down, across) {
  column = across === 0 ? (column ?? columnOf(field)) : null;
  const next = neighbour(field, down, across, column);
  event.preventDefault();
  isGoing = true;
  if (next) enter(next);
  isGoing = false;
}

function arrow(event, field) {
  if (event.shiftKey || event.ctrlKey) return;
  const [down, across] = ARROWS[event.key];
  if (event.altKey || !isCell(field) || isAtEdge(field, across)) return void go(event, field, down, across);
  if (across !== 0) return;
  if (field.localName === "input") return void go(event, field, down, 0);
  // In a text of several lines the browser knows where the next one is: only if the caret stays there is none.
  const before = field.selectionStart;
  const direction = field.selectionEnd;
  setTimeout(() => {
    const stays = field.selectionStart === before && field.selectionEnd === direction;
    const wentToTheEnd = field.selectionStart === (down > 0 ? field.value.length : 0);
    if (document.activeElement === field && (stays || (wentToTheEnd && !field.value.includes("\n") && isOneLine(field)))) {
      go(event, field, down, 0);
    }
  });
}

const isOneLine = (field) => field.scrollHeight < 2 * parseFloat(getComputedStyle(field).lineHeight);

// With all of the text selected, as after coming here by keys, every side is the edge.
function isAtEdge(field, across) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (start === 0 && end === value.length) return true;
  if (start !== end || across === 0) return false;
  return across < 0 ? start === 0 : end === value.length;
}

function tab(event, field) {
  const next = following(field, event.shiftKey ? -1 : 1);
  if (!next) return;
  event.preventDefault();
  enter(next);
}

function entered(event, field) {
  if ((event.ctrlKey || event.altKey) && field.localName === "textarea" && !field.readOnly) {
    event.preventDefault();
    field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertLineBreak" }));
    return;
  }
  go(event, field, event.shiftKey ? -1 : 1, 0);
}

function escaped(event, field) {
  event.preventDefault();
  if (field.value !== textOnEntering && !field.readOnly) {
    setText(field, textOnEntering);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "historyUndo" }));
  }
  field.select();
}

function edit(event, field) {
  event.preventDefault();
  const end = field.value.length;
  field.setSelectionRange(end, end);
  if (field.list && !field.readOnly) field.showPicker?.();
}
