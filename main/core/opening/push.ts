import type { Accounts } from "../accounts/accounts.ts";
import type { Hub } from "../live/hub.ts";
import { createPush, type Push, type PushOptions } from "../push/push.ts";
import { createBefore } from "../today/before.ts";
import type { Ground } from "./ground.ts";

/** A push service of a test's own. */
export type PushStandIn = Pick<PushOptions, "services" | "agent" | "firstAgainMs">;

/** What tells people on their devices, by whatever the site is now. */
export function openPush(
  options: Pick<Ground, "site" | "store" | "now" | "log"> &
    Pick<PushOptions, "secrets" | "reachOf" | "expected"> &
    PushStandIn & { accounts: Pick<Accounts, "sessions">; hub: Pick<Hub, "newest"> },
): Push {
  const { site, accounts, hub, ...others } = options;
  return createPush({
    ...others,
    profile: site.current,
    sessions: accounts.sessions.list,
    newest: hub.newest.reading,
    before: createBefore(options.store.past, options.now),
  });
}
