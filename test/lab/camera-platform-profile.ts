import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./core.ts";

/** The small profile with a camera platform, `ai`, and cameras that are drawn; @returns its folder */
export async function writeCameraPlatformProfile(parent: string, names: Record<string, string>): Promise<string> {
  const folder = join(parent, "profile");
  await cp(join(projectRoot, "test/fixtures/profiles/small"), folder, { recursive: true });
  const file = join(folder, "profile.yaml");
  const platform =
    "  - { id: ai, type: camera-events, name: { vi: Nền tảng camera giao thông, en: Traffic cameras } }\n";
  await writeFile(file, (await readFile(file, "utf8")).replace("sources:\n", `sources:\n${platform}`));
  const cameras = Object.entries(names).map(
    ([id, name]) => `  - { id: ${id}, name: { vi: ${name}, en: ${name} }, stream: { type: test, pattern: street } }`,
  );
  await writeFile(join(folder, "cameras.yaml"), `cameras:\n${cameras.join("\n")}\n`);
  return folder;
}
