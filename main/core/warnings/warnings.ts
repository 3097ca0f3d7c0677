import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import { gravestFirst } from "#contract/warnings/gravity.ts";
import { endedWarningsTold, type WarningList } from "#contract/warnings/http.ts";
import { mostWarningsTold, type Warning } from "#contract/warnings/warning.ts";
import type { Taker } from "../connectors/taker.ts";
import { createIntake } from "../ingest/intake.ts";
import type { OnRefused } from "../ingest/refusals.ts";
import { isSimulated } from "../outbound/references.ts";
import { startKeepingRounds } from "../store/keeping-rounds.ts";
import { type AdmittedWarning, createWarningAdmission } from "./admission.ts";
import type { WarningsRepository } from "./repository.ts";
import { riskLevels } from "./risk-levels.ts";

/** Of all sources together, those that are over too. A bad year of one province has some hundreds. */
const mostKept = 5_000;
const keptAfterMs = 90 * 86_400_000;
const stepSize = 200;
/** What is over leaves the screens at the latest so long after. */
const lookEveryMs = 10_000;
/** Looked at to find the gravest. */
const mostCurrent = 1_000;

export type WarningsOptions = {
  profile: Pick<Profile, "sources" | "places">;
  repository: WarningsRepository;
  /** Of the store, named in failures. */
  folder: string;
  /** Tells the screens. */
  onTold(warnings: readonly Warning[]): void;
  onGone(keys: readonly string[]): void;
  /** Epoch ms. */
  now(): number;
  log: Logger;
  /** As many as are kept. */
  most?: number;
  onRefused?: OnRefused | undefined;
};

export type Warnings = Taker & {
  /** Which sources are simulated, and which communes there are, is another matter from now on. */
  replace(profile: Pick<Profile, "sources" | "places">): void;
  list(options: { withEnded: boolean }): Promise<WarningList>;
  /** Tells what holds. Resolves when it is told; rejects where the store cannot be read. */
  look(): Promise<void>;
  /** Writes what waits. */
  stop(): Promise<void>;
};

/** Warnings of dangers: what holds is on the screens, what was cancelled, replaced or is over leaves them. */
export async function openWarnings(options: WarningsOptions): Promise<Warnings> {
  const { repository, folder, now, log, most = mostKept, onTold, onGone } = options;
  const simulatedOf = ({ sources }: Pick<Profile, "sources">) =>
    new Set(sources.filter(isSimulated).map(({ id }) => id));
  let simulated = simulatedOf(options.profile);
  let places = options.profile.places;
  const admit = createWarningAdmission({ places: () => places, oldestMs: keptAfterMs, now });
  const upkeep = startKeepingRounds(
    async () => (await repository.remove(Math.max(0, Math.round(now() - keptAfterMs)), most, stepSize)) > 0,
    log,
    "old warnings could not be removed",
  );

  const current = async () => {
    const found = await repository.current(Math.round(now()), mostCurrent);
    const sorted = gravestFirst(found);
    return { warnings: sorted.slice(0, mostWarningsTold), isCut: sorted.length > mostWarningsTold };
  };
  let shown: ReadonlySet<number> = new Set();
  let looking: Promise<void> = Promise.resolve();
  const lookOnce = async (): Promise<void> => {
    const { warnings, isCut } = await current();
    const news = warnings.filter(({ number }) => !shown.has(number));
    const next = new Set(warnings.map(({ number }) => number));
    const gone = [...shown].filter((number) => !next.has(number)).map(String);
    shown = next;
    if (isCut) log.warn({ told: mostWarningsTold }, "more warnings hold than are told");
    if (gone.length > 0) onGone(gone);
    if (news.length > 0) onTold(news);
  };
  /** One after the other: two that overlap could tell again what the later one has taken away. */
  const look = (): Promise<void> => {
    looking = looking.catch(() => {}).then(lookOnce);
    return looking;
  };
  const lookSoon = () =>
    void look().catch((error: unknown) => log.warn({ err: error }, "warnings could not be looked at"));
  const timer = setInterval(lookSoon, lookEveryMs);
  timer.unref();

  const intake = createIntake<AdmittedWarning>({
    admit,
    write: (source, set) =>
      repository.put(
        set.map(({ warning, ...rest }) => ({
          ...rest,
          warning: { ...warning, source, receivedAtMs: Math.round(now()), isSimulated: simulated.has(source) },
        })),
      ),
    onDone() {
      lookSoon();
      upkeep.soon();
    },
    isNothingAnAnswer: true,
    tooMany: "warning.too-many",
    complaint: "warnings could not be written",
    ...{ folder, now, log, onRefused: options.onRefused },
  });
  await look();

  return {
    accept: intake.accept,
    admit(_sourceId, candidate) {
      const admitted = admit(candidate);
      return "refused" in admitted ? admitted : { admitted: {} };
    },
    refusals: intake.refusals,
    replace(profile) {
      simulated = simulatedOf(profile);
      places = profile.places;
    },
    async list({ withEnded }) {
      const asOfMs = Math.round(now());
      const ended = withEnded ? await repository.ended(asOfMs, endedWarningsTold) : [];
      return { ...(await current()), ended, riskLevels, asOfMs };
    },
    look,
    async stop() {
      clearInterval(timer);
      await intake.oneByOne(async () => {});
      await upkeep.stop();
      await looking.catch(() => {});
    },
  };
}
