import { useEffect, useMemo } from "react";
import { DossiersOverview } from "#contract/dossiers/http.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { routes } from "#contract/routes.ts";
import { askedAgain } from "./asked-again.ts";
import { sources } from "./sources.ts";
import { useStoreValue } from "./store.ts";

/** What the register was last asked for. `isFailing`: the last question was not answered; what was told before stays. */
export type OverviewTold = { overview: DossiersOverview | null; isFailing: boolean };

/** A register that is told of without a pause is asked for anew so often at most. */
const leastGapMs = 15_000;
const lookEveryMs = 120_000;

const newsOf = (known: ReadonlyMap<string, SourceView>): string =>
  [...known.values()]
    .filter(({ gives }) => gives === "dossiers")
    .map(({ id, counts }) => `${id} ${counts.accepted}`)
    .join();

const untold: OverviewTold = { overview: null, isFailing: false };

const asked = askedAgain<OverviewTold>({
  ...{ untold, lookEveryMs, leastGapMs },
  listen(onNews) {
    let heard = newsOf(sources.store.getState());
    return sources.store.subscribe((known) => {
      const news = newsOf(known);
      if (news === heard) return;
      heard = news;
      onNews();
    });
  },
  async take(answer, store, path) {
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    const overview = DossiersOverview.parse(await answer.json());
    store.setState({ overview, isFailing: false });
    // It has not counted anything yet, as right after a start.
    return overview.heardAtMs === null;
  },
  fail: (store) => store.setState({ isFailing: true }),
});

/** What raises the score this week and which due dates were moved. @param unit of one unit alone; undefined: of all */
export function useDossiersOverview(unit: string | undefined): OverviewTold {
  const path =
    unit === undefined ? routes.dossiersOverview : `${routes.dossiersOverview}?${new URLSearchParams({ unit })}`;
  const question = useMemo(() => asked(path), [path]);
  useEffect(() => question.want(), [question]);
  return useStoreValue(question.store);
}
