import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Logger } from "pino";
import { type DocumentMessage, organKey } from "#contract/documents/document.ts";
import type { DocumentsStatus } from "#contract/documents/http.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import type { Outcome } from "../connectors/connector.ts";
import { givenBy, type Taker } from "../connectors/taker.ts";
import { withoutContents } from "../edxml/hiding.ts";
import { createIntake, type Intake } from "../ingest/intake.ts";
import { createRefusals, type OnRefused } from "../ingest/refusals.ts";
import { isSimulated } from "../outbound/references.ts";
import { createDocumentAdmission } from "./admission.ts";
import { createDocumentFigures, type DocumentFigures, type FiguresOptions } from "./figures.ts";
import { startDocumentsUpkeep } from "./keeping.ts";
import { merge, saidIn } from "./merging.ts";
import type { DocumentsRepository, KeptDocument } from "./repository.ts";

/** A document at an organisation each. Nine months of 2024 had 3.1 million arrive: some three weeks of a whole province. */
const mostDocuments = 300_000;
/** Written in one transaction; between two of them everything else has its turn. */
const batchSize = 500;
const mostUnknown = 50;
/** As many sources as a profile may have. */
const mostSources = 500;

type Site = Pick<Profile, "sources" | "place" | "indicators" | "places">;

/** What is to be written of a set, and whether anything was known of it. */
type Changed = { document: KeptDocument; isNew: boolean };

export type DocumentsOptions = Omit<FiguresOptions, "profile" | "repository" | "heard" | "sources"> & {
  profile: Site;
  repository: DocumentsRepository;
  /** Of the store, named in failures. */
  folder: string;
  /** When each source was heard in earlier runs, epoch ms. */
  lastHeardAtMs: ReadonlyMap<string, number>;
  log: Logger;
  /** As many as are kept. */
  most?: number;
  onRefused?: OnRefused;
};

/** Messages about a document are put together, and counted into readings. No message at all is an answer too. */
export type Documents = Taker & {
  /** Which sources and organisations there are is another matter from now on. */
  replace(profile: Site): void;
  status(): Promise<DocumentsStatus>;
  /** Counts at once what is to be counted. */
  settled(): Promise<void>;
  /** Writes and counts what waits. */
  stop(): Promise<void>;
};

/** E-documents as the exchange tells of them: codes, organisations, dates and states, and nothing else. */
export function createDocuments(options: DocumentsOptions): Documents {
  const { repository, folder, now, log, most = mostDocuments, onRefused } = options;
  const sourcesOf = ({ sources }: Site) => sources.filter((source) => givenBy(source) === "documents");
  let { profile } = options;
  let simulated = new Set(profile.sources.filter(isSimulated).map(({ id }) => id));
  const heard = new Map(options.lastHeardAtMs);
  const unknown = new Set<string>();
  const back = createRefusals(now, onRefused);
  let wentBack = 0;
  const figures: DocumentFigures = createDocumentFigures({
    ...options,
    profile: () => profile,
    sources: () => sourcesOf(profile),
    repository,
    heard,
  });
  const upkeep = startDocumentsUpkeep({ repository, most, now, log });

  const organsOf = (sourceId: string): ReadonlyMap<string, string> => {
    const source = profile.sources.find(({ id }) => id === sourceId);
    const organs = source !== undefined && "organs" in source ? source.organs : undefined;
    return new Map(Object.entries(organs ?? {}).map(([code, place]) => [organKey(code), place]));
  };

  const mergeInto = async (
    source: string,
    message: DocumentMessage,
    changed: Map<string, Changed>,
  ): Promise<boolean> => {
    let isNew = false;
    for (const said of saidIn(message)) {
      const key = `${message.id}\n${said.organ}`;
      const before = changed.get(key);
      const known = before?.document ?? (await repository.get(source, message.id, said.organ));
      const { document, isChanged, wentBack: back_ } = merge(known, { source, id: message.id }, said);
      if (back_ !== null) {
        wentBack += 1;
        const params = { id: message.id, organ: said.organ, known: back_.known, told: back_.told };
        back.add(source, { code: "document.state-back", params });
      }
      if (!isChanged) continue;
      isNew = true;
      const isFirst = before?.isNew ?? known === undefined;
      changed.set(key, { document: { ...document, isSimulated: simulated.has(source) }, isNew: isFirst });
    }
    return isNew;
  };

  /** At most so many are kept: what upkeep has removed since is still counted, until room is short. */
  let atMost: number | undefined;
  const makeRoom = async (count: number): Promise<void> => {
    if (atMost === undefined || atMost + count > most) atMost = await repository.size();
    if (atMost + count > most) {
      atMost -= await repository.removeBeyond(most - count, count);
      if (atMost + count > most) throw new CodedError("document.no-room", { limit: most });
    }
    atMost += count;
  };

  const writeSet = async (source: string, set: readonly DocumentMessage[]): Promise<Outcome["each"]> => {
    const each: Outcome["each"][number][] = [];
    for (let at = 0; at < set.length; at += batchSize) {
      if (at > 0) await letOthersRun();
      const changed = new Map<string, Changed>();
      for (const message of set.slice(at, at + batchSize))
        each.push((await mergeInto(source, message, changed)) ? "stored" : "repeated");
      if (changed.size === 0) continue;
      // What is closed makes room; where nothing is, figures would lack in silence.
      // What is known already needs no room.
      const added = [...changed.values()].filter(({ isNew }) => isNew).length;
      if (added > 0) await makeRoom(added);
      await repository.put([...changed.values()].map(({ document }) => document));
    }
    const atMs = Math.round(now());
    await repository.hear(source, atMs);
    heard.set(source, atMs);
    return each;
  };

  const intakes = new Map<string, Intake>();
  const intakeOf = (source: string): Intake => {
    const known = intakes.get(source);
    if (known !== undefined) return known;
    if (intakes.size >= mostSources) intakes.delete(intakes.keys().next().value ?? "");
    const made = createIntake<DocumentMessage>({
      admit: createDocumentAdmission({
        organs: organsOf(source),
        onUnknown(organs) {
          for (const one of organs) if (unknown.size < mostUnknown) unknown.add(one);
        },
        now,
      }),
      write: writeSet,
      onDone() {
        upkeep.soon();
        figures.soon();
      },
      isNothingAnAnswer: true,
      tooMany: "document.too-many",
      complaint: "documents could not be written",
      ...{ folder, now, log, onRefused },
    });
    intakes.set(source, made);
    return made;
  };

  return {
    accept(sourceId, candidates) {
      const acceptance = intakeOf(sourceId).accept(sourceId, candidates);
      if (candidates.length > 0) return acceptance;
      // Nothing to write, and heard all the same.
      const atMs = Math.round(now());
      heard.set(sourceId, atMs);
      repository
        .hear(sourceId, atMs)
        .catch((error: unknown) => log.debug({ err: error }, "not written when it was heard"));
      return acceptance;
    },
    admit(sourceId, candidate) {
      const admit = createDocumentAdmission({ organs: organsOf(sourceId), onUnknown() {}, now });
      const admitted = admit(candidate);
      return "refused" in admitted ? admitted : { admitted: {} };
    },
    replace(next) {
      profile = next;
      simulated = new Set(next.sources.filter(isSimulated).map(({ id }) => id));
      // Their sets are written all the same; what is refused of them was told.
      intakes.clear();
      figures.soon();
    },
    refusals(sourceId) {
      const [own, others] = [intakeOf(sourceId).refusals(sourceId), back.of(sourceId)];
      const last = [...own.last, ...others.last].sort((a, b) => a.atMs - b.atMs).slice(-20);
      return { byCode: { ...own.byCode, ...others.byCode }, last };
    },
    hide: withoutContents,
    shown: (candidate) => (typeof candidate === "string" ? withoutContents(candidate) : candidate),
    async status() {
      const kept = await repository.size();
      const countedAtMs = figures.countedAtMs();
      return { kept, limit: most, signatures: "not-verified", wentBack, unknownOrgans: [...unknown], countedAtMs };
    },
    settled: () => figures.settled(),
    async stop() {
      await Promise.all([...intakes.values()].map((intake) => intake.oneByOne(async () => {})));
      await upkeep.stop();
      await figures.stop();
    },
  };
}
