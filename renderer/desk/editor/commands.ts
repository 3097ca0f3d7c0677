import type { Command } from "../registry/command.ts";
import { called, keyOnly } from "../registry/command-words.ts";

const arrows = ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"];
type Own = Omit<Command, "id" | "view" | "isDriving">;
const command = (name: string, own: Own): Command => ({
  id: `editor.${name}`,
  view: "editor",
  isDriving: true,
  ...own,
});

export const editorCommands: readonly Command[] = [
  command("tile", { ...keyOnly("tile"), keys: ["1…9"], shown: "1 … 9 · Tab" }),
  command("display", { ...keyOnly("push"), keys: ["Alt+1…9"], beside: "editor.tile" }),
  command("moveTile", { ...keyOnly("moveTile"), keys: arrows, shown: "← ↑ → ↓" }),
  command("sizeTile", { ...keyOnly("sizeTile"), keys: arrows.map((one) => `Shift+${one}`), shown: "⇧ ← ↑ → ↓" }),
  command("leap", {
    ...keyOnly("leap"),
    keys: arrows.flatMap((one) => [`Ctrl+${one}`, `Ctrl+Shift+${one}`]),
    shown: "Ctrl ←",
  }),
  command("newScene", { words: called("newScene", "newScene"), keys: ["N"] }),
  command("add", { ...keyOnly("add"), keys: ["/"] }),
  command("form", { ...keyOnly("form"), keys: ["Enter"] }),
  command("none", { ...keyOnly("form"), keys: ["Escape"], isWhileTyping: true, beside: "editor.form" }),
  command("whole", { ...keyOnly("whole"), keys: ["W"] }),
  command("swap", { ...keyOnly("whole"), keys: ["X"], beside: "editor.whole" }),
  command("remove", { ...keyOnly("remove"), keys: ["Delete", "Backspace"], shown: "Del" }),
  command("duplicate", { ...keyOnly("duplicate"), keys: ["Ctrl+D"] }),
  command("copy", { ...keyOnly("copy"), keys: ["Ctrl+C"], shown: "Ctrl C · X · V" }),
  command("cut", { ...keyOnly("copy"), keys: ["Ctrl+X"], beside: "editor.copy" }),
  command("paste", { ...keyOnly("copy"), keys: ["Ctrl+V"], beside: "editor.copy" }),
  command("all", { ...keyOnly("copy"), keys: ["Ctrl+A"], beside: "editor.copy" }),
  command("undo", { ...keyOnly("undo"), keys: ["Ctrl+Z"], beside: "editor.copy" }),
  command("redo", { ...keyOnly("undo"), keys: ["Ctrl+Y", "Ctrl+Shift+Z"], beside: "editor.copy" }),
  command("save", { words: called("saveScene", "save", "save"), keys: ["Ctrl+S"], isWhileTyping: true }),
  command("saveAs", {
    words: called("saveAs", "save"),
    keys: ["Ctrl+Shift+S"],
    isWhileTyping: true,
    beside: "editor.save",
  }),
  command("saveAndPrepare", {
    words: called("saveAndPrepare", "save"),
    keys: ["Ctrl+Enter"],
    isWhileTyping: true,
    shown: "Ctrl ↵",
  }),
  command("export", { words: called("exportScenes", "exportScenes"), keys: [] }),
];
