import type { DeskView } from "../registry/desk-view.ts";
import { usageCommands } from "./commands.ts";

export const usageView: DeskView = {
  id: "usage",
  words: { name: "desk:view.usage", about: "desk:keys.usage", also: "desk:also.view.usage" },
  isSeldom: true,
  order: 21,
  right: "see-usage",
  load: () => import("./UsageView.tsx").then(({ UsageView }) => UsageView),
  commands: usageCommands,
};
