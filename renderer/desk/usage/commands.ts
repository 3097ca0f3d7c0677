import type { Command } from "../registry/command.ts";

export const usageCommands: readonly Command[] = [
  { id: "usage.span", view: "usage", words: { name: "desk:keys.usageSpan" }, keys: ["1…4"], isKeyOnly: true },
  {
    id: "usage.kind",
    view: "usage",
    words: { name: "desk:keys.usageKind" },
    keys: ["ArrowLeft", "ArrowRight"],
    shown: "← →",
    isKeyOnly: true,
  },
];
