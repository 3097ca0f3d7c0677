import type { Command } from "../registry/command.ts";

const arrows = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
type Own = Omit<Command, "id" | "view">;
const command = (name: string, own: Own): Command => ({ id: `map.${name}`, view: "map", ...own });
const called = (name: string, also: string): Command["words"] => ({
  name: `desk:keys.${name}`,
  also: `desk:also.${also}`,
});
const key = (name: string): Pick<Command, "words" | "isKeyOnly"> => ({
  words: { name: `desk:keys.${name}` },
  isKeyOnly: true,
});

export const mapCommands: readonly Command[] = [
  command("search", { ...key("searchMap"), keys: ["/"] }),
  command("distance", { words: { ...called("distance", "distance"), row: "desk:keys.measure" }, keys: ["M"] }),
  command("area", { words: called("area", "area"), keys: ["A"], beside: "map.distance" }),
  command("whole", { words: called("wholeMap", "wholeMap"), keys: ["0"] }),
  command("data", { words: called("mapData", "mapData"), keys: ["N"] }),
  command("point", { ...key("askMiddle"), keys: ["Enter"], shown: "Enter · ⌫ · Esc" }),
  command("unpoint", { ...key("unpoint"), keys: ["Backspace"], beside: "map.point" }),
  command("drop", { ...key("unpoint"), keys: ["Escape"], beside: "map.point" }),
  command("push", { ...key("pushCamera"), keys: ["Space"], shown: "Space · Alt 1 … 9", isDriving: true }),
  command("display", { ...key("push"), keys: ["Alt+1…9"], beside: "map.push" }),
  command("pan", { ...key("panMap"), keys: arrows, shown: "← ↑ → ↓ · + −" }),
  command("nearer", { ...key("panMap"), keys: ["+", "="], beside: "map.pan" }),
  command("farther", { ...key("panMap"), keys: ["-"], beside: "map.pan" }),
];
