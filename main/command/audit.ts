import { AuditList, AuditVerification } from "#contract/audit/http.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { ask } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";

/** Whether the audit trail is as it was written. @throws CodedError audit.broken, with the first entry that is not */
export async function verifyAudit(which: Which, screen: Screen): Promise<number> {
  const found = await ask(await findRunning(which), routes.auditVerification, AuditVerification);
  if (found.fault !== null)
    throw new CodedError("audit.broken", { number: found.fault.number, fault: found.fault.fault });
  const { checked, firstNumber, lastNumber } = found;
  screen.show(found, [
    checked === 0
      ? screen.say("audit.none")
      : screen.say("audit.whole", { checked, first: firstNumber ?? 0, last: lastNumber ?? 0 }),
  ]);
  return 0;
}

/** The newest entries. @param limit at most so many */
export async function listAudit(which: Which, limit: number, screen: Screen): Promise<number> {
  const list = await ask(await findRunning(which), `${routes.audit}?limit=${limit}`, AuditList);
  const rows = list.entries.map(({ number, atMs, who, from, deed, target, outcome }) => [
    String(number),
    screen.time(atMs),
    [who.role, who.name].filter(Boolean).join(" ") || "?",
    from,
    deed,
    target,
    outcome,
  ]);
  screen.show(list, rows.length === 0 ? [screen.say("audit.none")] : columns(rows, ""));
  return 0;
}
