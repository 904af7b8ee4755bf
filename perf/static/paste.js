// Lets a block copied in Excel or WPS be pasted right into the table: a dialog shows first what it does. Without this
// script the page for pasting does the same.

const form = document.querySelector("#sheet-form");
const address = document.querySelector("[data-paste]").formAction;
const CELL = /^r(\d+)-(\w+)$/;
const ONE_QUOTED_CELL = /^"(?:[^"]|"")*"$/;

// Several lines are a block only where there are rows below: in a goal they are its paragraphs.
function isBlock(text, cell) {
  const held = text.replace(/[\r\n]+$/, "");
  if (ONE_QUOTED_CELL.test(held)) return false;
  return held.includes("\t") || (/[\r\n]/.test(held) && cell.closest("[data-row]") !== null);
}

// Whoever saves rows hands in what the preview must wait for, so that it shows what is kept.
async function saved() {
  const waited = [];
  document.dispatchEvent(new CustomEvent("jixiao:save-now", { detail: { wait: (promise) => waited.push(promise) } }));
  await Promise.allSettled(waited);
}

async function ask(text, cell) {
  const [, row, key] = CELL.exec(cell.name);
  const sent = new FormData();
  for (const [name, value] of Object.entries({ csrf_token: form.elements.csrf_token.value, text, row, cell: key })) {
    sent.append(name, value);
  }
  const response = await fetch(address, { method: "POST", body: sent, headers: { Accept: "application/json" } });
  return response.json();
}

async function preview(text, cell) {
  try {
    await saved();
    let answer = await ask(text, cell);
    if (answer.error === "outdated-form" && answer.csrf_token) {
      // Signed in again in another tab.
      form.elements.csrf_token.value = answer.csrf_token;
      answer = await ask(text, cell);
    }
    return answer.dialog ?? message(answer.message ?? "系统没有看懂贴的内容");
  } catch {
    return message("没有连上服务器，贴的内容没有填。请过一会儿在这一格里再粘贴一次");
  }
}

function message(sentence) {
  const shown = document.createElement("p");
  shown.setAttribute("role", "alert");
  shown.textContent = sentence.endsWith("。") ? sentence : `${sentence}。`;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-outline-primary";
  close.dataset.pasteClose = "";
  close.textContent = "知道了";
  return shown.outerHTML + close.outerHTML;
}

function show(markup, cell) {
  const dialog = document.createElement("dialog");
  dialog.className = "paste-dialog";
  dialog.setAttribute("aria-labelledby", "paste-title");
  dialog.innerHTML = `<h1 id="paste-title">粘贴预览</h1>${markup}`;
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-paste-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The table may have been written anew while the dialog was open.
    (document.getElementById(cell.id) ?? cell).focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

let isAsking = false;

form.addEventListener("paste", async (event) => {
  const cell = event.target;
  if (!CELL.test(cell.name ?? "") || cell.readOnly || isAsking) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!isBlock(text, cell)) return;
  event.preventDefault();
  isAsking = true;
  cell.setAttribute("aria-busy", "true");
  const markup = await preview(text, cell);
  cell.removeAttribute("aria-busy");
  isAsking = false;
  show(markup, cell);
});
