import type { DeskView } from "../registry/desk-view.ts";
import { statusCommands } from "./commands.ts";

export const statusView: DeskView = {
  id: "status",
  words: { name: "desk:view.status", about: "desk:keys.status", also: "desk:also.view.status" },
  shortcut: "F3",
  order: 3,
  right: "read",
  load: () => import("./StatusView.tsx").then(({ StatusView }) => StatusView),
  commands: statusCommands,
};
