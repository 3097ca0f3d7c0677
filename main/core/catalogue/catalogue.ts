import { z } from "zod";
import type { CatalogueReport, CatalogueUndone, CatalogueView, ImportedCatalogue } from "#contract/catalogue.ts";
import { Indicator } from "#contract/entities/indicator.ts";
import type { Language } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type TableMistake, toldMistakes } from "#contract/tables.ts";
import type { Mistake } from "../profile/documents.ts";
import { currentImports } from "../profile/imports.ts";
import {
  createListInProfile,
  type ListInProfileOptions,
  type ListKind,
  stayedWords,
} from "../profile/list-in-profile.ts";
import { invalidProfile } from "../profile/loading.ts";
import type { KnownRun } from "../reports/known-then-repository.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";
import type { Import, Raw } from "../tables/import-history.ts";
import { keepMade, sharedWhileAsked } from "../tables/made-once.ts";
import { withWordsKept } from "../tables/wording.ts";
import { withBeyondTable } from "./beyond-table.ts";
import { changesBetween, stillShown } from "./changes.ts";
import type { ReadRow } from "./reading.ts";

export type CatalogueOptions = ListInProfileOptions & { readings: Pick<ReadingsRepository, "latest"> };

export type Catalogue = {
  view(): Promise<CatalogueView>;
  /** Number of the import that counts; null where none does. */
  number(): Promise<number | null>;
  /** As `ListInProfile.moveIntoProfile`. */
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
  undo(): Promise<CatalogueUndone>;
};

/** Every code that there ever was is in each import, so that it tells which ones there were at a moment. */
const kind: ListKind = {
  ...{ key: "indicators", name: "code", schema: Indicator },
  codes: {
    nothingToUndo: "catalogue.nothing-to-undo",
    moved: "catalogue.moved",
    notMoved: "catalogue.not-moved",
  },
  kept: (step) => step,
  whole: (step) => step,
  keptItem: (item) => item,
  restored: (item) => item,
};

/** In two languages, the one that counts and one from before. */
const keptWorkbooks = 4;

const told = ({ number, importedAtMs, file, rows }: Import): ImportedCatalogue => ({
  ...{ number, importedAtMs, file, indicators: rows.length },
});
const nothing = { added: [], retired: [], revived: [], changed: [] };

/** The catalogue of indicators: what of it people change as a table. What is imported is written into the profile's files. */
export function createCatalogue(options: CatalogueOptions): Catalogue {
  const { site, readings, follows } = options;
  const { loaded } = site;
  const list = createListInProfile({ ...options, kind });
  const { oneByOne, history, check, upcoming } = list;
  let unreadable = 0;

  const indicatorsAt = async (atMs: number): Promise<{ number: number; indicators: Indicator[] }> => {
    const then = await history.countedAt(atMs);
    if (then === null) throw new CodedError("catalogue.own-not-kept");
    return { number: then.number, indicators: z.array(Indicator).parse(then.rows) };
  };

  /** Many ask at once for the same one: it is made once a version, and to look which one that is costs little. */
  const workbooks = keepMade<Buffer>(keptWorkbooks);
  const version = sharedWhileAsked(async () => {
    const { indicators, cameras } = await currentImports(options.dataFolder);
    // A profile that cannot be read is told of by its full reading, each time.
    return [(await site.version()) ?? `unreadable ${++unreadable}`, indicators?.hash, cameras?.hash].join(" ");
  });

  const view = async (): Promise<CatalogueView> => {
    const { inUse, next, isWaiting } = await list.standing();
    return { inUse: inUse && told(inUse), next: next && told(next), isWaiting };
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

    moveIntoProfile: list.moveIntoProfile,

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
        if (!isCheckOnly) await list.move();
        const basedOn = await list.version();
        const { raw, profile: before } = await upcoming();
        const codes = new Set(read.rows.map(({ item }) => item.code));
        const gone = raw.filter(({ code }) => !codes.has(code)).map((item) => ({ ...item, isRetired: true }));
        const formerly = new Map(raw.map((item) => [item.code, item] as const));
        const rowsRead = read.rows.map(({ item }) => withBeyondTable(item, formerly.get(item.code)));
        const indicators: Raw[] = [...rowsRead, ...gone];
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
        const rows = withWordsKept(raw, indicators, kind, after.indicators, before.indicators);
        const number = await list.add(rows, raw, file, basedOn);
        return { outcome: "imported", ...changes, ...report, warnings, number };
      }),

    undo: () =>
      oneByOne(async () => {
        const way = await list.wayBack();
        await list.goBack(way);
        return { ...(await view()), warnings: stayedWords(way.stayed) };
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
