import { isDeepStrictEqual } from "node:util";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Hub } from "../live/hub.ts";
import { isAnyOf } from "../profile/profile-changes.ts";
import { siteView } from "../profile/site-view.ts";
import type { KnownThen } from "../reports/known-then.ts";
import type { Ground } from "./ground.ts";
import { lastHeard, type TakingIn } from "./taking-in.ts";

/**
 * Has sources, what is taken from them and what follows from it be as a changed profile says, and tells the screens.
 * @param options.tell to be told of every source as it is now
 */
export function takeOverSources(
  options: Pick<Ground, "site" | "store" | "log"> & {
    hub: Hub;
    takingIn: TakingIn;
    knownThen: Pick<KnownThen, "beginAnew" | "onSource">;
    tell(view: SourceView): void;
  },
): void {
  const { site, store, log, hub, knownThen } = options;
  const { ingest, derivation, cameraEvents, citizenReports, warnings, documents, dossiers, sources } = options.takingIn;
  const takeFrom = (profile: Profile): void => {
    for (const taker of [ingest, cameraEvents, citizenReports, warnings, documents, dossiers]) taker.replace(profile);
  };
  site.onChange(async ({ before, after, changes }) => {
    const gone = before.sources.filter(({ id }) => changes.sources.removed.includes(id));
    // What a source that goes has sent by now is still taken.
    takeFrom({ ...after, sources: [...after.sources, ...gone] });
    derivation.replace(after);
    const ended = sources.replace(after, await lastHeard({ store, latest: hub.all("readings") }));
    if (gone.length > 0 || !isDeepStrictEqual(siteView(before), siteView(after)))
      hub.publishSite(siteView(after), { sources: changes.sources.removed });
    if (gone.length > 0) {
      await knownThen.beginAnew();
      for (const view of sources.views()) knownThen.onSource(view);
    }
    for (const view of sources.views()) options.tell(view);
    await ended;
    takeFrom(after);
    const { indicators, calculations, places, successions } = changes;
    if ([indicators, calculations, places, successions].some(isAnyOf))
      // All of a year may follow from it, which nobody else has to wait for.
      void derivation
        .deriveAll(hub.all("readings"))
        .catch((error: unknown) => log.error({ err: error }, "not all was derived by the changed profile"));
  });
}
