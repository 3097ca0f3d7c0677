import type { DeskView } from "../registry/desk-view.ts";
import { outagesCommands } from "./commands.ts";
import { useUnreadOutages } from "./use-outages.ts";
export const outagesView: DeskView = {
  id: "outages",
  words: { name: "desk:view.outages", about: "desk:keys.outages", also: "desk:also.view.outages" },
  shortcut: "F6",
  order: 5,
  right: "acknowledge",
  load: () => import("./OutagesView.tsx").then(({ OutagesView }) => OutagesView),
  useBadge: useUnreadOutages,
  commands: outagesCommands,
};
