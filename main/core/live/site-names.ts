import { createHash } from "node:crypto";
import type { SiteView } from "#contract/entities/profile.ts";

type Lists = Pick<SiteView, "places" | "indicators">;
type Written = { version: string; text: string };

const known = new WeakMap<Lists["indicators"], { places: Lists["places"] } & Written>();

/**
 * The names of a site as JSON (contract/entities/profile.ts), with the version by which a screen knows whether it has them; written once
 * for a profile.
 */
export function siteNames({ places, indicators }: Lists): Written {
  const found = known.get(indicators);
  if (found?.places === places) return found;
  const lists = JSON.stringify({ places, indicators });
  const version = createHash("sha256").update(lists).digest("base64url").slice(0, 22);
  const written = { places, version, text: `{"version":"${version}",${lists.slice(1)}` };
  known.set(indicators, written);
  return written;
}
