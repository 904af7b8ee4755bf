// Lets a file be dropped on the form; without this script the form's own file input does the same.

const zone = document.querySelector("[data-drop-zone]");
const input = zone.querySelector("input[type=file]");
const name = zone.querySelector("[data-drop-name]");
const hint = document.createElement("p");
hint.className = "drop-invitation";
hint.textContent = "也可以把文件拖到这里";
input.before(hint);
zone.classList.add("can-drop");

function showName() {
  const [file] = input.files;
  name.textContent = file ? `已选择：${file.name}` : "";
  input.removeAttribute("aria-invalid");
  input.classList.remove("is-invalid");
}

function carriesFiles(event) {
  return event.dataTransfer !== null && event.dataTransfer.types.includes("Files");
}

// Beside the zone a dropped file would replace the page; it is refused there instead.
for (const type of ["dragover", "drop"]) {
  window.addEventListener(type, (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
}

zone.addEventListener("dragover", () => zone.classList.add("is-over"));
zone.addEventListener("dragleave", (event) => {
  if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
});
zone.addEventListener("drop", (event) => {
  zone.classList.remove("is-over");
  if (event.dataTransfer.files.length === 0) return;
  const first = new DataTransfer();
  first.items.add(event.dataTransfer.files[0]);
  input.files = first.files;
  input.dispatchEvent(new Event("change"));
  input.focus();
});
input.addEventListener("change", showName);
showName();
