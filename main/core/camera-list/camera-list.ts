import type { AddedCamera, CameraListReport, CameraListView, ImportedCameraList } from "#contract/camera-list.ts";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Language } from "#contract/entities/text.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type TableMistake, toldMistakes } from "#contract/tables.ts";
import type { RegisteredCameras } from "../cameras/registered.ts";
import { layOver } from "../profile/documents.ts";
import { importsOf } from "../profile/imports.ts";
import { type CheckedProfile, checkWithImports, invalidProfile, type LoadedProfile } from "../profile/loading.ts";
import type { Import } from "../tables/import-files.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { changesBetween, sameAddresses, stillOnScenes } from "./changes.ts";
import { ChangingRows, elsewhere, inTable, type Raw, surplus, unfitting } from "./checks.ts";
import { cameraColumns, secretOf } from "./columns.ts";
import type { ReadCamera } from "./reading.ts";

export type CameraListOptions = {
  loaded: LoadedProfile;
  dataFolder: string;
  /** Whether a secret of that name is set. */
  hasSecret(name: string): Promise<boolean>;
  /** The cameras that there are now. */
  registered: Pick<RegisteredCameras, "all">;
  /** Has these be the site's cameras. Resolves when nothing is left of those that are gone. */
  register(cameras: readonly CameraConfig[]): Promise<void>;
  /** Address of the first machine where this one has joined its wall: its cameras are that one's. */
  follows?: string | undefined;
  /** The scenes as people have changed them. */
  scenes(): readonly StoredScene[];
  /** Epoch ms. */
  now(): number;
};

export type CameraList = {
  view(): Promise<CameraListView>;
  /** The cameras that there are. */
  exported(format: "xlsx" | "csv", language: Language): Promise<Buffer>;
  /**
   * Reads a list; imports it only when all of it is right. It counts at once, and after each start.
   * @throws CodedError what `readCameraList` throws, `profile.invalid` where the profile itself is broken by now,
   *   `camera-list.not-writable`, `join.follows`
   */
  import(table: Buffer, options: { isCheckOnly: boolean; file: string }): Promise<CameraListReport>;
  /** The list with one camera more, which is checked, counts and is kept as an import. Throws as `import`. */
  add(camera: AddedCamera): Promise<CameraListReport>;
  /**
   * Goes one import back, at once. @throws CodedError `camera-list.nothing-to-undo`, `camera-list.not-writable`,
   * `camera-list.still-shown` where the profile has come to need a camera that would go, `profile.invalid`, `join.follows`
   */
  undo(): Promise<CameraListView>;
};

type Upcoming = CheckedProfile & { profile: Profile; over: Raw[] };
const nothing = { added: [], removed: [], changed: [] };

/**
 * The list of cameras that people hand over as a table. It lies over the profile's own cameras: its rows change them and add
 * others, and never take one of them away. The profile's files are read anew for it, so what was changed in its cameras since
 * the start counts from then on too.
 */
export function createCameraList(options: CameraListOptions): CameraList {
  const { loaded, dataFolder, hasSecret, registered, register, scenes, now } = options;
  const imports = importsOf(dataFolder);
  const files = imports.cameras;
  /** Two imports at once would not know of each other's cameras. */
  const oneByOne = oneAtATime();
  const check = async (cameras: readonly unknown[] | undefined) =>
    checkWithImports(loaded, { cameras, indicators: (await imports.indicators.about())?.rows });

  let inUse: Promise<Import | null> =
    loaded.imports.cameras === undefined ? Promise.resolve(null) : files.about(loaded.imports.cameras);
  const count = async (one: Import | null, profile: Profile): Promise<void> => {
    inUse = Promise.resolve(one);
    await register(profile.cameras);
  };
  const checkOwn = (): void => {
    if (options.follows !== undefined) throw new CodedError("join.follows", { host: options.follows });
  };

  /** As a start would find it. */
  const upcoming = async (): Promise<Upcoming> => {
    const over = (await files.about())?.rows ?? [];
    const checked = await check(over);
    const { profile, mistakes } = checked;
    if (profile === undefined) throw invalidProfile(loaded.profile.id, mistakes);
    return { ...checked, profile, over };
  };

  const view = async (): Promise<CameraListView> => {
    const one = await inUse;
    return { inUse: one && told(one), cameras: registered.all().length };
  };

  const secretMistakes = async (rows: readonly ReadCamera[], before: readonly CameraConfig[]) => {
    const known = new Set(before.flatMap((camera) => secretOf(camera) ?? []));
    const mistakes: TableMistake[] = [];
    for (const { values, spotOf } of rows) {
      const name = values.get("secret");
      if (typeof name !== "string" || known.has(name)) continue;
      if (await hasSecret(name)) known.add(name);
      else mistakes.push({ ...spotOf(["secret"]), message: { code: "camera-list.secret-not-set", params: {} } });
    }
    return mistakes;
  };

  /** @param extra what no column holds of a camera that is new, by its id */
  const take = async (
    table: Buffer,
    { isCheckOnly, file }: { isCheckOnly: boolean; file: string },
    extra: ReadonlyMap<string, Raw> = new Map(),
  ): Promise<CameraListReport> => {
    checkOwn();
    const [{ rawCamera, readCameraList }, { onceEach }] = await Promise.all([
      import("./reading.ts"),
      import("../tables/reading.ts"),
    ]);
    const { profile: before, own, over } = await upcoming();
    const read = await readCameraList(table, before.places);
    const base = (Array.isArray(own.cameras) ? own.cameras : []) as Raw[];
    const former = new Map([...base, ...over].map((camera) => [camera.id, camera] as const));
    const changing = new ChangingRows(base, cameraColumns(before.places));
    const rows = read.cameras.filter((row) => changing.isChanging(row));
    const items = rows.map((row) => rawCamera(row, former.get(row.id) ?? extra.get(row.id)));
    const merged = layOver(base, items);
    const checked = await check(items);
    const wrongRows = new Set(read.mistakes.map(({ row }) => row));
    const mistakes = [
      ...onceEach([
        ...read.mistakes,
        ...changing.passwordMistakes(rows),
        ...(await secretMistakes(rows, before.cameras)),
        ...surplus(merged, rows),
        // What follows from a wrong cell would only be noise.
        ...inTable(checked.mistakes, merged, rows, loaded.profile.id).filter(({ row }) => !wrongRows.has(row)),
      ]),
      ...elsewhere(checked, read, loaded.profile.id),
    ].sort((a, b) => a.row - b.row);
    const report = {
      number: null,
      mistakes: mistakes.slice(0, toldMistakes),
      mistakeCount: mistakes.length,
      warnings: [],
      cameras: merged.length,
    };
    const after = checked.profile;
    if (after === undefined || mistakes.length > 0) return { outcome: "refused", ...nothing, ...report };

    const changes = changesBetween(registered.all(), after.cameras, cameraColumns(before.places));
    const named = new Set(read.cameras.map(({ id }) => id));
    const warnings: CodedMessage[] = [
      ...sameAddresses(read.cameras),
      ...base.flatMap(({ id }) =>
        named.has(String(id)) ? [] : [{ code: "camera-list.stays", params: { id: String(id) } }],
      ),
      ...stillOnScenes(scenes(), changes.removed),
    ].slice(0, toldMistakes);
    if (Object.values(changes).every((list) => list.length === 0))
      return { outcome: "unchanged", ...changes, ...report, warnings };
    if (isCheckOnly) return { outcome: "checked", ...changes, ...report, warnings };
    const kept = { importedAtMs: now(), file, rows: items };
    const number = await files.add(kept);
    await count({ ...kept, number }, after);
    return { outcome: "imported", ...changes, ...report, warnings, number };
  };

  return {
    view,

    async exported(format, language) {
      const { profile } = await upcoming();
      const { cameraCsv, cameraWorkbook } = await import("./writing.ts");
      return format === "csv" ? cameraCsv(profile, language) : cameraWorkbook(profile, language);
    },

    import: (table, options) => oneByOne(() => take(table, options)),

    add: ({ id, name, url, sub, username, secret, onvif }) =>
      oneByOne(async () => {
        const { profile } = await upcoming();
        const { cameraCsv } = await import("./writing.ts");
        const cells = {
          id,
          "name.vi": name,
          "stream.url": url,
          "stream.sub": sub,
          "stream.username": username,
          secret,
        };
        const row = new Map(
          Object.entries(cells).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
        );
        const extra = new Map(onvif === undefined ? [] : [[id, { onvif: { url: onvif } }]]);
        return take(cameraCsv(profile, "vi", row), { isCheckOnly: false, file: id }, extra);
      }),

    undo: () =>
      oneByOne(async () => {
        checkOwn();
        const former = await files.former();
        const { profile, mistakes, data } = await check(former?.rows);
        // With a mistake the next start would fail.
        if (profile === undefined && (await files.about()) !== null) throw unfitting(mistakes, data, loaded.profile.id);
        await files.undo(now());
        if (profile !== undefined) await count(former, profile);
        return view();
      }),
  };
}

const told = ({ number, importedAtMs, file, rows }: Import): ImportedCameraList => ({
  ...{ number, importedAtMs, file, cameras: rows.length },
});
