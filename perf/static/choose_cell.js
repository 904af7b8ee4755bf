// Lets a reviewer choose the cell of a comment by pressing it in the table. Without this script the list does it.

const list = document.getElementById("cell");
const words = document.getElementById("comment");

if (list && words) {
  const offered = new Set([...list.options].map((option) => option.value));
  const cells = [...document.querySelectorAll(".official-table [id]")].filter((cell) => offered.has(cell.id));

  const show = () => {
    for (const cell of cells) cell.classList.toggle("is-chosen", cell.id === list.value);
  };

  for (const cell of cells) {
    cell.classList.add("can-choose");
    cell.addEventListener("click", (event) => {
      if (event.target.closest("a") || !window.getSelection().isCollapsed) return;
      list.value = cell.id;
      show();
      words.focus();
    });
  }
  list.addEventListener("change", show);
  show();
}
