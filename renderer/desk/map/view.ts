import type { DeskView } from "../registry/desk-view.ts";
import { mapCommands } from "./commands.ts";

export const mapView: DeskView = {
  id: "map",
  words: { name: "desk:view.map", about: "desk:keys.map", also: "desk:also.view.map" },
  shortcut: "F7",
  order: 6,
  right: "read",
  load: () => import("./MapView.tsx").then(({ MapView }) => MapView),
  isLarge: true,
  commands: mapCommands,
};
