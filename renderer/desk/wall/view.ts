import type { DeskView } from "../registry/desk-view.ts";
import { wallCommands } from "./commands.ts";

export const wallView: DeskView = {
  id: "wall",
  words: { name: "desk:view.wall", about: "desk:keys.wall", also: "desk:also.view.wall" },
  shortcut: "F2",
  order: 1,
  right: "drive-wall",
  isDriving: true,
  load: () => import("./WallView.tsx").then(({ WallView }) => WallView),
  commands: wallCommands,
};
