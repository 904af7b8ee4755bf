// Saves by itself what was typed: row by row, a moment after the last key or on leaving the row, one request at a time.

import { boxOf, cellNamed, coveredBy, form, isCell, keyOf, lineOf, notices, setText, sheet, whereIs } from "./cells.js";
import { noteConflict, showConflicts, showRefusals, useConflicts } from "./conflicts.js";
import * as ledger from "./ledger.js";
import { showMarks, showPanel } from "./panel.js";
import { Refused, Unreached, send } from "./server.js";
import { noteSaved, noteSaving, noteTrouble, showStates } from "./states.js";
import { goOnIn, replaceTable } from "./table.js";
import { forgetUnsaved, keepUnsaved } from "./unsaved.js";

const PAUSE = 800;
const RETRIES = [2_000, 4_000, 8_000, 15_000, 30_000];
const SIGN_IN_AGAIN = 10_000;

let timer = null;
let failures = 0;
let running = Promise.resolve();
let isSending = false;
let lastKey = null;

export function useSaving() {
  ledger.readPage();
  useConflicts({ saveNow, showStates });
  sheet.addEventListener("input", ({ target }) => isCell(target) && touched(target));
  sheet.addEventListener("focusin", ({ target }) => (lastKey = isCell(target) ? keyOf(target.name) : lastKey));
  sheet.addEventListener("focusout", left);
  form.addEventListener("submit", submitted);
  document.addEventListener("jixiao:save-now", (event) => event.detail.wait(saveNow()));
  window.addEventListener("online", saveNow);
  document.addEventListener("visibilitychange", () => (document.hidden || failures) && saveNow());
  window.addEventListener("focus", () => failures && saveNow());
}

// Notes that a cell was typed in, by keys or by restoring.
export function touched(cell) {
  if (ledger.isTyped(cell)) keep(cell);
  else if (!ledger.conflicts.has(cell.name)) {
    forgetUnsaved(cell.name);
    ledger.leaveGround(cell.name);
  }
  showStates(isSending);
  schedule(PAUSE);
}

function keep(cell) {
  const isKept = keepUnsaved(cell.name, cell.value, whereIs(cell), ledger.ground(cell));
  if (!isKept) noteTrouble("这台电脑存不下，请尽快连上网");
}

function schedule(pause) {
  clearTimeout(timer);
  timer = setTimeout(saveNow, pause);
}

function left({ target, relatedTarget }) {
  if (!isCell(target) || !ledger.isTyped(target)) return;
  const isSameRow = isCell(relatedTarget) && lineOf(target) && lineOf(target) === lineOf(relatedTarget);
  if (!isSameRow) schedule(0);
}

function submitted(event) {
  const pressed = event.submitter;
  if (pressed?.hasAttribute("formaction")) return;
  event.preventDefault();
  const press = pressed?.name === "do" ? pressOf(pressed) : null;
  pressed?.closest(".removed-row")?.remove();
  saveNow(press);
}

const pressOf = (button) => ({ do: button.value, top: button.closest("tr")?.getBoundingClientRect().top ?? null });

// Saves everything, then does what was pressed; waits for what is on its way. Gives whether nothing is left unsaved.
export function saveNow(press = null) {
  const asked = press?.do ? press : null;
  clearTimeout(timer);
  running = running.then(() => saveAll(asked)).catch((error) => console.error(error));
  return running.then(() => !ledger.isUnsaved());
}

async function saveAll(press) {
  for (;;) {
    const waiting = ledger.toSend();
    const [cells, rows] = ledger.onOneGround(waiting);
    const isLast = cells.length === waiting.length;
    if (cells.length === 0 && !press) break;
    if (!(await saveOnce(cells, rows, isLast ? press : null)) || isLast) break;
  }
  showStates();
}

async function saveOnce(cells, rows, press) {
  const sent = new Map(cells.map((cell) => [cell.name, cell.value]));
  noteSaving(cells);
  isSending = true;
  const slow = setTimeout(() => showStates(true), 400);
  try {
    const answer = await send(fieldsOf(cells, rows, press));
    failures = 0;
    taken(answer, sent, press);
    return true;
  } catch (error) {
    failed(error, press);
    return false;
  } finally {
    isSending = false;
    clearTimeout(slow);
  }
}

function fieldsOf(cells, rows, press) {
  const fields = {
    shape: sheet.querySelector("table").dataset.shape,
    seen: [...ledger.versions].map((pair) => pair.join(":")).join(),
  };
  for (const cell of cells) {
    fields[cell.name] = cell.value;
    if (coveredBy(cell).length > 0) fields[`c-${cell.name}`] = coveredBy(cell).join(" ");
  }
  for (const [row, version] of rows) fields[`v${row}`] = version;
  if (!press) return fields;
  const row = press.do.split("-")[1];
  if (ledger.versions.has(row)) fields[`v${row}`] ??= ledger.versions.get(row);
  const { top, ...pressed } = press;
  return { ...fields, origin: form.elements.origin.value, ...pressed };
}

// Takes over what the server keeps now; what was typed while it answered stays typed.
function taken(answer, sent, press) {
  const inConflict = new Set(answer.conflicts.map(({ name }) => name));
  for (const conflict of answer.conflicts) {
    const cell = cellNamed(conflict.name);
    const rows = cell ? ledger.rowsOf(cell) : [String(conflict.row)];
    const seen = cell ? ledger.ground(cell)[rows[0]] : ledger.versions.get(rows[0]);
    noteConflict({ ...conflict, rows, seen });
  }
  for (const name of sent.keys()) if (!inConflict.has(name)) ledger.leaveGround(name);
  ledger.takeOver(answer.rows, (cell, text, wasTyped) => keptOtherwise(cell, text, wasTyped, sent));
  const refused = new Set(answer.refusals.map(({ name }) => name));
  for (const [name, text] of sent) if (!inConflict.has(name)) settled(name, text, refused.has(name));
  if (answer.table) replaceTable(answer.table);
  noteSaved(answer.savedAt, [...sent.keys()].map(cellNamed).filter(Boolean));
  if (answer.panel !== undefined) showPanel(answer.panel);
  showMarks(answer.marks);
  showConflicts();
  showRefusals(answer.refusals);
  if (press) pressed(answer, press);
  document.dispatchEvent(new CustomEvent("jixiao:rows-kept"));
}

function keptOtherwise(cell, text, wasTyped, sent) {
  const isOwn = sent.has(cell.name);
  if (ledger.conflicts.has(cell.name) || (wasTyped && !isOwn)) return;
  const isGoingOn = isOwn && (cell.value !== sent.get(cell.name) || cell === document.activeElement);
  if (isGoingOn || cell.value === text) return;
  setText(cell, text);
  if (!isOwn) flash(boxOf(cell));
}

function settled(name, text, isRefused) {
  const cell = cellNamed(name);
  if (!isRefused && cell?.value === text) forgetUnsaved(name);
  if (!cell) return;
  if (cell.value === text) {
    if (ledger.isTyped(cell)) ledger.settle(name, text);
  } else keep(cell);
}

function flash(box) {
  box.classList.remove("is-updated");
  requestAnimationFrame(() => box.classList.add("is-updated"));
}

function pressed(answer, press) {
  if (answer.removed) notices.innerHTML = answer.removed;
  if (answer.refusal) notices.replaceChildren(alarm(answer.refusal));
  const verb = press.do.split("-")[0];
  const isNew = verb === "below" || verb === "group" || verb === "first";
  if (answer.row) goOnIn(answer.row, isNew ? null : lastKey, isNew ? null : press.top);
}

function alarm(sentence) {
  const shown = document.createElement("p");
  shown.className = "notice";
  shown.setAttribute("role", "alert");
  shown.textContent = `${sentence}。`;
  return shown;
}

function failed(error, press) {
  failures += 1;
  if (press) notices.replaceChildren(alarm("没有做到：没有连上服务器，或者登录已经过期；连上以后请再按一次"));
  if (error instanceof Refused) refused(error);
  else if (error instanceof Unreached) {
    const tells = error.message === "断网" ? "断网，连上后自动保存" : `${error.message}，会自动再试`;
    noteTrouble(tells);
    schedule(RETRIES[Math.min(failures, RETRIES.length) - 1]);
  } else throw error;
}

function refused(error) {
  if (error.kind !== "sign-in") return void noteTrouble(`${error.message}；您填的还在这一页，可以复制`);
  const link = document.createElement("a");
  Object.assign(link, { href: "/sign-in?next=/account", target: "_blank", rel: "noopener", textContent: "在新的标签页里登录" });
  noteTrouble("登录已经过期，登录后会自动接着保存", link);
  schedule(SIGN_IN_AGAIN);
}
