import type { Warning } from "./warning.ts";

const severities = ["extreme", "severe", "moderate", "minor", "unknown"];
/** What is not meant stands behind everything that is. */
const statuses = ["actual", "exercise", "test"];

/** What is meant before exercises, then by level of risk, severity, and the latest sent. */
export const gravestFirst = (warnings: readonly Warning[]): Warning[] =>
  [...warnings].sort(
    (a, b) =>
      statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
      (b.level?.level ?? 0) - (a.level?.level ?? 0) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      b.sentAtMs - a.sentAtMs ||
      b.number - a.number,
  );
