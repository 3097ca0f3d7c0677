import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MapImport, MapRole } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { mapUploadLimitMb } from "#contract/map/http.ts";
import { inspectApart } from "./import/inspecting.ts";
import { bytesPerMb, finding, type SiteFacts } from "./import/inspection.ts";
import type { MapLibrary } from "./library.ts";

export type Given = {
  /** As the administrator knows the file. */
  name: string;
  as: MapRole | undefined;
  isLookOnly: boolean;
  /** Bytes, where they were announced. */
  announced: number | undefined;
  body: NodeJS.ReadableStream;
};

/**
 * Takes a map file in: onto the disk, looked at in a process of its own, then into the library. One at a time.
 * @param options.worker the program that looks: `ownProgram("map-import")`
 */
export function createIntake(options: {
  library: MapLibrary;
  site: SiteFacts;
  worker: string;
  onTaken(): Promise<void>;
}) {
  const { library, site, worker } = options;
  let isBusy = false;

  /** Rejects with CodedError `map.*`; the map is then as it was. */
  return async function take({ name, as, isLookOnly, announced, body }: Given): Promise<MapImport> {
    if (isBusy) throw new CodedError("map.busy");
    const tooLarge = () => new CodedError("map.too-large", { name, limitMb: mapUploadLimitMb });
    if (announced !== undefined && announced > mapUploadLimitMb * bytesPerMb) throw tooLarge();
    isBusy = true;
    const incoming = path.join(library.incoming, randomBytes(8).toString("hex"));
    try {
      const bytes = await receive(body, incoming, tooLarge);
      const inspected = await inspectApart(worker, { file: incoming, name, as, site });
      const { kind, role, bounds, features, tiles } = inspected;
      const former = library.items().find((item) => item.role === role);
      const findings = [
        ...inspected.findings,
        ...(former === undefined ? [] : [finding("info", "map.found.replaces", { former: former.name })]),
      ];
      if (!isLookOnly) {
        const file = tiles === null ? inspected.file : `${incoming}.${kind}`;
        await library.adopt({ name, kind, role, features, tiles, path: inspected.file, extension: path.extname(file) });
        await options.onTaken();
      }
      return { name, kind, role, isTaken: !isLookOnly, bytes, bounds, findings };
    } finally {
      isBusy = false;
      await Promise.all([incoming, `${incoming}.geojson`].map((file) => rm(file, { force: true })));
    }
  };
}

async function receive(body: NodeJS.ReadableStream, file: string, tooLarge: () => CodedError): Promise<number> {
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mapUploadLimitMb * bytesPerMb) done(tooLarge());
      else done(null, chunk);
    },
  });
  try {
    await pipeline(body, limited, createWriteStream(file, { mode: 0o600 }));
    return bytes;
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const detail = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CodedError("map.not-stored", { detail }, { cause: error });
  }
}
