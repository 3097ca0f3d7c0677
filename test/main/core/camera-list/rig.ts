import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import readXlsxFile from "read-excel-file/node";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { CameraListReport } from "#contract/camera-list.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import { createCameraList } from "../../../../main/core/camera-list/camera-list.ts";
import { registerCameras } from "../../../../main/core/cameras/registered.ts";
import { currentImports } from "../../../../main/core/profile/imports.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { rememberProfiles } from "../../../../main/core/profile/remembered.ts";
import { createSiteProfile } from "../../../../main/core/profile/site-profile.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const smallProfile = fileURLToPath(new URL("../../../fixtures/profiles/small", import.meta.url));
export type Cell = string | number | null;

/** The profile's own: one with a named secret, one whose password stands in the profile, one that is drawn. */
const ownCameras = `cameras:
  # a comment that stays
  - id: cong-truoc
    name: { vi: Cổng trước, en: Front gate }
    place: cua-a
    position: { lon: 106.7, lat: 21.9, accuracy: surveyed }
    stream:
      type: rtsp
      url: rtsp://10.0.0.5:554/101
      sub: rtsp://10.0.0.5:554/102
      username: ioc
      password: \${secret.camera}
  - id: cong-sau
    name: { vi: Cổng sau, en: Back gate }
    stream: { type: rtsp, url: "rtsp://10.0.0.6:554/101", username: ioc, password: trong-cau-hinh }
  - id: thu
    name: { vi: Camera thử, en: Test camera }
    stream: { type: test, pattern: gate }
`;

/** The list of a copy of the small profile, with three cameras of its own and a data folder. */
export async function startCameraList() {
  const folder = await temporaryFolder();
  const profileFolder = join(folder.path, "profile");
  const dataFolder = join(folder.path, "data");
  await cp(smallProfile, profileFolder, { recursive: true });
  await writeFile(join(profileFolder, "cameras.yaml"), ownCameras);
  const secrets = new Set(["camera"]);
  const scenes: StoredScene[] = [];
  const remembered = { profiles: rememberProfiles(join(folder.path, "memory")), version: "1" };
  let nowMs = 1_000;
  const now = () => nowMs;
  const log = pino({ level: "silent" });
  let isTakenOver = true;
  const load = async (texts?: ReadonlyMap<string, string>) => {
    if (texts === undefined && !isTakenOver) throw new CodedError("profile.not-found", { profile: profileFolder });
    return loadProfile(profileFolder, {
      assetsFolder: "",
      remembered,
      importedFor: () => currentImports(dataFolder),
      ...(texts === undefined ? {} : { texts }),
    });
  };
  const begin = async () => {
    const site = createSiteProfile({ loaded: await load(), load: (_, texts) => load(texts), log, now });
    const registered = registerCameras(site.current().cameras);
    // As a core does that takes a changed profile over.
    site.onChange(({ after }) => registered.replace(after.cameras));
    const hasSecret = async (name: string) => secrets.has(name);
    const list = createCameraList({ site, dataFolder, hasSecret, registered, scenes: () => scenes, log, now });
    return { site, registered, list };
  };
  let { site, registered, list } = await begin();
  const take = (table: Buffer | string, isCheckOnly = false) =>
    list.import(Buffer.from(table as string), { isCheckOnly, file: "a.csv" });
  return {
    profileFolder,
    secrets,
    scenes,
    load,
    /** The cameras that there are now. */
    cameras: () => registered.all(),
    take,
    exported: (format: "xlsx" | "csv" = "xlsx", language: "vi" | "en" = "vi") => list.exported(format, language),
    view: () => list.view(),
    moveIntoProfile: () => list.moveIntoProfile(),
    /** Has the site run by its files as they are now. */
    reload: () => site.reload(),
    /** Whether the files are taken over when they have changed. */
    setTakenOver(isSo: boolean) {
      isTakenOver = isSo;
    },
    camerasFile: join(profileFolder, "cameras.yaml"),
    folder: join(dataFolder, "camera-list"),
    setNow(atMs: number) {
      nowMs = atMs;
    },
    undo: () => list.undo(),
    files: () => readdir(join(dataFolder, "camera-list")).catch(() => []),
    kept: (name: string) => readFile(join(dataFolder, "camera-list", name), "utf8"),
    /** As a core does that is started again. */
    async startAgain() {
      ({ site, registered, list } = await begin());
      return site.current().cameras;
    },
    /** Exports a workbook, has its rows changed, and imports what came of it. */
    async changed(edit: (rows: Cell[][], at: (heading: string) => number) => void, isCheckOnly = false) {
      return take(await edited(await list.exported("xlsx", "vi"), edit), isCheckOnly);
    },
    [Symbol.asyncDispose]: () => folder.remove(),
  };
}

/** As a person changes the first sheet of a workbook and saves it with another program. */
export async function edited(
  workbook: Buffer,
  edit: (rows: Cell[][], at: (heading: string) => number) => void,
): Promise<Buffer> {
  const [sheet] = await readXlsxFile(workbook);
  const cells = (sheet?.data ?? []) as Cell[][];
  const [head = []] = cells;
  edit(cells, (heading) => head.indexOf(heading));
  const data = cells.map((row) => row.map((value) => (value === null ? null : { value }))) as SheetData;
  return writeXlsxFile([{ sheet: sheet?.sheet ?? "", data }]).toBuffer();
}

/** "D3: …" for each mistake, as a person is told it. */
export const told = ({ mistakes }: CameraListReport): string[] =>
  mistakes.map(({ row, column, message }) => `${column}${row}: ${sentence(message, "vi")}`);
