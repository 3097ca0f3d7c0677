import type { DeskView } from "../registry/desk-view.ts";
import { editorCommands } from "./commands.ts";

export const editorView: DeskView = {
  id: "editor",
  words: { name: "desk:view.editor", about: "desk:keys.editor", also: "desk:also.view.editor" },
  shortcut: "F8",
  order: 2,
  right: "drive-wall",
  load: () => import("./EditorView.tsx").then(({ EditorView }) => EditorView),
  isDriving: true,
  commands: editorCommands,
};
