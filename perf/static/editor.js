// The editor of one table, where scripts run: keys, saving row by row, nothing lost. Without it the form does the same
// by its buttons; a page that shows conflicts of such a form is left to these.

import { form, isOpen } from "./editor/cells.js";
import { useKeys } from "./editor/keys.js";
import { useLeaving } from "./editor/leaving.js";
import { useMenus } from "./editor/menus.js";
import { usePanel } from "./editor/panel.js";
import { offerToRestore } from "./editor/restoring.js";
import { useSaving } from "./editor/saving.js";
import { useUndo } from "./editor/undo.js";

const isAboutConflicts = [...form.elements].some(({ name }) => name.startsWith("u-"));

if (!isAboutConflicts) {
  useMenus();
  usePanel();
  useKeys();
  if (isOpen) {
    useUndo();
    useSaving();
    useLeaving();
  }
  offerToRestore();
}
