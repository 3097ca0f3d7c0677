import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { UsageKind } from "#contract/usage/http.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { spans, type UsageFilter, useUsage } from "../../usage/asked.ts";
import { UsageReport, usageKinds } from "../../usage/UsageReport.tsx";
import { AskedNote } from "../AskedNote.tsx";
import { digitOf } from "../registry/press.ts";
import { useCommands } from "../registry/use-commands.ts";
import { usageCommands } from "./commands.ts";

/** Outlasts the page. */
const filterStore = makeStore<UsageFilter>({ span: 30, unit: undefined, role: undefined });

/** Whether the wall is used, at the desk. */
export function UsageView() {
  const { i18n } = useTranslation();
  const filter = useStoreValue(filterStore);
  const [kind, setKind] = useState<UsageKind>("scene");
  const told = useUsage(filter);
  const change = (next: UsageFilter) => filterStore.setState(next, true);
  const panelName = (panel: string): string => {
    const key = `editor:panel.${panel}`;
    return i18n.exists(key) ? String(i18n.t(key as never)) : panel;
  };
  useCommands("usage", usageCommands, {
    "usage.span": (event) => {
      const span = spans[(event === undefined ? 1 : (digitOf(event) ?? 1)) - 1];
      if (span !== undefined) change({ ...filter, span });
    },
    "usage.kind": (event) => {
      const at = usageKinds.indexOf(kind) + (event?.key === "ArrowLeft" ? -1 : 1);
      setKind(usageKinds[(at + usageKinds.length) % usageKinds.length] ?? kind);
    },
  });
  return (
    <UsageReport
      usage={told.value}
      filter={filter}
      kind={kind}
      panelName={panelName}
      onFilter={change}
      onKind={setKind}
      note={<AskedNote failure={told.failure} isLoading={told.value === undefined} />}
      hasKeys
    />
  );
}
