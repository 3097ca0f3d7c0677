import { posix } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { CodedError } from "#contract/errors.ts";
import type { RawItem } from "#contract/wizards/http.ts";

/** Where people share files with a server; what lies elsewhere on it is nobody's business who has only a browser. */
const shared = ["/srv", "/mnt", "/media", `\${data}/import`] as const;
/** Keys that name a file of the server. */
const fileKeys = ["ca", "certificate", "key"] as const;

/**
 * Whether somebody at a browser may have the core read what a source names: an administrator of the wall is not one of the machine.
 * What stands there already, by the hand of whoever runs the machine, stays.
 * @throws CodedError wizard.folder, wizard.file
 */
export function checkFiles(source: RawItem, before: RawItem | null): void {
  for (const key of fileKeys)
    if (source[key] !== undefined && !isDeepStrictEqual(source[key], before?.[key]))
      throw new CodedError("wizard.file", { key });
  const oauth = source.oauth as { ca?: unknown } | undefined;
  const oauthBefore = before?.oauth as { ca?: unknown } | undefined;
  if (oauth?.ca !== undefined && oauth.ca !== oauthBefore?.ca) throw new CodedError("wizard.file", { key: "oauth.ca" });
  if (source.type !== "folder" || isDeepStrictEqual(source.path, before?.path)) return;
  const path = posix.normalize(String(source.path));
  if (!shared.some((root) => path.startsWith(`${root}/`)))
    throw new CodedError("wizard.folder", { allowed: shared.join(", ") });
}

/** The same of a camera. @throws CodedError wizard.file */
export function checkCameraFiles(camera: RawItem, before: RawItem | null): void {
  for (const part of ["stream", "onvif"] as const) {
    const caOf = (item: RawItem | null) => (item?.[part] as { ca?: unknown } | undefined)?.ca;
    if (caOf(camera) !== undefined && caOf(camera) !== caOf(before))
      throw new CodedError("wizard.file", { key: `${part}.ca` });
  }
}
