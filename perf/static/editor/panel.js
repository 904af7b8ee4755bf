// What is said beside the table: written anew after each saving, every finding a link to its cell.

import { allCells, boxOf, cellNamed, enter, isCell, sheet } from "./cells.js";

const KINDS = ["is-error", "is-warning", "is-note", "is-question"];
const SHUT = "jixiao:panel-shut";

const content = document.querySelector("#panel-content");
const next = document.querySelector("#next-finding");

export function usePanel() {
  document.addEventListener("click", follow);
  next.addEventListener("click", goToNext);
  nameNext();
  const details = document.querySelector("#panel details");
  details.open = localStorage.getItem(SHUT) === null;
  details.addEventListener("toggle", () => {
    if (details.open) localStorage.removeItem(SHUT);
    else localStorage.setItem(SHUT, "");
  });
}

// A link to a cell leads into it, ready to be typed in.
function follow(event) {
  const link = event.target.closest("a[href^='#']");
  const cell = link && cellNamed(link.getAttribute("href").slice(1));
  if (!cell) return;
  event.preventDefault();
  boxOf(cell).scrollIntoView({ block: "center" });
  enter(cell);
}

const inQuestion = () => allCells().filter((cell) => KINDS.some((kind) => boxOf(cell).classList.contains(kind)));

let lastCell = null;
sheet.addEventListener("focusin", ({ target }) => {
  if (isCell(target)) lastCell = target;
});

function goToNext(event) {
  const cells = inQuestion();
  if (cells.length === 0) return;
  event.preventDefault();
  const behind = (cell) => lastCell?.isConnected && lastCell.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING;
  const cell = cells.find(behind) ?? cells[0];
  boxOf(cell).scrollIntoView({ block: "center" });
  enter(cell);
}

function nameNext() {
  next.textContent = inQuestion().length > 0 ? "下一个问题" : "看问题";
}

// Puts what the server says now in place of what it said, without moving anybody's focus.
export function showPanel(markup) {
  const focused = content.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  content.innerHTML = markup;
  if (focused) [...content.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
}

export function showMarks(marks) {
  for (const cell of allCells()) {
    const box = boxOf(cell);
    const markup = marks[cell.name];
    const shown = box.querySelector(".cell-marks");
    if (!markup && !shown) continue;
    shown?.remove();
    box.classList.remove(...KINDS);
    cell.removeAttribute("aria-describedby");
    if (markup) addMarks(cell, box, markup);
  }
  nameNext();
}

function addMarks(cell, box, markup) {
  const shown = document.createElement("span");
  shown.className = "cell-marks";
  shown.innerHTML = markup;
  box.append(shown);
  const links = [...shown.querySelectorAll("a")];
  box.classList.add(links[0].className.replace("cell-mark mark-", "is-"));
  cell.setAttribute("aria-describedby", links.map((link) => link.getAttribute("href").slice(1)).join(" "));
}
