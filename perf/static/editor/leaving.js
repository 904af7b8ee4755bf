// Going to another page waits a moment for what is being saved; only what is really unsaved makes the browser ask.

import { form } from "./cells.js";
import { isUnsaved } from "./ledger.js";
import { saveNow } from "./saving.js";

const PATIENCE = 3_000;

let isSent = false;

export function useLeaving() {
  document.addEventListener("click", followed);
  // A button that sends the whole table elsewhere takes along everything typed.
  form.addEventListener("submit", (event) => (isSent ||= !event.defaultPrevented));
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved() && !isSent) event.preventDefault();
  });
}

async function followed(event) {
  const link = event.target.closest?.("a[href]");
  const staysHere = !link || link.target || link.getAttribute("href").startsWith("#");
  if (staysHere || event.defaultPrevented || event.ctrlKey || event.shiftKey || event.metaKey || !isUnsaved()) return;
  event.preventDefault();
  await Promise.race([saveNow(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  window.location.assign(link.href);
}
