import { type CatalogueMistake, type CatalogueReport, type CatalogueView, toldMistakes } from "#contract/catalogue.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Language } from "#contract/entities/text.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Mistake } from "../profile/documents.ts";
import { checkIndicators, invalidProfile, type LoadedProfile } from "../profile/loading.ts";
import type { ReadingsRepository } from "../store/repositories.ts";
import { changesBetween, stillShown } from "./changes.ts";
import { createCatalogueFiles } from "./files.ts";
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
  /** The catalogue that counts from the next start on, as XLSX. */
  exported(language: Language): Promise<Buffer>;
  /**
   * Reads a workbook; imports it only when all of it is right.
   * @throws CodedError what `readCatalogue` throws, `profile.invalid` where the profile itself is broken by now,
   *   `catalogue.not-writable`
   */
  import(workbook: Buffer, options: { isCheckOnly: boolean; file: string }): Promise<CatalogueReport>;
  /** Goes one import back. @throws CodedError `catalogue.nothing-to-undo`, `catalogue.not-writable` */
  undo(): Promise<CatalogueView>;
};

type Raw = Record<string, unknown>;
const nothing = { added: [], retired: [], revived: [], changed: [] };

/** The catalogue of indicators: what of it people change as a table. What is imported counts from the next start on. */
export function createCatalogue({ loaded, dataFolder, readings, now }: CatalogueOptions): Catalogue {
  const files = createCatalogueFiles(dataFolder);
  /** One at a time: two imports at once would not know of each other's codes. */
  let working: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = working.then(work);
    working = result.catch(() => {});
    return result;
  };

  /** As the next start will find it: the imported one, or that of the profile's files as they are now. */
  const upcoming = async (): Promise<{ raw: Raw[]; profile: Profile }> => {
    const imported = await files.about();
    const { profile, mistakes, data } = await checkIndicators(loaded.folder, imported?.indicators);
    if (profile === undefined) throw invalidProfile(loaded.profile.id, mistakes);
    return { raw: data.indicators as Raw[], profile };
  };

  const view = async (): Promise<CatalogueView> => {
    const withoutRows = async (about: ReturnType<typeof files.about>) => {
      const found = await about;
      return found === null ? null : { ...found, indicators: found.indicators.length };
    };
    const inUse = loaded.catalogue === null ? null : await withoutRows(files.about(loaded.catalogue));
    const next = await withoutRows(files.about());
    return { inUse, next, isWaiting: inUse?.number !== next?.number };
  };

  /** Stored values would be read in the new unit; only one that has none may still change. */
  const unitChanges = async (rows: readonly ReadRow[], before: readonly Indicator[]): Promise<CatalogueMistake[]> => {
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

    async exported(language) {
      const { profile } = await upcoming();
      const { catalogueWorkbook } = await import("./workbook.ts");
      return catalogueWorkbook(profile.indicators, language);
    },

    import: (workbook, { isCheckOnly, file }) =>
      inTurn(async () => {
        const { readCatalogue } = await import("./reading.ts");
        const read = await readCatalogue(workbook);
        const { raw, profile: before } = await upcoming();
        const codes = new Set(read.rows.map(({ item }) => item.code));
        const gone = raw.filter(({ code }) => !codes.has(code)).map((item) => ({ ...item, isRetired: true }));
        const indicators: Raw[] = [...read.rows.map(({ item }) => item), ...gone];
        const checked = await checkIndicators(loaded.folder, indicators);
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
        const number = await files.add({ importedAtMs: now(), file, indicators });
        return { outcome: "imported", ...changes, ...report, warnings, number };
      }),

    undo: () =>
      inTurn(async () => {
        await files.undo();
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
function inSheet(mistakes: readonly Mistake[], rows: readonly ReadRow[], profile: string): CatalogueMistake[] {
  const elsewhere: Mistake[] = [];
  const found = mistakes.flatMap((mistake): CatalogueMistake[] => {
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

function onceEach(mistakes: readonly CatalogueMistake[]): CatalogueMistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ sheet, row, column }) => {
    const cell = `${sheet}\n${row}\n${column}`;
    if (seen.has(cell)) return false;
    seen.add(cell);
    return true;
  });
}
