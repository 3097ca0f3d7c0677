/** A deb of the barest Electron application: the measure that the wall's is compared with, made from the same Electron. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../build/paths.mjs";
import { runProcess } from "../lab/process.ts";

export const barePackage = "bare-electron";
export const bareProgram = `/usr/bin/${barePackage}`;
export const bareFolder = `/opt/${barePackage}`;
const version = "1.0.0";
const depends = "libgtk-3-0t64 | libgtk-3-0, libnss3, libgbm1, libasound2t64 | libasound2";

/** Electron as its makers give it: the one of the libraries may carry our loader, which would run in the application's place. */
async function copyElectron(to: string): Promise<void> {
  const from = path.join(root, "node_modules/electron/dist");
  const isOurs = (file: string) => /^resources\/(app$|app\/|default_app\.asar$)/.test(path.relative(from, file));
  await cp(from, to, { recursive: true, dereference: true, filter: (file) => !isOurs(file) });
}

/** Makes the deb in a folder and gives its file. */
export async function makeBarePackage(folder: string): Promise<string> {
  const stage = path.join(folder, "stage");
  const inside = path.join(stage, bareFolder);
  await mkdir(inside, { recursive: true });
  await copyElectron(inside);
  const app = path.join(inside, "resources/app");
  await mkdir(app, { recursive: true });
  for (const file of ["main.cjs", "preload.cjs", "empty.html"])
    await cp(path.join(root, "test/bench/bare", file), path.join(app, file));
  await writeFile(path.join(app, "package.json"), JSON.stringify({ name: barePackage, version, main: "main.cjs" }));
  await cp(path.join(inside, "electron"), path.join(inside, barePackage));
  await must("rm", [path.join(inside, "electron")]);
  await mkdir(path.join(stage, "usr/bin"), { recursive: true });
  await must("ln", ["-s", `${bareFolder}/${barePackage}`, path.join(stage, bareProgram)]);
  await mkdir(path.join(stage, "DEBIAN"));
  const control = [
    ...[`Package: ${barePackage}`, `Version: ${version}`, "Architecture: amd64", "Section: misc", "Priority: optional"],
    ...["Maintainer: bench <bench@localhost>", `Depends: ${depends}`, "Description: an empty window"],
  ];
  await writeFile(path.join(stage, "DEBIAN/control"), `${control.join("\n")}\n`);
  await must("chmod", ["-R", "u=rwX,go=rX", stage]);
  await must("chmod", ["4755", path.join(inside, "chrome-sandbox")]);
  const file = path.join(folder, `${barePackage}_${version}_amd64.deb`);
  await must("dpkg-deb", ["--root-owner-group", "-Zzstd", "-z6", "--build", stage, file]);
  await must("rm", ["-r", stage]);
  return file;
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const run = await runProcess(command, args, { withinMs: 180_000 });
  if (run.code !== 0) throw new Error(`${command} ${args[0]}: ${run.stderr.slice(-1_000)}`);
}
