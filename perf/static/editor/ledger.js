// The books of the page: what the server keeps in every cell and row, what was typed since, and on what ground.

import { allCells, cellNamed, coveredBy, form, keyOf, rowOf } from "./cells.js";

// Texts and versions that the server keeps, as this page last heard.
const kept = new Map();
export const versions = new Map();

// By cell: the versions of its rows when it began to differ from what is kept.
const bases = new Map();

// By cell: what was sent and taken although it is kept otherwise (cleaned), or refused: not to be sent again as it is.
const settled = new Map();

// By cell: what somebody else keeps in it, until it is decided which text is to stand.
export const conflicts = new Map();

export function readPage() {
  kept.clear();
  versions.clear();
  for (const cell of allCells()) kept.set(cell.name, cell.defaultValue);
  for (const input of form.querySelectorAll("input[type=hidden]")) {
    if (/^v\d+$/.test(input.name)) versions.set(input.name.slice(1), Number(input.value));
  }
}

const clean = (text) => text.replace(/\r\n?/g, "\n").trim();

export const keptText = (name) => kept.get(name);

export const isTyped = (cell) => clean(cell.value) !== kept.get(cell.name) && settled.get(cell.name) !== cell.value;

export const toSend = () => allCells().filter((cell) => isTyped(cell) && !conflicts.has(cell.name));

export const isUnsaved = () => allCells().some(isTyped) || conflicts.size > 0;

export const rowsOf = (cell) => [rowOf(cell.name), ...coveredBy(cell)];

// Notes the ground on which a cell is typed in; the first one stays until the server has taken the text.
export function ground(cell) {
  if (!bases.has(cell.name)) setGround(cell.name, Object.fromEntries(rowsOf(cell).map((row) => [row, versions.get(row)])));
  return bases.get(cell.name);
}

export const setGround = (name, rows) => bases.set(name, rows);
export const leaveGround = (name) => bases.delete(name);

// Chooses of the cells to be sent those that stand on one version of each row; others wait for the next time.
export function onOneGround(cells) {
  const chosen = [];
  const rows = new Map();
  const oldestFirst = [...cells].sort((one, other) => age(one) - age(other));
  for (const cell of oldestFirst) {
    const base = Object.entries(ground(cell));
    if (base.some(([row, version]) => rows.has(row) && rows.get(row) !== version)) continue;
    for (const [row, version] of base) rows.set(row, version);
    chosen.push(cell);
  }
  return [chosen, rows];
}

const age = (cell) => ground(cell)[rowOf(cell.name)] ?? 0;

export function settle(name, text) {
  settled.set(name, text);
}

// Takes over what the server keeps in some rows; `changed` hears of every cell whose kept text is another now.
export function takeOver(rows, changed) {
  for (const [row, { version, texts }] of Object.entries(rows)) {
    versions.set(row, version);
    for (const cell of allCells().filter(({ name }) => rowOf(name) === row)) {
      const text = texts[keyOf(cell.name)] ?? "";
      const before = kept.get(cell.name);
      if (text === before) continue;
      const wasTyped = isTyped(cell);
      kept.set(cell.name, text);
      changed(cell, text, wasTyped);
    }
  }
}

export function decide(name, rows) {
  conflicts.delete(name);
  settled.delete(name);
  if (rows) bases.set(name, rows);
  else bases.delete(name);
  return cellNamed(name);
}
