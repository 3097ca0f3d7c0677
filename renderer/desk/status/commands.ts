import type { Command } from "../registry/command.ts";

export const statusCommands: readonly Command[] = [
  {
    id: "status.maintenance",
    view: "status",
    words: { name: "desk:keys.maintenance", also: "desk:also.maintenance" },
    keys: ["B"],
    right: "plan-maintenance",
    whyNotOffered: { key: "desk:why.noSource" },
  },
];
