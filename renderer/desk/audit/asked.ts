import type { AuditEntry } from "#contract/audit/entry.ts";
import { routes } from "#contract/routes.ts";
import { instantOf } from "../editor/form/zone-time.ts";

/** What somebody looks for in the trail; days are those of the site. "" asks for nothing. */
export type AuditFilter = {
  fromDay: string;
  toDay: string;
  who: string;
  deed: string;
  target: string;
  address: string;
  outcome: AuditEntry["outcome"] | undefined;
};

export const noFilter: AuditFilter = {
  ...{ fromDay: "", toDay: "", who: "", deed: "", target: "", address: "", outcome: undefined },
};

export const isFiltering = (filter: AuditFilter): boolean =>
  Object.values(filter).some((value) => value !== "" && value !== undefined);

/** The filter as the core is asked for it. */
export function auditQuery(filter: AuditFilter, timeZone: string): URLSearchParams {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | undefined) =>
    value !== undefined && value !== "" && query.set(name, String(value));
  const { fromDay, toDay, who, deed, target, address, outcome } = filter;
  const from = instantOf(`${fromDay}T00:00`, timeZone);
  const to = instantOf(`${toDay}T23:59`, timeZone);
  put("fromMs", from === undefined ? undefined : Date.parse(from));
  put("toMs", to === undefined ? undefined : Date.parse(to) + 59_999);
  put("who", who.trim());
  put("deed", deed);
  put("target", target.trim());
  put("address", address.trim());
  put("outcome", outcome);
  return query;
}

export const exportPath = (query: URLSearchParams, format: "csv" | "jsonl" | "xlsx", language: "vi" | "en"): string =>
  `${routes.auditExport}?${new URLSearchParams([...query, ["format", format], ["language", language]])}`;
