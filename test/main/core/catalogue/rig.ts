import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import pino from "pino";
import readXlsxFile from "read-excel-file/node";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { CatalogueReport } from "#contract/catalogue.ts";
import { sentence } from "#contract/errors.ts";
import { createCatalogue } from "../../../../main/core/catalogue/catalogue.ts";
import { currentImports } from "../../../../main/core/profile/imports.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { rememberProfiles } from "../../../../main/core/profile/remembered.ts";
import { createSiteProfile } from "../../../../main/core/profile/site-profile.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const assetsFolder = join(projectRoot, "assets");

export type Cell = string | number | boolean | null;
/** The cells of one sheet, and its headings. */
export type Sheet = { cells: Cell[][]; at(heading: string): number; rowOf(code: string): Cell[] };

/** The catalogue of a copy of the built-in profile, with a store and a data folder of its own. */
export async function startCatalogue() {
  const folder = await temporaryFolder();
  const profileFolder = join(folder.path, "profile");
  const dataFolder = join(folder.path, "data");
  await cp(join(projectRoot, "test/fixtures/profiles/six-figures"), profileFolder, { recursive: true });
  const store = await openStore(dataFolder);
  const remembered = { profiles: rememberProfiles(join(folder.path, "memory")), version: "1" };
  let nowMs = 1_000;
  const now = () => nowMs;
  const log = pino({ level: "silent" });
  const load = (texts?: ReadonlyMap<string, string>) =>
    loadProfile(profileFolder, {
      assetsFolder,
      remembered,
      importedFor: () => currentImports(dataFolder),
      ...(texts === undefined ? {} : { texts }),
    });
  const begin = async () => {
    const site = createSiteProfile({ loaded: await load(), load: (_, texts) => load(texts), log, now });
    return { site, catalogue: createCatalogue({ site, dataFolder, readings: store.readings, log, now }) };
  };
  let { site, catalogue } = await begin();
  const take = async (workbook: Buffer, isCheckOnly = false) =>
    catalogue.import(workbook, { isCheckOnly, file: "a.xlsx" });
  return {
    store,
    profileFolder,
    load,
    take,
    profile: () => site.current(),
    /** Where the files lie that `profile` is of. */
    indicatorsFile: join(profileFolder, "indicators.yaml"),
    number: () => catalogue.number(),
    moveIntoProfile: () => catalogue.moveIntoProfile(),
    exported: (language: "vi" | "en" = "vi") => catalogue.exported(language),
    setNow(atMs: number) {
      nowMs = atMs;
    },
    folder: join(dataFolder, "catalogue"),
    exportedThen: (atMs: number) => catalogue.exported("vi", atMs),
    /** @param run number of the catalogue that the run of that moment worked with */
    viewThen: (run: number | null, atMs: number) => catalogue.viewThen({ catalogue: run }, atMs),
    view: () => catalogue.view(),
    undo: () => catalogue.undo(),
    files: () => readdir(join(dataFolder, "catalogue")).catch(() => []),
    /** As a core does that is started again. */
    async startAgain() {
      nowMs = Math.max(nowMs, 2_000);
      ({ site, catalogue } = await begin());
      return site.current();
    },
    /** Exports, has the cells changed, and imports what came of it. */
    async changed(edit: (indicators: Sheet, thresholds: Sheet) => void, isCheckOnly = false) {
      return take(await edited(await catalogue.exported("vi"), edit), isCheckOnly);
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder.remove();
    },
  };
}

/** As a person changes a workbook and saves it with another program. */
export async function edited(workbook: Buffer, edit: (indicators: Sheet, thresholds: Sheet) => void): Promise<Buffer> {
  const sheets = await readXlsxFile(workbook);
  const [indicators, thresholds] = sheets.map(({ data }) => sheetOf(data as Cell[][])) as [Sheet, Sheet];
  edit(indicators, thresholds);
  return writeXlsxFile(
    [indicators, thresholds].map(({ cells }, at) => ({
      sheet: sheets[at]?.sheet ?? "",
      data: cells.map((row) => row.map((value) => (value === null ? null : { value }))) as SheetData,
    })),
  ).toBuffer();
}

function sheetOf(cells: Cell[][]): Sheet {
  return {
    cells,
    at(heading) {
      const at = (cells[0] ?? []).indexOf(heading);
      if (at < 0) throw new Error(`no column ${heading}`);
      return at;
    },
    rowOf(code) {
      const row = cells.find(([first]) => first === code);
      if (row === undefined) throw new Error(`no row ${code}`);
      return row;
    },
  };
}

/** "Chỉ tiêu!D3: …" for each mistake, as a person is told it. */
export const told = ({ mistakes }: CatalogueReport): string[] =>
  mistakes.map(({ sheet, row, column, message }) => `${sheet}!${column}${row}: ${sentence(message, "vi")}`);

/** A part of a workbook as text, by the zip's central directory (APPNOTE 4.3.12). */
export function partOf(workbook: Buffer, name: string): string {
  let at = workbook.readUInt32LE(workbook.lastIndexOf("PK\x05\x06", undefined, "latin1") + 16);
  while (workbook.toString("latin1", at, at + 4) === "PK\x01\x02") {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => workbook.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (workbook.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      const local = workbook.readUInt32LE(at + 42);
      const start = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28);
      return inflateRawSync(workbook.subarray(start, start + workbook.readUInt32LE(at + 20))).toString("utf8");
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`no part ${name}`);
}
