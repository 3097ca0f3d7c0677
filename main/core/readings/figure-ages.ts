import type { Reading } from "#contract/entities/reading.ts";
import type { FigureAges } from "#contract/readings/figure-ages.ts";

/** Nobody looks at a board of ages more often. */
const everyMs = 2_000;

type Aged = Pick<Reading, "indicator" | "source" | "asOfMs"> & {
  origin?: Pick<NonNullable<Reading["origin"]>, "source"> | undefined;
};

/** How old readings are, an indicator each. @param of the indicators that are meant; absent: all */
export function agesOf(readings: Iterable<Aged>, of?: ReadonlySet<string>): FigureAges[] {
  const found = new Map<string, Map<string, FigureAges["ages"][number]>>();
  for (const { indicator, source, asOfMs, origin } of readings) {
    if (of !== undefined && !of.has(indicator)) continue;
    let ages = found.get(indicator);
    if (ages === undefined) {
      ages = new Map();
      found.set(indicator, ages);
    }
    const key = `${asOfMs} ${source} ${origin?.source ?? ""}`;
    const known = ages.get(key);
    if (known !== undefined) known.places += 1;
    else ages.set(key, { asOfMs, source, ...(origin === undefined ? {} : { origin: origin.source }), places: 1 });
  }
  return [...found].map(([indicator, ages]) => ({ indicator, ages: [...ages.values()] }));
}

export type FigureAgesTeller = { changed(some: Iterable<Pick<Reading, "indicator">>): void; stop(): void };

/**
 * Tells how old figures are: at first of all, and of those that have become newer every two seconds at most.
 * @param options.readings the newest of all
 */
export function createFigureAges({
  readings,
  tell,
}: {
  readings(): readonly Reading[];
  tell(ages: FigureAges[]): void;
}): FigureAgesTeller {
  let newer = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tellThem = (): void => {
    timer = undefined;
    const of = newer;
    newer = new Set();
    tell(agesOf(readings(), of));
  };
  tell(agesOf(readings()));
  return {
    changed(some) {
      for (const { indicator } of some) newer.add(indicator);
      if (newer.size > 0) timer ??= setTimeout(tellThem, everyMs);
    },
    stop: () => clearTimeout(timer),
  };
}
