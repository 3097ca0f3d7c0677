import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { CodedError } from "#contract/errors.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { rememberProfiles } from "../../../../main/core/profile/remembered.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

const assetsFolder = fileURLToPath(new URL("../../../../assets", import.meta.url));

async function setting() {
  const folder = await temporaryFolder();
  const profile = join(folder.path, "profile");
  const memory = join(folder.path, "memory");
  await cp(join(assetsFolder, "profiles", "lang-son"), profile, { recursive: true });
  let recalled = 0;
  const profiles = rememberProfiles(memory);
  const load = (version = "1") =>
    loadProfile(profile, {
      assetsFolder,
      remembered: {
        version,
        profiles: {
          ...profiles,
          recall: async (hash) => {
            const data = await profiles.recall(hash);
            if (data !== undefined) recalled += 1;
            return data;
          },
        },
      },
    });
  const kept = () =>
    readdir(memory).then(
      (names) => names.filter((name) => name.endsWith(".json")),
      () => [],
    );
  return { folder, profile, memory, load, kept, timesRecalled: () => recalled };
}

it("gives the same profile from memory as from YAML", async () => {
  const { folder, load, kept, timesRecalled } = await setting();
  await using _ = folder;
  const read = await load();
  await until(async () => (await kept()).length === 1);
  expect(await load()).toEqual(read);
  expect(timesRecalled()).toBe(1);
});

it("reads anew what was changed, and what another version found right", async () => {
  const { folder, profile, load, kept, timesRecalled } = await setting();
  await using _ = folder;
  await load();
  await until(async () => (await kept()).length === 1);
  await load("2");
  expect(timesRecalled()).toBe(0);
  await writeFile(join(profile, "extra.yaml"), "nothing-known: 1\n");
  await expect(load()).rejects.toBeInstanceOf(CodedError);
});

it("still tells that the outline is missing", async () => {
  const { folder, profile, load, kept } = await setting();
  await using _ = folder;
  await load();
  await until(async () => (await kept()).length === 1);
  await rm(join(profile, "outline.geojson"));
  await expect(load()).rejects.toBeInstanceOf(CodedError);
});

it("does without a memory that is damaged or cannot be written", async () => {
  const { folder, memory, load, kept } = await setting();
  await using _ = folder;
  const read = await load();
  await until(async () => (await kept()).length === 1);
  for (const name of await kept()) await writeFile(join(memory, name), "{ half");
  expect(await load()).toEqual(read);
  await rm(memory, { recursive: true });
  await writeFile(memory, "a file where the folder should be");
  expect(await load()).toEqual(read);
});
