import type { Command } from "../registry/command.ts";

/** The wizard's own keys (Enter, Alt ←, Esc) are heard by its frame. */
export const wizardCommands: readonly Command[] = [
  {
    id: "wizards.takeBack",
    view: "wizards",
    words: { name: "wizards:keys.takeBack", also: "wizards:also.takeBack" },
    keys: ["Ctrl+Z"],
    right: "change-profile",
    whyNotOffered: { key: "wizards:why.nothingToTakeBack" },
  },
  {
    id: "wizards.new",
    view: "wizards",
    words: { name: "wizards:keys.new", also: "wizards:also.new" },
    keys: ["N"],
    right: "change-profile",
  },
];
