// The cells of the table: which there are, where they stand, and how one gets from one to another.

export const form = document.querySelector("#sheet-form");
export const sheet = document.querySelector("#sheet");
export const notices = document.querySelector("#notices");
export const isOpen = document.querySelector("#save") !== null;

const NAME = /^r(\d+)-(.+)$/;

export const allCells = () => [...sheet.querySelectorAll(".cell")];
export const isCell = (element) => element?.classList?.contains("cell") ?? false;
export const cellNamed = (name) => [document.getElementById(name)].find(isCell) ?? null;
export const rowOf = (name) => NAME.exec(name)[1];
export const keyOf = (name) => NAME.exec(name)[2];
export const boxOf = (cell) => cell.closest("td");
export const lineOf = (cell) => cell.closest("tr[data-row]");

// Says where a cell stands, as findings do: 第3行 指标值.
export const whereIs = (cell) => cell.getAttribute("aria-label");

// The further rows that a merged label stands for.
export function coveredBy(cell) {
  const covers = boxOf(cell).querySelector("input[type=hidden]");
  return covers ? covers.value.split(" ") : [];
}

// Areas grow with their text; where the style sheet cannot make them, this does.
const growsByItself = CSS.supports("field-sizing", "content");

export function fit(cell) {
  if (growsByItself || cell.localName !== "textarea") return;
  cell.style.height = "auto";
  cell.style.height = `${cell.scrollHeight}px`;
}

export function setText(cell, text) {
  const [start, end] = [cell.selectionStart, cell.selectionEnd];
  cell.value = text;
  if (document.activeElement === cell) cell.setSelectionRange(Math.min(start, text.length), Math.min(end, text.length));
  fit(cell);
}

// Which box covers each place of the table, by line and column; made when first asked for after the table was written.
let places = null;

export function tableWasWritten() {
  places = null;
  if (!growsByItself) allCells().forEach(fit);
}

function map() {
  if (places) return places;
  places = { boxes: [], corners: new Map() };
  const { boxes, corners } = places;
  [...sheet.querySelectorAll("tbody > tr")].forEach((line, row) => {
    let column = 0;
    for (const box of line.cells) {
      while (boxes[row]?.[column]) column += 1;
      corners.set(box, [row, column]);
      for (let down = 0; down < box.rowSpan; down += 1) {
        const covered = (boxes[row + down] ??= []);
        for (let across = 0; across < box.colSpan; across += 1) covered[column + across] = box;
      }
    }
  });
  return places;
}

const fieldIn = (box) => box?.querySelector(".cell, summary") ?? null;

// Gives the next field in a direction, stepping over labels; `wanted` is the column that going up and down keeps to.
export function neighbour(field, down, across, wanted = null) {
  const { boxes, corners } = map();
  const box = field.closest("td");
  let [row, column] = corners.get(box);
  if (down !== 0) column = wanted ?? column;
  for (;;) {
    row += down;
    column += across;
    const there = boxes[row]?.[column];
    if (there === undefined) {
      if (row < 0 || column < 0 || row >= boxes.length || across !== 0) return null;
      continue;
    }
    const found = there === box ? null : fieldIn(there);
    if (found) return found;
  }
}

export const columnOf = (field) => map().corners.get(field.closest("td"))[1];

// The next or the former cell in reading order.
export function following(cell, step) {
  const all = allCells();
  return all[all.indexOf(cell) + step] ?? null;
}

// Goes to a field; all of a cell's text is selected, so that typing replaces it and arrow keys go on.
export function enter(field) {
  field.focus();
  if (isCell(field)) field.select();
  field.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
}
