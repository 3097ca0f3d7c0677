import manifest from "../../package.json" with { type: "json" };
import { readRelease } from "../installed/release.ts";
import type { Say } from "./words.ts";

/** One line: what this is, and what it was made with. @param resources undefined when it runs from source */
export function versionText(resources: string | undefined, say: Say): string {
  if (resources === undefined) return say("version.source", { version: manifest.version, node: process.versions.node });
  const release = readRelease(resources);
  if (release === undefined) return say("version.unknown", { version: manifest.version, node: process.versions.node });
  const { version, electron, node, isStandIn } = release;
  const line = say("version.release", { version, electron, node });
  return isStandIn ? `${line}\n${say("version.stand-in", { electron })}` : line;
}
