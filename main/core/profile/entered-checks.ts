import { isEnteredPeriod } from "#contract/entry/period.ts";
import type { Complain, Path } from "./mistake.ts";

type Item = Record<string, unknown>;
type Listed = readonly (readonly [Item, number])[];

const itemsOf = (value: unknown): [Item, number][] =>
  Array.isArray(value)
    ? value.flatMap((item, at): [Item, number][] => (typeof item === "object" && item !== null ? [[item, at]] : []))
    : [];

/** What sources of type entered say of indicators and places: that there are such, that somebody can write them, and each once. */
export function checkEntered(
  sources: Listed,
  indicators: Listed,
  codes: ReadonlySet<string>,
  places: ReadonlySet<string>,
  complain: Complain,
): void {
  const byCode = new Map(indicators.map(([one]) => [String(one.code), one]));
  const seen = new Set<string>();
  for (const [source, index] of sources) {
    if (source.type !== "entered") continue;
    for (const [figure, at] of itemsOf(source.figures)) {
      const path: Path = ["sources", index, "figures", at];
      const { indicator: code } = figure;
      if (typeof code !== "string") continue;
      const known = byCode.get(code);
      if (!codes.has(code)) complain([...path, "indicator"], "mistake.unknown-indicator", { id: code });
      else if (known?.derived !== undefined) complain([...path, "indicator"], "mistake.entered-derived", { id: code });
      else if (typeof known?.period === "string" && !isEnteredPeriod(known.period as "day"))
        complain([...path, "indicator"], "mistake.entered-period", { id: code });
      if (figure.months !== undefined && known !== undefined && known.period !== "month")
        complain([...path, "months"], "mistake.entered-months", { id: code });
      const own = Array.isArray(figure.places) ? (figure.places as unknown[]) : [""];
      for (const [number, place] of own.entries()) {
        const key = `${code}@${String(place)}`;
        if (seen.has(key)) complain([...path, "indicator"], "mistake.entered-twice", { id: code });
        seen.add(key);
        if (place !== "" && typeof place === "string" && !places.has(place))
          complain([...path, "places", number], "mistake.unknown-place", { id: place });
      }
    }
  }
}
