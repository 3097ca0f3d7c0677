import path from "node:path";
import { CatalogueReport, CatalogueUndone, CatalogueView, type ImportedCatalogue } from "#contract/catalogue.ts";
import { routes } from "#contract/http.ts";
import { workbookType } from "#contract/tables.ts";
import { ask, asOf, fetchBytes } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";
import { importQuery, mistakeLines, readTable, warningLines, writeTable } from "./tables.ts";

/** @param asOfMs the one that counted at a moment, epoch ms */
export async function exportCatalogue(
  which: Which,
  file: string,
  { isForced, asOfMs }: { isForced: boolean; asOfMs: number | undefined },
  screen: Screen,
): Promise<number> {
  const route = asOf(`${routes.catalogueWorkbook}?language=${screen.language}`, asOfMs);
  const workbook = await fetchBytes(await findRunning(which), route);
  await writeTable(file, workbook, isForced, "catalogue.not-writable");
  screen.show({ file: path.resolve(file), bytes: workbook.length }, [screen.say("catalogue.exported", { file })]);
  return 0;
}

/** @returns 0 when it was imported or would be, 1 when there are mistakes */
export async function importCatalogue(
  which: Which,
  file: string,
  isCheckOnly: boolean,
  screen: Screen,
): Promise<number> {
  const content = await readTable(file);
  const route = `${routes.catalogue}?${importQuery(file, isCheckOnly)}`;
  const report = await ask(await findRunning(which), route, CatalogueReport, {
    method: "POST",
    body: new Blob([content], { type: workbookType }),
  });
  screen.show(report, [...outcomeLines(report, screen), ...changeLines(report, screen)]);
  return report.outcome === "refused" ? 1 : 0;
}

export async function undoCatalogue(which: Which, screen: Screen): Promise<number> {
  const view = await ask(await findRunning(which), routes.catalogueUndo, CatalogueUndone, { method: "POST" });
  screen.show(view, [...viewLines(view, screen), ...warningLines(view, screen)]);
  return 0;
}

/** @param asOfMs as it was at a moment, epoch ms */
export async function showCatalogue(which: Which, asOfMs: number | undefined, screen: Screen): Promise<number> {
  const view = await ask(await findRunning(which), asOf(routes.catalogue, asOfMs), CatalogueView);
  screen.show(view, viewLines(view, screen));
  return 0;
}

function outcomeLines(report: CatalogueReport, screen: Screen): string[] {
  switch (report.outcome) {
    case "refused":
      return mistakeLines(report, screen);
    case "unchanged":
      return [screen.say("catalogue.unchanged")];
    case "checked":
      return [`${screen.mark("ok")} ${screen.say("catalogue.checked")}`];
    case "imported":
      return [`${screen.mark("ok")} ${screen.say("catalogue.imported", { number: report.number ?? 0 })}`];
  }
}

function changeLines(report: CatalogueReport, screen: Screen): string[] {
  const named = (key: "added" | "retired" | "revived") =>
    report[key].map((code) => [screen.say(`catalogue.${key}`), code, ""]);
  const rows = [
    ...named("added"),
    ...named("retired"),
    ...named("revived"),
    ...report.changed.map(({ code, headings }) => [screen.say("catalogue.changed"), code, headings.join(", ")]),
  ];
  return [...(rows.length === 0 ? [] : ["", ...columns(rows)]), ...warningLines(report, screen)];
}

function viewLines({ inUse, next, isWaiting }: CatalogueView, screen: Screen): string[] {
  const about = (one: ImportedCatalogue | null) =>
    one === null
      ? screen.say("catalogue.own")
      : screen.say("catalogue.number", {
          number: one.number,
          count: screen.number(one.indicators),
          time: screen.time(one.importedAtMs),
          file: one.file,
        });
  return [
    `${screen.say("catalogue.in-use")} ${about(inUse)}`,
    ...(isWaiting ? [`${screen.say("catalogue.next")} ${about(next)}`] : []),
  ];
}
