import path from "node:path";
import { CameraListReport, CameraListUndone, CameraListView, type ImportedCameraList } from "#contract/camera-list.ts";
import { routes } from "#contract/http.ts";
import { csvType, workbookType } from "#contract/tables.ts";
import { ask, fetchBytes } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";
import { importQuery, mistakeLines, readTable, warningLines, writeTable } from "./tables.ts";

/** A name that ends in .csv is written as CSV, any other as a workbook. */
const isCsv = (file: string): boolean => file.toLowerCase().endsWith(".csv");

export async function exportCameras(which: Which, file: string, isForced: boolean, screen: Screen): Promise<number> {
  const running = await findRunning(which);
  const query = new URLSearchParams({ language: screen.language, format: isCsv(file) ? "csv" : "xlsx" });
  const table = await fetchBytes(running, `${routes.cameraListFile}?${query}`);
  await writeTable(file, table, isForced, "camera-list.not-writable");
  screen.show({ file: path.resolve(file), bytes: table.length }, [screen.say("camera-list.exported", { file })]);
  return 0;
}

/** @returns 0 when it was imported or would be, 1 when there are mistakes */
export async function importCameras(which: Which, file: string, isCheckOnly: boolean, screen: Screen): Promise<number> {
  const content = await readTable(file);
  const route = `${routes.cameraList}?${importQuery(file, isCheckOnly)}`;
  const report = await ask(await findRunning(which), route, CameraListReport, {
    method: "POST",
    body: new Blob([content], { type: isCsv(file) ? csvType : workbookType }),
  });
  screen.show(report, [...outcomeLines(report, screen), ...changeLines(report, screen)]);
  return report.outcome === "refused" ? 1 : 0;
}

export async function undoCameras(which: Which, screen: Screen): Promise<number> {
  const view = await ask(await findRunning(which), routes.cameraListUndo, CameraListUndone, { method: "POST" });
  screen.show(view, [...viewLines(view, screen), ...warningLines(view, screen)]);
  return 0;
}

export async function showCameras(which: Which, screen: Screen): Promise<number> {
  const view = await ask(await findRunning(which), routes.cameraList, CameraListView);
  screen.show(view, viewLines(view, screen));
  return 0;
}

function outcomeLines(report: CameraListReport, screen: Screen): string[] {
  const cameras = screen.number(report.cameras);
  switch (report.outcome) {
    case "refused":
      return mistakeLines(report, screen);
    case "unchanged":
      return [screen.say("camera-list.unchanged", { cameras })];
    case "checked":
      return [`${screen.mark("ok")} ${screen.say("camera-list.checked", { cameras })}`];
    case "imported":
      return [`${screen.mark("ok")} ${screen.say("camera-list.imported", { number: report.number ?? 0, cameras })}`];
  }
}

function changeLines({ added, changed, warnings }: CameraListReport, screen: Screen): string[] {
  const rows = [
    ...added.map((id) => [screen.say("catalogue.added"), id, ""]),
    ...changed.map(({ id, headings }) => [screen.say("catalogue.changed"), id, headings.join(", ")]),
  ];
  return [...(rows.length === 0 ? [] : ["", ...columns(rows)]), ...warningLines({ warnings }, screen)];
}

function viewLines({ inUse, next, isWaiting, cameras }: CameraListView, screen: Screen): string[] {
  const about = (one: ImportedCameraList | null) =>
    one === null
      ? screen.say("camera-list.own")
      : screen.say("camera-list.number", {
          number: one.number,
          count: screen.number(one.cameras),
          time: screen.time(one.importedAtMs),
          file: one.file,
        });
  return [
    screen.say("camera-list.count", { count: screen.number(cameras) }),
    `${screen.say("camera-list.last")} ${about(inUse)}`,
    ...(isWaiting ? [`${screen.say("catalogue.next")} ${about(next)}`] : []),
  ];
}
