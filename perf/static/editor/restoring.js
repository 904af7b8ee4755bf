// What an earlier showing of the page could not save any more: it says what and when, and puts it back if wanted.

import { cellNamed, enter, isOpen, notices, setText } from "./cells.js";
import { keptText, setGround } from "./ledger.js";
import { touched } from "./saving.js";
import { forgetLeftBehind, leftBehind } from "./unsaved.js";

export function offerToRestore() {
  const differs = ([name, { text }]) => cellNamed(name)?.value.trim() !== text.replace(/\r\n?/g, "\n").trim();
  const left = Object.entries(leftBehind()).filter(differs);
  if (left.length === 0) return forgetLeftBehind();
  notices.append(offer(left));
}

function offer(left) {
  const box = document.createElement("div");
  box.className = "notice unsaved-before";
  box.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = `这台电脑上有 ${left.length} 格上次没有保存完（${when(left)}）：`;
  const list = document.createElement("ul");
  list.append(...left.map(([name, { where, text }]) => item(name, where, text)));
  const canRestore = isOpen && left.some(([name]) => isFree(name));
  box.append(said, list);
  if (canRestore) box.append(button("恢复到表里", "btn-primary", () => restore(left, box)), " ");
  box.append(button("不要了", "btn-outline-primary", () => leave(box)));
  return box;
}

function when(left) {
  const last = new Date(Math.max(...left.map(([, { at }]) => at)));
  const two = (number) => String(number).padStart(2, "0");
  return `${last.getMonth() + 1}月${last.getDate()}日 ${two(last.getHours())}:${two(last.getMinutes())} 填的`;
}

function item(name, where, text) {
  const made = document.createElement("li");
  made.textContent = `${where}：${text === "" ? "（改为空白）" : text}${isFree(name) ? "" : "（这一行现在不能填，可以从这里复制）"}`;
  return made;
}

const isFree = (name) => cellNamed(name)?.readOnly === false;

// Each text goes on from the version it was typed in: what others changed since is a conflict, not written over.
function restore(left, box) {
  const back = left.filter(([name]) => isFree(name));
  for (const [name, { text, versions }] of back) {
    const cell = cellNamed(name);
    setText(cell, text);
    if (text !== keptText(name)) setGround(name, versions);
    touched(cell);
  }
  const others = left.filter(([name]) => !isFree(name));
  forgetLeftBehind();
  if (others.length === 0) box.remove();
  else box.replaceWith(offer(others));
  enter(cellNamed(back[0][0]));
}

function leave(box) {
  forgetLeftBehind();
  box.remove();
}

function button(label, look, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-sm ${look}`;
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
