import type { DeskView } from "../registry/desk-view.ts";
import { trialCommands } from "./commands.ts";

export const trialView: DeskView = {
  id: "trial",
  words: { name: "desk:view.trial", about: "desk:keys.trial", also: "desk:also.view.trial" },
  shortcut: "F4",
  order: 4,
  right: "try-sources",
  load: () => import("./TrialView.tsx").then(({ TrialView }) => TrialView),
  commands: trialCommands,
};
