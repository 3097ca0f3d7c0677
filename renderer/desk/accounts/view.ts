import type { DeskView } from "../registry/desk-view.ts";
import { accountsCommands } from "./commands.ts";

export const accountsView: DeskView = {
  id: "accounts",
  words: { name: "desk:view.accounts", about: "desk:keys.accounts", also: "desk:also.view.accounts" },
  isSeldom: true,
  order: 19,
  right: "manage-accounts",
  load: () => import("./AccountsView.tsx").then(({ AccountsView }) => AccountsView),
  commands: accountsCommands,
};
