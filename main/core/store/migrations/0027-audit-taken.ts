import type { Migration } from "./migration.ts";

/** Up to which entry of the audit trail the site's syslog server has taken it; see main/core/audit/syslog.ts. */
export const auditTaken: Migration = {
  number: 27,
  name: "audit taken",
  sql: `
    CREATE TABLE audit_taken (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      server TEXT NOT NULL,
      number INTEGER NOT NULL
    ) STRICT;
  `,
};
