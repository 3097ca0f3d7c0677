import { SiteNames } from "#contract/entities/profile.ts";
import { routes } from "#contract/routes.ts";
import { askCore, refusalOf } from "../../state/asking.ts";
import { namesWantedStore } from "./named-site.ts";

/** After a question that did not reach the core. */
const againAfterMs = 5_000;

/**
 * Keeps the names of the site once a page wants them, of the version that the line tells of. The browser asks whether they have changed and
 * has them from its own cache where they have not.
 * @param onNames they have come, or others
 */
export function keepSiteNames(onNames: () => void): { of(version: string): SiteNames | undefined; stop(): void } {
  let names: SiteNames | undefined;
  let told: string | undefined;
  let asking: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (!namesWantedStore.getState() || told === undefined || names?.version === told || asking !== undefined) return;
    clearTimeout(timer);
    const own = new AbortController();
    asking = own;
    askCore(routes.siteNames, SiteNames, { signal: own.signal })
      .then(
        (answer) => {
          asking = undefined;
          names = answer;
          onNames();
          return answer.version !== told;
        },
        (error) => {
          asking = undefined;
          return !own.signal.aborted && refusalOf(error).why !== "said";
        },
      )
      .then((isWanting) => {
        if (isWanting) timer = setTimeout(look, againAfterMs);
      });
  };
  const undo = namesWantedStore.subscribe(look);
  return {
    of(version) {
      told = version;
      look();
      // Those of the version before stand until the others have come.
      return names;
    },
    stop() {
      undo();
      clearTimeout(timer);
      asking?.abort();
    },
  };
}
