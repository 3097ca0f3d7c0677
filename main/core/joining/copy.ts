import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { CameraView } from "#contract/entities/camera.ts";
import { firstMachineSource } from "#contract/entities/first-machine-source.ts";
import { StoredScene, WallState } from "#contract/entities/wall-state.ts";
import { JoinedSite } from "#contract/joining.ts";

/** The secret that holds the token. */
export const tokenSecret = "join-token";

/** What the first machine last said of the wall. */
export const WallCopy = z.strictObject({
  wall: WallState,
  scenes: z.array(StoredScene).max(2_000),
  cameras: z.array(CameraView).default([]),
});
export type WallCopy = z.infer<typeof WallCopy>;

const SiteCopy = z.strictObject({ origin: z.url(), site: JoinedSite });

/** What a joined machine keeps of the wall, in `joined` of its data folder, so that it comes up without the first one. */
export type Copy = {
  readonly profileFolder: string;
  /** This machine's own id, made once. */
  machineId(): Promise<string>;
  /** undefined where there is none of this address that can be read. */
  site(origin: string): Promise<JoinedSite | undefined>;
  /** The profile is written such that it is loaded like any other. */
  putSite(origin: string, site: JoinedSite): Promise<void>;
  wall(): Promise<WallCopy | undefined>;
  putWall(copy: WallCopy): Promise<void>;
};

export function openCopy(dataFolder: string): Copy {
  const folder = path.join(dataFolder, "joined");
  const profileFolder = path.join(folder, "profile");
  const files = {
    machine: path.join(folder, "machine.json"),
    site: path.join(folder, "site.json"),
    wall: path.join(folder, "wall.json"),
    profile: path.join(profileFolder, "profile.yaml"),
    outline: path.join(profileFolder, "outline.geojson"),
  };
  return {
    profileFolder,
    async machineId() {
      const known = await read(files.machine, z.strictObject({ id: z.uuid() }));
      if (known !== undefined) return known.id;
      const id = randomUUID();
      await mkdir(folder, { recursive: true });
      await write(files.machine, JSON.stringify({ id }));
      return id;
    },
    async site(origin) {
      const kept = await read(files.site, SiteCopy);
      return kept?.origin === origin ? kept.site : undefined;
    },
    async putSite(origin, site) {
      await mkdir(profileFolder, { recursive: true });
      await write(files.outline, site.outline);
      // JSON is YAML.
      await write(files.profile, JSON.stringify(ownProfile(origin, site.profile)));
      // Last: it says that the others are whole.
      await write(files.site, JSON.stringify({ origin, site } satisfies z.infer<typeof SiteCopy>));
    },
    wall: () => read(files.wall, WallCopy),
    putWall: (copy) => write(files.wall, JSON.stringify(copy)),
  };
}

/** The first machine's profile as this one runs it: its only source is the first machine. */
function ownProfile(origin: string, profile: Record<string, unknown>): Record<string, unknown> {
  const source = {
    id: firstMachineSource,
    type: "centre",
    name: { vi: "Máy chính của tường", en: "First machine of the wall" },
    url: origin,
    token: `\${secret.${tokenSecret}}`,
    lateAfter: "1h",
  };
  return { ...profile, sources: [source] };
}

async function read<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when the power goes. */
async function write(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}
