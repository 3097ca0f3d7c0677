import type { Command } from "../registry/command.ts";

export const eventsCommands: readonly Command[] = [
  {
    id: "events.step",
    view: "events",
    words: { name: "desk:keys.move" },
    keys: ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"],
    beside: "desk.move",
    isKeyOnly: true,
  },
  { id: "events.kind", view: "events", words: { name: "desk:keys.chooseEvents" }, keys: ["0…6"], isKeyOnly: true },
  {
    id: "events.camera",
    view: "events",
    words: { name: "desk:keys.chooseEvents" },
    keys: ["C"],
    isKeyOnly: true,
    beside: "events.kind",
  },
];
