import type { DeskView } from "../registry/desk-view.ts";
import { auditCommands } from "./commands.ts";

export const auditView: DeskView = {
  id: "audit",
  words: { name: "desk:view.audit", about: "desk:keys.audit", also: "desk:also.view.audit" },
  isSeldom: true,
  order: 20,
  right: "see-audit",
  load: () => import("./AuditView.tsx").then(({ AuditView }) => AuditView),
  commands: auditCommands,
};
