import type { IndicatorView } from "#contract/entities/profile.ts";

/**
 * The indicator that says how many people live at a place: the one that a figure per head is divided by, else one whose code
 * ends in `dan-so` or `population`. undefined where the catalogue has none.
 */
export function populationIndicator(indicators: readonly IndicatorView[]): IndicatorView | undefined {
  const inUse = indicators.filter(({ isRetired }) => !isRetired);
  for (const { derived } of inUse)
    if (derived?.kind === "per-head") {
      const found = inUse.find(({ code }) => code === derived.population);
      if (found !== undefined) return found;
    }
  return inUse.find(({ code }) => /(?:^|[.-])(?:dan-so|population)$/.test(code));
}
