import type { Command } from "../registry/command.ts";
import { called, keyOnly } from "../registry/command-words.ts";

const arrows = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
type Own = Omit<Command, "id" | "view">;
const command = (name: string, own: Own): Command => ({ id: `map.${name}`, view: "map", ...own });

export const mapCommands: readonly Command[] = [
  command("search", { ...keyOnly("searchMap"), keys: ["/"] }),
  command("distance", { words: { ...called("distance", "distance"), row: "desk:keys.measure" }, keys: ["M"] }),
  command("area", { words: called("area", "area"), keys: ["A"], beside: "map.distance" }),
  command("whole", { words: called("wholeMap", "wholeMap"), keys: ["0"] }),
  command("data", { words: called("mapData", "mapData"), keys: ["N"] }),
  command("point", { ...keyOnly("askMiddle"), keys: ["Enter"], shown: "Enter · ⌫ · Esc" }),
  command("unpoint", { ...keyOnly("unpoint"), keys: ["Backspace"], beside: "map.point" }),
  command("drop", { ...keyOnly("unpoint"), keys: ["Escape"], beside: "map.point" }),
  command("push", { ...keyOnly("pushCamera"), keys: ["Space"], shown: "Space · Alt 1 … 9", isDriving: true }),
  command("display", { ...keyOnly("push"), keys: ["Alt+1…9"], beside: "map.push" }),
  command("pan", { ...keyOnly("panMap"), keys: arrows, shown: "← ↑ → ↓ · + −" }),
  command("nearer", { ...keyOnly("panMap"), keys: ["+", "="], beside: "map.pan" }),
  command("farther", { ...keyOnly("panMap"), keys: ["-"], beside: "map.pan" }),
];
