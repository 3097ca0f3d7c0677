import { definePanel } from "../panel.ts";
import { StatusBoardSettings } from "./settings.ts";

/** What is late, stale or lost: sources, figures, cameras; what is wrong stands first, and "all is well" when all is. */
export const statusBoard = definePanel({
  kind: "status-board",
  version: 1,
  settings: StatusBoardSettings,
  frame: "tile",
  needs: () => ({ everything: true }),
  load: () => import("./StatusBoard.tsx").then((module) => module.StatusBoard),
});
