import type { AddedCamera, CameraListReport, CameraListUndone, CameraListView } from "#contract/camera-list.ts";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Language } from "#contract/entities/text.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type TableMistake, toldMistakes } from "#contract/tables.ts";
import type { RegisteredCameras } from "../cameras/registered.ts";
import { layOver } from "../profile/documents.ts";
import { createListInProfile, type ListInProfileOptions, stayedWords } from "../profile/list-in-profile.ts";
import type { Import, Raw } from "../tables/import-history.ts";
import { withWordsKept } from "../tables/wording.ts";
import { changesBetween, inNoRow, sameAddresses, stillOnScenes } from "./changes.ts";
import { ChangingRows, elsewhere, inTable, neededByProfile, surplus } from "./checks.ts";
import { cameraColumns, secretOf } from "./columns.ts";
import { cameraKind, hasNoPassword } from "./kept.ts";
import type { ReadCamera } from "./reading.ts";

export type CameraListOptions = ListInProfileOptions & {
  /** Whether a secret of that name is set. */
  hasSecret(name: string): Promise<boolean>;
  /** The cameras that there are now. */
  registered: Pick<RegisteredCameras, "all">;
  /** The scenes as people have changed them. */
  scenes(): readonly StoredScene[];
};

export type CameraList = {
  view(): Promise<CameraListView>;
  /** As `ListInProfile.moveIntoProfile`. */
  moveIntoProfile(): Promise<CodedMessage | undefined>;
  /** The cameras that there are. */
  exported(format: "xlsx" | "csv", language: Language): Promise<Buffer>;
  /**
   * Reads a list; writes its rows into the profile's files only when all of it is right. They count at once.
   * @throws CodedError what `readCameraList` throws, `profile.invalid` where the profile itself is broken by now,
   *   `camera-list.not-writable`, `join.follows`, and what `SiteProfile.change` throws
   */
  import(table: Buffer, options: { isCheckOnly: boolean; file: string }): Promise<CameraListReport>;
  /** The list with one camera more, which is checked, counts and is kept as an import. Throws as `import`. */
  add(camera: AddedCamera): Promise<CameraListReport>;
  /**
   * Goes one import back, at once; what somebody has changed by hand since stays, and is told.
   * @throws CodedError `camera-list.nothing-to-undo`, `camera-list.not-writable`, `camera-list.still-shown` where the profile has
   * come to need a camera that would go, `join.follows`, and what `SiteProfile.change` throws
   */
  undo(): Promise<CameraListUndone>;
};

const nothing = { added: [], changed: [] };

/**
 * The list of cameras that people hand over as a table. Its rows change the cameras of the profile's files and add others there, and
 * never take one away: a site gets its cameras from many hands, one file at a time.
 */
export function createCameraList(options: CameraListOptions): CameraList {
  const { site, hasSecret, registered, scenes } = options;
  const { loaded } = site;
  const list = createListInProfile({ ...options, kind: cameraKind });
  const { oneByOne, history, check, upcoming } = list;

  const view = async (): Promise<CameraListView> => {
    const { inUse, next, isWaiting } = await list.standing();
    return { inUse: inUse && told(inUse), next: next && told(next), isWaiting, cameras: registered.all().length };
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
    // Said before anything is read: a joined machine takes no list.
    await list.version();
    const [{ rawCamera, readCameraList }, { onceEach }] = await Promise.all([
      import("./reading.ts"),
      import("../tables/reading.ts"),
    ]);
    // What lies over the profile would hide what is written.
    if (!isCheckOnly) await list.move();
    const basedOn = await list.version();
    const { raw: base, profile: before } = await upcoming();
    const over = (await history.waiting())?.rows ?? [];
    const read = await readCameraList(table, before.places);
    const former = new Map(base.map((camera) => [camera.id, camera] as const));
    const changing = new ChangingRows(base, cameraColumns(before.places));
    const rows = read.cameras.filter((row) => changing.isChanging(row));
    const items = rows.map((row) => rawCamera(row, former.get(row.id) ?? extra.get(row.id)));
    const merged = layOver(base, items);
    const checked = await check(layOver(over, items).map(({ item }) => item));
    elsewhere(checked.mistakes, loaded.profile.id);
    const wrongRows = new Set(read.mistakes.map(({ row }) => row));
    const mistakes = onceEach([
      ...read.mistakes,
      ...changing.passwordMistakes(rows),
      ...(await secretMistakes(rows, before.cameras)),
      ...surplus(merged, rows),
      // What follows from a wrong cell would only be noise.
      ...inTable(checked.mistakes, merged, rows, loaded.profile.id).filter(({ row }) => !wrongRows.has(row)),
    ]).sort((a, b) => a.row - b.row);
    const report = {
      number: null,
      mistakes: mistakes.slice(0, toldMistakes),
      mistakeCount: mistakes.length,
      warnings: [],
      cameras: merged.length,
    };
    const after = checked.profile;
    if (after === undefined || mistakes.length > 0) return { outcome: "refused", ...nothing, ...report };

    const changes = changesBetween(before.cameras, after.cameras, cameraColumns(before.places));
    const warnings: CodedMessage[] = [...sameAddresses(read.cameras), ...inNoRow(before.cameras, read.cameras)].slice(
      0,
      toldMistakes,
    );
    if (Object.values(changes).every((list) => list.length === 0))
      return { outcome: "unchanged", ...changes, ...report, warnings };
    if (isCheckOnly) return { outcome: "checked", ...changes, ...report, warnings };
    const all = merged.map(({ item }) => item);
    const written = withWordsKept(base, all, cameraKind, after.cameras, before.cameras);
    const number = await list.add(written, base, file, basedOn);
    if (site.files()?.state === "refused") warnings.unshift({ code: "import.waits", params: {} });
    return { outcome: "imported", ...changes, ...report, warnings, number };
  };

  return {
    view,
    moveIntoProfile: list.moveIntoProfile,

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
        const way = await list.wayBack();
        try {
          await list.goBack(way);
        } catch (error) {
          throw neededByProfile(error, way.gone, way.data.scenes);
        }
        const warnings = [
          ...stayedWords(way.stayed),
          ...way.putBack
            .filter(hasNoPassword)
            .map(({ id }) => ({ code: "camera-list.password-stays", params: { id: String(id) } })),
          ...stillOnScenes(scenes(), way.gone),
        ].slice(0, toldMistakes);
        return { ...(await view()), warnings };
      }),
  };
}

const told = ({ number, importedAtMs, file, rows }: Import) => ({
  ...{ number, importedAtMs, file, cameras: rows.length },
});
