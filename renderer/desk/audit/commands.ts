import type { Command } from "../registry/command.ts";

export const auditCommands: readonly Command[] = [
  {
    id: "audit.step",
    view: "audit",
    words: { name: "desk:keys.move" },
    keys: ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"],
    beside: "desk.move",
    isKeyOnly: true,
  },
  { id: "audit.outcome", view: "audit", words: { name: "desk:keys.auditOutcome" }, keys: ["0…3"], isKeyOnly: true },
  {
    id: "audit.clear",
    view: "audit",
    words: { name: "desk:keys.auditOutcome" },
    keys: ["Delete"],
    beside: "audit.outcome",
    isKeyOnly: true,
  },
  { id: "audit.filter", view: "audit", words: { name: "desk:keys.auditFilter" }, keys: ["L"], isKeyOnly: true },
  {
    id: "audit.verify",
    view: "audit",
    words: { name: "desk:keys.auditVerify", also: "desk:also.auditVerify" },
    keys: ["V"],
  },
  {
    id: "audit.csv",
    view: "audit",
    words: { name: "desk:keys.auditExport", also: "desk:also.auditExport" },
    keys: ["C"],
  },
  {
    id: "audit.jsonl",
    view: "audit",
    words: { name: "desk:keys.auditExport" },
    keys: ["J"],
    beside: "audit.csv",
    isKeyOnly: true,
  },
  {
    id: "audit.xlsx",
    view: "audit",
    words: { name: "desk:keys.auditExport" },
    keys: ["X"],
    beside: "audit.csv",
    isKeyOnly: true,
  },
];
