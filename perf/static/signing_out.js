// Signing out clears what was typed and not saved from this computer; if there is any, it asks first.

const form = document.querySelector("[data-signing-out]");
const prefix = `jixiao:unsaved:${form.dataset.signingOut}:`;

const left = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

async function savedFirst() {
  const waited = [];
  document.dispatchEvent(new CustomEvent("jixiao:save-now", { detail: { wait: (promise) => waited.push(promise) } }));
  const patience = new Promise((resolve) => setTimeout(resolve, 3000));
  await Promise.race([Promise.allSettled(waited), patience]);
}

form.addEventListener("submit", async (event) => {
  if (left().length === 0) return;
  event.preventDefault();
  await savedFirst();
  if (left().length > 0 && !confirm("这台电脑上还有填了没有保存的内容，退出以后会清除。确定退出吗？")) return;
  for (const key of left()) localStorage.removeItem(key);
  form.submit();
});
