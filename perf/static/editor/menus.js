// The menus in the margin: one open at a time, Esc and a click beside it close it.

import { sheet } from "./cells.js";

const openMenus = () => sheet.querySelectorAll(".row-menu[open]");

export function useMenus() {
  document.addEventListener("click", ({ target }) => {
    for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
  });
  sheet.addEventListener("keydown", (event) => {
    const menu = event.target.closest(".row-menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
