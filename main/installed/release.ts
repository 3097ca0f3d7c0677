import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a package was made of: `release.json` among its resources. */
export type Release = {
  version: string;
  electron: string;
  node: string;
  /** Its Electron stands in for the current one: for trying only. */
  isStandIn: boolean;
};

const unpacked = "app.asar.unpacked";

/**
 * The resources of the package that a program is part of; undefined when it runs from its source.
 * @param programFolder the folder that holds its dist/ and assets/
 */
export function resourcesOf(programFolder: string): string | undefined {
  return path.basename(programFolder) === unpacked ? path.dirname(programFolder) : undefined;
}

/** The folder with dist/ and assets/ in a package: out of the archive, which a plain Node cannot read. */
export const unpackedFolder = (resources: string): string => path.join(resources, unpacked);

/** The Node that runs the core. */
export const nodeIn = (resources: string): string =>
  path.join(resources, "node", process.platform === "win32" ? "node.exe" : "node");

/** The desktop program. */
export const electronIn = (resources: string): string =>
  path.join(resources, "..", process.platform === "win32" ? "ioc-wall.exe" : "ioc-wall");

/** undefined where it is not there or is no such file: nothing is claimed of the package then. */
export function readRelease(resources: string): Release | undefined {
  try {
    const told: Partial<Record<keyof Release, unknown>> = JSON.parse(
      readFileSync(path.join(resources, "release.json"), "utf8"),
    );
    const { version, electron, node, isStandIn } = told;
    if (typeof version !== "string" || typeof electron !== "string" || typeof node !== "string") return undefined;
    // Whatever is not plainly a release is none.
    return { version, electron, node, isStandIn: isStandIn !== false };
  } catch {
    return undefined;
  }
}

/** The first of the package's parts that is missing, by its path; undefined when all are there. */
export function missingPart(resources: string): string | undefined {
  const root = unpackedFolder(resources);
  const parts = [
    nodeIn(resources),
    path.join(root, "dist", "core", "index.mjs"),
    path.join(root, "dist", "renderer", "wall", "index.html"),
    path.join(root, "assets", "profiles"),
    path.join(root, "assets", "calendar", "vietnam.json"),
    path.join(root, "node_modules", "better-sqlite3"),
  ];
  return parts.find((part) => !existsSync(part));
}
