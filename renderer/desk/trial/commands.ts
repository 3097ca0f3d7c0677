import type { Command } from "../registry/command.ts";

export const trialCommands: readonly Command[] = [
  {
    id: "trial.run",
    view: "trial",
    words: { name: "desk:keys.run", also: "desk:also.run" },
    keys: ["Ctrl+Enter"],
    isWhileTyping: true,
    whyNotOffered: { key: "desk:why.noMapping" },
  },
];
