import type { DeskView } from "../registry/desk-view.ts";
import { automationCommands } from "./commands.ts";

export const automationView: DeskView = {
  id: "automation",
  words: { name: "desk:view.automation", about: "desk:keys.automation", also: "desk:also.view.automation" },
  shortcut: "F9",
  order: 7,
  right: "drive-wall",
  load: () => import("./AutomationView.tsx").then(({ AutomationView }) => AutomationView),
  isDriving: true,
  commands: automationCommands,
};
