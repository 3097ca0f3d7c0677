import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import { z } from "zod";
import type { CatalogueReport, CatalogueView, ImportedCatalogue } from "#contract/catalogue.ts";
import { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Language } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage, inBoth, sentence } from "#contract/errors.ts";
import { type TableMistake, toldMistakes } from "#contract/tables.ts";
import type { Mistake } from "../profile/documents.ts";
import { importsOf } from "../profile/imports.ts";
import { checkWithImports, invalidProfile } from "../profile/loading.ts";
import type { SiteProfile } from "../profile/site-profile.ts";
import type { KnownRun } from "../reports/known-then-repository.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";
import type { Import } from "../tables/import-files.ts";
import { keepMade, sharedWhileAsked } from "../tables/made-once.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { changesBetween, stillShown } from "./changes.ts";
import { createCatalogueHistory } from "./history.ts";
import type { ReadRow } from "./reading.ts";
import { goneBack, type Raw, withWordsKept } from "./wording.ts";

export type CatalogueOptions = {
  site: SiteProfile;
  dataFolder: string;
  readings: Pick<ReadingsRepository, "latest">;
  /** Address of the first machine where this one has joined its wall: its catalogue is that one's. */
  follows?: string | undefined;
  log: Logger;
  /** Epoch ms. */
  now(): number;
};

export type Catalogue = {
  view(): Promise<CatalogueView>;
  /** Number of the import that counts; null where none does. */
  number(): Promise<number | null>;
  /**
   * Writes what an older program imported, and laid over the profile, into the profile's files, where nothing changes by it. Never
   * rejects: where it cannot be written it lies over the profile as before.
   * @returns what was done of it, for people; undefined where nothing lies over the profile
   */
  moveIntoProfile(): Promise<CodedMessage | undefined>;
  /** As it was. @param run what ran then. @throws CodedError `import.time-unknown` */
  viewThen(run: Pick<KnownRun, "catalogue">, atMs: number): Promise<CatalogueView>;
  /**
   * The catalogue as XLSX, as the profile's files have it. @param atMs the one that counted so at a moment
   * @throws CodedError `catalogue.own-not-kept`, `import.time-unknown`
   */
  exported(language: Language, atMs?: number): Promise<Buffer>;
  /**
   * Reads a workbook; writes it into the profile's files only when all of it is right. It counts at once.
   * @throws CodedError what `readCatalogue` throws, `profile.invalid` where the profile itself is broken by now,
   *   `catalogue.not-writable`, `join.follows`, and what `SiteProfile.change` throws
   */
  import(workbook: Buffer, options: { isCheckOnly: boolean; file: string }): Promise<CatalogueReport>;
  /**
   * Goes one import back, at once; what somebody has changed by hand since stays.
   * @throws CodedError `catalogue.nothing-to-undo`, `catalogue.not-writable`, `join.follows`, and what `SiteProfile.change` throws
   */
  undo(): Promise<CatalogueView>;
};

/** In two languages, the one that counts and one from before. */
const keptWorkbooks = 4;

const told = ({ number, importedAtMs, file, rows }: Import): ImportedCatalogue => ({
  ...{ number, importedAtMs, file, indicators: rows.length },
});
const nothing = { added: [], retired: [], revived: [], changed: [] };

/** The catalogue of indicators: what of it people change as a table. What is imported is written into the profile's files. */
export function createCatalogue({ site, dataFolder, readings, follows, log, now }: CatalogueOptions): Catalogue {
  const { loaded } = site;
  const imports = importsOf(dataFolder);
  const history = createCatalogueHistory(join(dataFolder, "catalogue"));
  /** Two imports at once would not know of each other's codes. */
  const oneByOne = oneAtATime();
  let unreadable = 0;
  const check = async (indicators: readonly unknown[] | undefined) =>
    checkWithImports(loaded, { indicators, cameras: (await imports.cameras.about())?.rows });

  /** As the profile's files have it now, with what lies over them. */
  const upcoming = async (): Promise<{ raw: Raw[]; own: unknown; profile: Profile }> => {
    const { profile, mistakes, data, own } = await check((await history.waiting())?.rows);
    if (profile === undefined) throw invalidProfile(loaded.profile.id, mistakes);
    return { raw: data.indicators as Raw[], own: own.indicators, profile };
  };

  const baseNow = async (): Promise<string> => {
    if (follows !== undefined) throw new CodedError("join.follows", { host: follows });
    const version = await site.version();
    if (version === undefined) throw new CodedError("profile.changed-meanwhile");
    return version;
  };
  const write = (rows: readonly Raw[], basedOn: string): Promise<void> =>
    site.change([{ at: ["indicators"], value: rows }], basedOn);

  /** @throws CodedError what `SiteProfile.change` throws; then all lies as before */
  const move = async (): Promise<number | undefined> => {
    const over = await history.waiting();
    if (over === null) return undefined;
    const basedOn = await baseNow();
    const { own, profile } = await upcoming();
    const rows = withWordsKept(own, over.rows, profile.indicators);
    // What was killed in the middle has written them already.
    if (Array.isArray(own)) await history.keepOwn(own, isDeepStrictEqual(own, rows));
    await write(rows, basedOn);
    await history.markWritten(now());
    await site.reload();
    return over.number;
  };

  const indicatorsAt = async (atMs: number): Promise<{ number: number; indicators: Indicator[] }> => {
    const then = await history.countedAt(atMs);
    if (then === null) throw new CodedError("catalogue.own-not-kept");
    return { number: then.number, indicators: z.array(Indicator).parse(then.rows) };
  };

  /** Many ask at once for the same one: it is made once a version, and to look which one that is costs little. */
  const workbooks = keepMade<Buffer>(keptWorkbooks);
  const version = sharedWhileAsked(async () => {
    const own = await site.version();
    const [indicators, cameras] = await Promise.all([imports.indicators.current(), imports.cameras.current()]);
    // A profile that cannot be read is told of by its full reading, each time.
    return [own ?? `unreadable ${++unreadable}`, indicators?.hash, cameras?.hash].join(" ");
  });

  let inUse: Promise<Import | null> = follows === undefined ? history.newest() : Promise.resolve(null);
  const view = async (): Promise<CatalogueView> => {
    const next = follows === undefined ? await history.newest() : null;
    // What needs a restart keeps the files as a whole from being taken over; else none waits.
    if (site.files()?.state !== "refused") inUse = Promise.resolve(next);
    const used = await inUse;
    return { inUse: used && told(used), next: next && told(next), isWaiting: used?.number !== next?.number };
  };

  /** Stored values would be read in the new unit; only one that has none may still change. */
  const unitChanges = async (rows: readonly ReadRow[], before: readonly Indicator[]): Promise<TableMistake[]> => {
    const units = new Map(before.map(({ code, unit }) => [code, unit.vi]));
    const counted = new Set((await readings.latest()).map(({ indicator }) => indicator));
    return rows.flatMap(({ item, spotOf }) => {
      const code = String(item.code);
      const { vi: now } = (item.unit ?? {}) as { vi?: unknown };
      const had = units.get(code);
      if (had === undefined || now === undefined || had === now || !counted.has(code)) return [];
      const message = { code: "catalogue.unit-changed", params: { code, before: had, after: String(now) } };
      return [{ ...spotOf(["unit", "vi"]), message }];
    });
  };

  return {
    view,

    number: async () => (follows === undefined ? ((await history.newest())?.number ?? null) : null),

    moveIntoProfile: () =>
      oneByOne(async () => {
        if (follows !== undefined) return undefined;
        let word: CodedMessage;
        try {
          const number = await move();
          if (number === undefined) return undefined;
          word = { code: "catalogue.moved", params: { number, folder: loaded.folder } };
          log.info({ number, folder: loaded.folder }, sentence(word, "en"));
        } catch (error) {
          const reason = error instanceof CodedError ? error.toMessage() : undefined;
          const inWords = (language: Language) => (reason === undefined ? String(error) : sentence(reason, language));
          word = {
            code: "catalogue.not-moved",
            params: inBoth("reason", { vi: inWords("vi"), en: inWords("en") }),
          };
          log.error({ err: error }, sentence(word, "en"));
        }
        return word;
      }),

    async viewThen({ catalogue: number }, atMs) {
      const next = await history.countedAt(atMs);
      const atOnceSinceMs = await history.atOnceSinceMs();
      // Before that a run went on with the one it was started with.
      const isAtOnce = atOnceSinceMs !== null && atMs >= atOnceSinceMs;
      const used = isAtOnce ? next : number === null ? null : await history.numbered(number);
      return { inUse: used && told(used), next: next && told(next), isWaiting: used?.number !== next?.number };
    },

    async exported(language, atMs) {
      const { catalogueWorkbook } = await import("./workbook.ts");
      if (atMs === undefined)
        return workbooks.of(`${await version.now()} ${language}`, async () =>
          catalogueWorkbook((await upcoming()).profile.indicators, language),
        );
      const { number, indicators } = await indicatorsAt(atMs);
      return workbooks.of(`import ${number} ${language}`, () => catalogueWorkbook(indicators, language));
    },

    import: (workbook, { isCheckOnly, file }) =>
      oneByOne(async () => {
        const [{ readCatalogue }, { onceEach }] = await Promise.all([
          import("./reading.ts"),
          import("../tables/reading.ts"),
        ]);
        const read = await readCatalogue(workbook);
        // What lies over the profile would hide what is written.
        if (!isCheckOnly) await move();
        const basedOn = await baseNow();
        const { raw, profile: before } = await upcoming();
        const codes = new Set(read.rows.map(({ item }) => item.code));
        const gone = raw.filter(({ code }) => !codes.has(code)).map((item) => ({ ...item, isRetired: true }));
        const indicators: Raw[] = [...read.rows.map(({ item }) => item), ...gone];
        const checked = await check(indicators);
        const found = [
          ...read.mistakes,
          ...inSheet(checked.mistakes, read.rows, loaded.profile.id),
          ...(await unitChanges(read.rows, before.indicators)),
        ];
        const mistakes = onceEach(found);
        const after = checked.profile;
        const report = {
          number: null,
          mistakes: mistakes.slice(0, toldMistakes),
          mistakeCount: mistakes.length,
          warnings: [],
        };
        if (after === undefined || mistakes.length > 0) return { outcome: "refused", ...nothing, ...report };

        const changes = changesBetween(before.indicators, after.indicators);
        const warnings = stillShown(checked.data.scenes, changes.retired).slice(0, toldMistakes);
        if (Object.values(changes).every((list) => list.length === 0))
          return { outcome: "unchanged", ...changes, ...report };
        if (isCheckOnly) return { outcome: "checked", ...changes, ...report, warnings };
        const rows = withWordsKept(raw, indicators, after.indicators, before.indicators);
        const kept = { importedAtMs: now(), file, rows, before: raw };
        const number = await history.add(kept, () => write(rows, basedOn));
        return { outcome: "imported", ...changes, ...report, warnings, number };
      }),

    undo: () =>
      oneByOne(async () => {
        await move();
        const basedOn = await baseNow();
        const one = await history.newest();
        const before = one === null ? undefined : await history.beforeOf(one);
        if (one === null || before === undefined) throw new CodedError("catalogue.nothing-to-undo");
        await write(goneBack((await upcoming()).raw, one.rows, before), basedOn);
        await history.undo(one.number, now());
        return view();
      }),
  };
}

/** In the words of the table's columns, where the profile's own would name keys that the table does not have. */
const tableWords: Record<string, string> = {
  "mistake.freshness-order": "catalogue.freshness-order",
  "mistake.expected-every": "catalogue.expected-every",
  "mistake.derived-no-plan": "catalogue.no-plan",
  "mistake.unknown-indicator": "catalogue.unknown-code",
};
const inTableWords = ({ code, params }: CodedMessage): CodedMessage => ({ code: tableWords[code] ?? code, params });

/**
 * The cells of mistakes that were found in the catalogue as a whole.
 * @throws CodedError `profile.invalid` when what is wrong is no part of the table
 */
function inSheet(mistakes: readonly Mistake[], rows: readonly ReadRow[], profile: string): TableMistake[] {
  const elsewhere: Mistake[] = [];
  const found = mistakes.flatMap((mistake): TableMistake[] => {
    const [list, at, ...path] = mistake.path;
    const row = list === "indicators" ? rows[Number(at)] : undefined;
    if (row === undefined) elsewhere.push(mistake);
    // A rule over three cells is told at the first of them.
    const cell = mistake.message.code === "mistake.freshness-order" ? [...path, "lateAfter"] : path;
    return row === undefined ? [] : [{ ...row.spotOf(cell), message: inTableWords(mistake.message) }];
  });
  if (elsewhere.length > 0) throw invalidProfile(profile, elsewhere);
  return found;
}
