import type { Profile } from "#contract/entities/profile.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Hub } from "../live/hub.ts";
import { type Maintenance, openMaintenance } from "../maintenance/maintenance.ts";
import { createOutboxDelivery, type OutboxDelivery } from "../outbox/delivery.ts";
import { createKnownThen, type KnownThen } from "../reports/known-then.ts";
import { createOutages, type Outages } from "../reports/outages.ts";
import { createSourceScores, type OwnSourceScores } from "../source-scores/source-scores.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";

/** What is written down of sources beside their readings: when they were away and were meant to be, and how they stood when. */
export type SourceRecords = {
  maintenance: Maintenance;
  outages: Outages;
  knownThen: KnownThen;
  sourceScores: OwnSourceScores;
  /** What people did here, on its way to the centres. */
  outbox: OutboxDelivery;
  /** A source as it is before it was started. */
  begin(view: SourceView): void;
  /** Tells all of them, and every screen, how a source is now. */
  tell(view: SourceView): void;
};

/**
 * @param options.catalogue the number of the imported catalogue; null: the profile's own
 * @param options.viewOf a source as it is now; undefined before there are any
 */
export async function openSourceRecords(
  options: Ground & {
    hub: Hub;
    resolve: Addresses["resolve"];
    catalogue: number | null;
    viewOf(id: string): SourceView | undefined;
  },
): Promise<SourceRecords> {
  const { profile, site, store, hub, resolve, dayOffsetMs, onClose, now, log } = options;
  const maintenance = await openMaintenance({
    repository: store.maintenance,
    sources: { has: (id) => site.current().sources.some((source) => source.id === id) },
    timeZone: profile.timeZone,
    now,
    onChange(id) {
      const view = options.viewOf(id);
      if (view !== undefined) tell(view);
    },
  });
  const centresOf = ({ sources }: Profile) => sources.filter((source) => source.type === "centre");
  const accountOf = (profile: Profile) => ({
    indicators: profile.indicators,
    sources: new Map(profile.sources.filter(({ type }) => type !== "published").map(({ id, name }) => [id, name])),
    centres: centresOf(profile).map(({ id }) => id),
  });
  const outages = createOutages({
    repository: store.outages,
    past: store.past,
    ...accountOf(profile),
    newest: () => hub.all("readings"),
    offsetMs: dayOffsetMs,
    now,
    log,
  });
  onClose(() => outages.stop());
  await outages.begin(store.upkeep.setAside());
  const knownThen = createKnownThen({
    repository: store.knownThen,
    readings: store.readings,
    catalogue: options.catalogue,
    now,
    log,
  });
  onClose(() => knownThen.stop());
  await knownThen.begin();
  const sourceScores = createSourceScores({
    ...{ profile, repository: store.sourceScores, readings: store.readings, past: store.past },
    newest: () => hub.all("readings"),
    ...{ offsetMs: dayOffsetMs, now, log },
  });
  onClose(() => sourceScores.stop());
  await sourceScores.begin();
  const outbox = createOutboxDelivery({ repository: store.outbox, centres: centresOf(profile), resolve, now, log });
  onClose(() => outbox.stop());
  const tell = (view: SourceView): void => {
    const told = maintenance.tell(view);
    outages.onSource(told);
    knownThen.onSource(told);
    sourceScores.onSource(told);
    outbox.onSource(told);
    hub.publish("sources", [told]);
  };
  site.onChange(async ({ after }) => {
    outages.replace(accountOf(after));
    sourceScores.replace(after);
    await outbox.replace(centresOf(after));
  });
  const begin = (view: SourceView): void => {
    knownThen.onSource(view);
    const told = maintenance.tell(view);
    sourceScores.onSource(told);
    hub.publish("sources", [told]);
  };
  return { maintenance, outages, knownThen, sourceScores, outbox, begin, tell };
}
