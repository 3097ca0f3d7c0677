import { createHash } from "node:crypto";
import pino from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { Warning } from "#contract/warnings/warning.ts";
import { readNationalDays } from "../../../../main/core/calendar/national-days.ts";
import { createSiteCalendar } from "../../../../main/core/calendar/site-calendar.ts";
import type { Sources } from "../../../../main/core/connectors/sources.ts";
import { openTakingIn } from "../../../../main/core/opening/taking-in.ts";
import { createClosing } from "../../../../main/core/run/closing.ts";
import type { Store } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { siteWith } from "./small-site.ts";

export { siteWith };

export type Rig = AsyncDisposable & {
  store: Store;
  /** Every reading that was handed on to be shown. */
  shown: Reading[];
  views: SourceView[];
  view(): SourceView;
  newest(indicator: string, place?: string): number | string | null | undefined;
  untilState(state: SourceView["state"]): Promise<SourceView>;
  untilNewest(value: number | string | null, indicator?: string, place?: string): Promise<void>;
  /** Those that hold. */
  warnings(): Warning[];
  logged(): string;
  sources: Sources;
};

/** Sources, ingest and store as the core joins them, on a folder of their own or a given one. */
export async function startRig(
  sources: readonly (Record<string, unknown> | SourceConfig)[],
  options: {
    folder?: string;
    secrets?: Record<string, string>;
    now?: () => number;
    profile?: Profile;
    http?: string;
  } = {},
): Promise<Rig> {
  const own = options.folder === undefined ? await temporaryFolder() : undefined;
  const folder = options.folder ?? own?.path ?? "";
  const now = options.now ?? Date.now;
  const profile = options.profile ?? siteWith(sources);
  const store = await openStore(folder, options.profile === undefined ? {} : { dayOffsetMs: 7 * 3_600_000 });
  const shown: Reading[] = [];
  const views: SourceView[] = [];
  const warnings = new Map<string, Warning>();
  let log = "";
  const closing = createClosing();
  const { sources: running } = await openTakingIn({
    // Nothing changes in a rig while it runs.
    site: { current: () => profile, onChange() {} },
    calendar: createSiteCalendar({ national: await readNationalDays("assets"), now, log: pino({ level: "silent" }) }),
    ...{
      profile,
      store,
      dataFolder: folder,
      dayOffsetMs: options.profile === undefined ? 0 : 7 * 3_600_000,
      onClose: closing.onClose,
      now,
    },
    hasCamera: () => false,
    resolve: async (address) =>
      address
        .replace(/\$\{secret\.([^}]+)\}/g, (_all, name: string) => options.secrets?.[name] ?? "")
        .replace("$".concat("{simulator.http}"), options.http ?? ""),
    knownAs: (sourceId) => createHash("sha256").update(`${folder} ${sourceId}`).digest("hex").slice(0, 20),
    latest: await store.readings.latest(),
    log: pino(
      { level: "trace" },
      {
        write(line: string) {
          log += line;
        },
      },
    ),
    scores: { counted: (taker) => taker, onUnusable() {}, start() {} },
    onStored: ({ newest }) => shown.push(...newest),
    onRefused() {},
    onEvent() {},
    onWarnings: {
      told(some) {
        for (const one of some) warnings.set(String(one.number), one);
      },
      gone(keys) {
        for (const key of keys) warnings.delete(key);
      },
    },
    onSourceMade() {},
    onSource: (view) => views.push(view),
  });
  running.start();

  const view = (): SourceView => {
    const [first] = running.views();
    if (first === undefined) throw new Error("no source");
    return first;
  };
  const newest = (indicator: string, place = "tinh") =>
    shown.filter((reading) => reading.indicator === indicator && reading.place === place).at(-1)?.value;
  return {
    store,
    shown,
    views,
    view,
    newest,
    async untilState(state) {
      await until(() => view().state === state, { what: `state ${state}` }).catch((error: unknown) => {
        throw new Error(`still ${JSON.stringify(view())}`, { cause: error });
      });
      return view();
    },
    async untilNewest(value, indicator = "xe", place = "tinh") {
      await until(() => newest(indicator, place) === value, { what: `${indicator}@${place} = ${value}` }).catch(
        (error: unknown) => {
          throw new Error(`${newest(indicator, place)}: ${JSON.stringify(view())}`, { cause: error });
        },
      );
    },
    warnings: () => [...warnings.values()],
    logged: () => log,
    sources: running,
    async [Symbol.asyncDispose]() {
      await running.stop();
      await closing.close((error) => {
        throw error;
      });
      await store.close();
      await own?.remove();
    },
  };
}
