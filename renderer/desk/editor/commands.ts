import type { Command } from "../registry/command.ts";

const arrows = ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"];
type Own = Omit<Command, "id" | "view" | "isDriving">;
const command = (name: string, own: Own): Command => ({
  id: `editor.${name}`,
  view: "editor",
  isDriving: true,
  ...own,
});
const key = (name: string): Pick<Command, "words" | "isKeyOnly"> => ({
  words: { name: `desk:keys.${name}` },
  isKeyOnly: true,
});
const called = (name: string, also: string, row?: string): Command["words"] => ({
  name: `desk:keys.${name}`,
  also: `desk:also.${also}`,
  ...(row === undefined ? {} : { row: `desk:keys.${row}` }),
});

export const editorCommands: readonly Command[] = [
  command("tile", { ...key("tile"), keys: ["1…9"], shown: "1 … 9 · Tab" }),
  command("display", { ...key("push"), keys: ["Alt+1…9"], beside: "editor.tile" }),
  command("moveTile", { ...key("moveTile"), keys: arrows, shown: "← ↑ → ↓" }),
  command("sizeTile", { ...key("sizeTile"), keys: arrows.map((one) => `Shift+${one}`), shown: "⇧ ← ↑ → ↓" }),
  command("leap", {
    ...key("leap"),
    keys: arrows.flatMap((one) => [`Ctrl+${one}`, `Ctrl+Shift+${one}`]),
    shown: "Ctrl ←",
  }),
  command("newScene", { words: called("newScene", "newScene"), keys: ["N"] }),
  command("add", { ...key("add"), keys: ["/"] }),
  command("form", { ...key("form"), keys: ["Enter"] }),
  command("none", { ...key("form"), keys: ["Escape"], isWhileTyping: true, beside: "editor.form" }),
  command("whole", { ...key("whole"), keys: ["W"] }),
  command("swap", { ...key("whole"), keys: ["X"], beside: "editor.whole" }),
  command("remove", { ...key("remove"), keys: ["Delete", "Backspace"], shown: "Del" }),
  command("duplicate", { ...key("duplicate"), keys: ["Ctrl+D"] }),
  command("copy", { ...key("copy"), keys: ["Ctrl+C"], shown: "Ctrl C · X · V" }),
  command("cut", { ...key("copy"), keys: ["Ctrl+X"], beside: "editor.copy" }),
  command("paste", { ...key("copy"), keys: ["Ctrl+V"], beside: "editor.copy" }),
  command("all", { ...key("copy"), keys: ["Ctrl+A"], beside: "editor.copy" }),
  command("undo", { ...key("undo"), keys: ["Ctrl+Z"], beside: "editor.copy" }),
  command("redo", { ...key("undo"), keys: ["Ctrl+Y", "Ctrl+Shift+Z"], beside: "editor.copy" }),
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
