import type { Command } from "../registry/command.ts";

export const outagesCommands: readonly Command[] = [
  {
    id: "outages.step",
    view: "outages",
    words: { name: "desk:keys.move" },
    keys: ["ArrowUp", "ArrowDown", "Home", "End"],
    isKeyOnly: true,
    beside: "desk.move",
  },
  {
    id: "outages.read",
    view: "outages",
    words: { name: "desk:keys.readOutage", row: "desk:keys.readRow" },
    keys: ["Enter"],
    isKeyOnly: true,
  },
  {
    id: "outages.readAll",
    view: "outages",
    words: { name: "desk:keys.readOutages", also: "desk:also.readOutages" },
    keys: ["A"],
    beside: "outages.read",
    whyNotOffered: { key: "desk:why.allRead" },
  },
  {
    id: "outages.note",
    view: "outages",
    words: { name: "desk:keys.readOutage" },
    keys: ["N"],
    isKeyOnly: true,
    beside: "outages.read",
  },
];
