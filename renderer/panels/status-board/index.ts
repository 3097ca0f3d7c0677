import { definePanel } from "../panel.ts";
import { StatusBoard } from "./StatusBoard.tsx";
import type { StatusBoardSettings } from "./settings.ts";

/** What is late, stale or lost: sources, figures, cameras; what is wrong stands first, and "all is well" when all is. */
export const statusBoard = definePanel<StatusBoardSettings>({
  kind: "status-board",
  version: 1,
  frame: "tile",
  least: [
    { widthEm: 14, heightEm: 6.5 },
    // Wide enough for every sentence in one line: the title and a row.
    { widthEm: 30, heightEm: 3.3 },
  ],
  component: StatusBoard,
});
