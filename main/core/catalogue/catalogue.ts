import { z } from "zod";
import type { CatalogueReport, CatalogueView, ImportedCatalogue } from "#contract/catalogue.ts";
import { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Language } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type TableMistake, toldMistakes } from "#contract/tables.ts";
import type { Mistake } from "../profile/documents.ts";
import { importsOf } from "../profile/imports.ts";
import { checkWithImports, invalidProfile, type LoadedProfile } from "../profile/loading.ts";
import { hashOfProfile } from "../profile/remembered.ts";
import type { KnownRun } from "../reports/known-then-repository.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";
import { type Import, importsInUse, importsThen } from "../tables/import-files.ts";
import { keepMade, sharedWhileAsked } from "../tables/made-once.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { changesBetween, stillShown } from "./changes.ts";
import type { ReadRow } from "./reading.ts";

export type CatalogueOptions = {
  loaded: LoadedProfile;
  dataFolder: string;
  readings: Pick<ReadingsRepository, "latest">;
  /** Epoch ms. */
  now(): number;
};

export type Catalogue = {
  view(): Promise<CatalogueView>;
  /** As it was. @param run what ran then. @throws CodedError `import.time-unknown` */
  viewThen(run: Pick<KnownRun, "catalogue">, atMs: number): Promise<CatalogueView>;
  /**
   * The catalogue that counts from the next start on, as XLSX. @param atMs the one that counted so at a moment
   * @throws CodedError `catalogue.own-not-kept`, `import.time-unknown`
   */
  exported(language: Language, atMs?: number): Promise<Buffer>;
  /**
   * Reads a workbook; imports it only when all of it is right.
   * @throws CodedError what `readCatalogue` throws, `profile.invalid` where the profile itself is broken by now,
   *   `catalogue.not-writable`
   */
  import(workbook: Buffer, options: { isCheckOnly: boolean; file: string }): Promise<CatalogueReport>;
  /** Goes one import back. @throws CodedError `catalogue.nothing-to-undo`, `catalogue.not-writable` */
  undo(): Promise<CatalogueView>;
};

/** In two languages, the one that counts and one from before. */
const keptWorkbooks = 4;

type Raw = Record<string, unknown>;
const told = ({ number, importedAtMs, file, rows }: Import): ImportedCatalogue => ({
  ...{ number, importedAtMs, file, indicators: rows.length },
});
const nothing = { added: [], retired: [], revived: [], changed: [] };

/** The catalogue of indicators: what of it people change as a table. What is imported counts from the next start on. */
export function createCatalogue({ loaded, dataFolder, readings, now }: CatalogueOptions): Catalogue {
  const imports = importsOf(dataFolder);
  const files = imports.indicators;
  /** Two imports at once would not know of each other's codes. */
  const oneByOne = oneAtATime();
  let unreadable = 0;
  const check = async (indicators: readonly unknown[] | undefined) =>
    checkWithImports(loaded.folder, { indicators, cameras: (await imports.cameras.about())?.rows });

  /** As the next start will find it: the imported one, or that of the profile's files as they are now. */
  const upcoming = async (): Promise<{ raw: Raw[]; profile: Profile }> => {
    const { profile, mistakes, data } = await check((await files.about())?.rows);
    if (profile === undefined) throw invalidProfile(loaded.profile.id, mistakes);
    return { raw: data.indicators as Raw[], profile };
  };

  const indicatorsAt = async (atMs: number): Promise<{ number: number; indicators: Indicator[] }> => {
    const then = await files.countedAt(atMs);
    if (then === null) throw new CodedError("catalogue.own-not-kept");
    return { number: then.number, indicators: z.array(Indicator).parse(then.rows) };
  };

  /** Many ask at once for the same one: it is made once a version, and to look which one that is costs little. */
  const workbooks = keepMade<Buffer>(keptWorkbooks);
  const version = sharedWhileAsked(async () => {
    const own = await hashOfProfile(loaded.folder);
    const [indicators, cameras] = await Promise.all([files.current(), imports.cameras.current()]);
    // A profile that cannot be read is told of by its full reading, each time.
    return [own ?? `unreadable ${++unreadable}`, indicators?.hash, cameras?.hash].join(" ");
  });

  const view = (): Promise<CatalogueView> => importsInUse(files, loaded.imports.indicators, told);

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

    viewThen: ({ catalogue }, atMs) => importsThen(files, catalogue, atMs, told),

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
        const number = await files.add({ importedAtMs: now(), file, rows: indicators });
        return { outcome: "imported", ...changes, ...report, warnings, number };
      }),

    undo: () =>
      oneByOne(async () => {
        await files.undo(now());
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
