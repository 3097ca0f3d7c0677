import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { MapBack, MapImport, type MapRole, MapView } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { MapImportQuery, mapUploadLimitMb, routes } from "#contract/http.ts";
import { ask } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import type { Screen } from "./screen.ts";

/** The core looks into a large file for minutes. */
const importWithinMs = 600_000;

export async function importMap(
  which: Which,
  file: string,
  options: { as: MapRole | undefined; isLookOnly: boolean },
  screen: Screen,
): Promise<number> {
  const running = await findRunning(which);
  const { blob, name } = await openFile(file);
  const query = new URLSearchParams({
    name,
    ...(options.as === undefined ? {} : { as: options.as }),
    ...(options.isLookOnly ? { look: "true" } : {}),
  });
  MapImportQuery.parse(Object.fromEntries(query));
  const done = await ask(running, `${routes.mapImport}?${query}`, MapImport, {
    method: "POST",
    body: blob,
    withinMs: importWithinMs,
  });
  const role = screen.say(`role.${done.role}`);
  screen.show(done, [
    screen.say(done.isTaken ? "map.taken" : "map.looked", { name, role }),
    ...done.findings.map(
      ({ level, message }) => `${screen.mark(level === "attention" ? "attention" : "ok")} ${screen.reason(message)}`,
    ),
  ]);
  return 0;
}

/** The core sees the file as a stream; its name is only shown. */
async function openFile(file: string): Promise<{ blob: Blob; name: string }> {
  const name = path.basename(file).slice(0, 300);
  try {
    const found = await stat(file);
    if (!found.isFile()) throw Object.assign(new Error(), { code: "EISDIR" });
    // Told at once, not after a gigabyte was sent.
    if (found.size > mapUploadLimitMb * 1_048_576)
      throw new CodedError("map.too-large", { name, limitMb: mapUploadLimitMb });
    return { blob: await openAsBlob(file), name };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const detail = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CodedError("map.file-missing", { name: file, detail }, { cause: error });
  }
}

export async function putMapBack(which: Which, screen: Screen): Promise<number> {
  const done = await ask(await findRunning(which), routes.mapBack, MapBack, { method: "POST" });
  screen.show(done, [screen.say("map.undone", { name: done.undone }), ...viewLines(done.view, screen)]);
  return 0;
}

export async function showMap(which: Which, screen: Screen): Promise<number> {
  const view = await ask(await findRunning(which), routes.map, MapView);
  screen.show(view, viewLines(view, screen));
  return 0;
}

function viewLines({ base, layers }: MapView, screen: Screen): string[] {
  return [
    base === null
      ? screen.say("map.base.built-in")
      : screen.say("map.base", { name: base.name, kind: base.schema, time: screen.time(base.asOfMs) }),
    ...layers.map((layer) =>
      screen.say("map.layer", {
        role: screen.say(`role.${layer.role}`),
        name: layer.name,
        features: screen.number(layer.features),
        time: screen.time(layer.asOfMs),
      }),
    ),
  ];
}
