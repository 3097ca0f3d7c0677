import { useEffect } from "react";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import type { UsageTold } from "#contract/usage/http.ts";
import { askCore } from "../state/asking.ts";

/** Tells the core that whoever looks at this page has done something; he is counted by unit and role, never by name. What gets lost is not counted. */
export function tellUsed(deed: UsageTold["deed"], kind: UsageTold["kind"], name: string): void {
  const body: UsageTold = { deed, kind, name };
  askCore(routes.usageOpened, z.null(), { method: "POST", body, changesNothing: true }).catch(() => {});
}

/** The page of something was opened. @param name undefined: it is not known yet, or there is none */
export function useOpened(kind: UsageTold["kind"], name: string | undefined): void {
  useEffect(() => {
    if (name !== undefined) tellUsed("opened", kind, name);
  }, [kind, name]);
}
