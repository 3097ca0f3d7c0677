import type { DeskView } from "../registry/desk-view.ts";
import { wizardCommands } from "./commands.ts";

/** For administrators alone: what the site takes in, watches and shows, changed without files or a terminal. */
export const wizardsView: DeskView = {
  id: "wizards",
  words: { name: "wizards:view.name", about: "wizards:view.about", also: "wizards:view.also" },
  order: 9,
  right: "change-profile",
  load: () => import("./WizardsView.tsx").then(({ WizardsView }) => WizardsView),
  commands: wizardCommands,
};
