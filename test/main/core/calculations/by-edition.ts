import { SiteEdition } from "#contract/calculations/edition.ts";
import { openRegistry } from "../../../../main/core/calculations/registry.ts";

const { registry } = openRegistry();

type Inputs = Record<string, number | null | readonly (number | null)[]>;
const listed = (inputs: Inputs) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, one]) => [name, typeof one === "object" && one !== null ? one : [one]]),
  );

/** What the program's own edition of a calculation gives, with parameters of a site's where they are given. */
export function resultOf(calculation: string, inputs: Inputs, parameters?: Record<string, unknown>, place = "tinh") {
  const day = "2026-11-27";
  if (parameters === undefined) {
    const edition = registry.inForce(calculation, day);
    if (edition === undefined) throw new Error(calculation);
    return edition.compute(listed(inputs), place);
  }
  const { registry: site, mistakes } = openRegistry([siteEdition({ calculation, parameters })]);
  if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes));
  const edition = site.inForce(calculation, day);
  if (edition === undefined) throw new Error(calculation);
  return edition.compute(listed(inputs), place);
}

export const siteEdition = (more: Record<string, unknown>): SiteEdition =>
  SiteEdition.parse({
    effectiveFrom: "2026-01-01",
    source: { title: { vi: "Tỉnh", en: "Province" }, date: "2026-01-01", isVerified: false },
    ...more,
  });

/** What the contributions of all parts come to, in their order. */
export const sumOfParts = ({ parts }: { parts: readonly { contribution: number }[] }): number =>
  parts.reduce((sum, { contribution }) => sum + contribution, 0);
